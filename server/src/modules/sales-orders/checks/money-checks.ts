import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { compareSql, POSTED } from '../../../kernel/verify/compare.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** What a document leaves open, as its own row says it. */
const itemSql = (type: string, table: string, due: string, amount: string): string =>
  `SELECT 'open_item of ${type} ' || d.id AS at, (d.company_id, d.customer_id, d.owner_id, '${type === 'receipt' ? 'credit' : 'debit'}'::text, d.title, d.date, ${due},
     d.currency, d.exchange_rate, ${amount}, d.status = 'void')::text AS fact FROM ${table} d WHERE d.status IN ${POSTED}`;

/** Proves that invoices, opening balances and receipts left open, settled and paid what they say, and nothing else (M1, M2). */
@Injectable()
export class MoneyChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'open items', check: () => this.items() },
      { name: 'receipts and settlements', check: () => this.settlements() },
      { name: 'receipts and funds', check: () => this.funds() },
      { name: 'sums of documents', check: () => this.sums() },
    );
  }

  private items(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'M2',
        [
          itemSql('sales-invoice', 'sales_invoice', 'd.due_date', 'd.gross_amount'),
          itemSql('opening-balance', 'opening_balance', 'd.due_date', 'd.amount'),
          itemSql('receipt', 'receipt', 'd.date', 'd.amount'),
        ].join(' UNION ALL '),
        `SELECT 'open_item of ' || document_type || ' ' || id,
           (company_id, party_id, owner_id, side, title, date, due_date, currency, exchange_rate, amount, voided)::text FROM open_item`,
      ),
    );
  }

  private settlements(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'M2',
        `SELECT 'settlement_entry of receipt ' || d.id || ' for item ' || l.item_id AS at, l.amount::text AS fact
         FROM receipt d JOIN receipt_line l ON l.document_id = d.id WHERE d.status IN ${POSTED}`,
        `SELECT 'settlement_entry of receipt ' || credit_id || ' for item ' || debit_id, amount::text FROM settlement_entry WHERE reverses_id IS NULL`,
      ),
    );
  }

  private funds(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S1',
        `SELECT 'fund_entry of receipt ' || d.id AS at, (d.fund_account_id, d.amount, d.date)::text AS fact FROM receipt d WHERE d.status IN ${POSTED}
         UNION ALL SELECT 'fund_entry of receipt ' || d.id, (d.fund_account_id, -d.amount, d.date)::text FROM receipt d WHERE d.status = 'void'`,
        `SELECT 'fund_entry of receipt ' || document_id, (account_id, amount, date)::text FROM fund_entry WHERE document_type = 'receipt'`,
      ),
    );
  }

  /** Totals are the sums of lines, and tax-inclusive is exclusive and tax. */
  private sums(): Promise<Difference[]> {
    const of = (type: string, table: string): string =>
      `SELECT 'M1' AS invariant, '${type} ' || d.id || coalesce(' ' || d.number, '') AS "where", l.net || ' + ' || l.tax || ' = ' || l.gross AS expected,
         d.net_amount || ' + ' || d.tax_amount || ' = ' || d.gross_amount AS actual
       FROM ${table} d JOIN (SELECT document_id, sum(net_amount) AS net, sum(tax_amount) AS tax, sum(gross_amount) AS gross FROM ${table}_line GROUP BY 1) l ON l.document_id = d.id
       WHERE (d.net_amount, d.tax_amount, d.gross_amount, d.gross_amount, d.amount) IS DISTINCT FROM (l.net, l.tax, l.gross, l.net + l.tax, l.gross)`;
    return this.db.query<Difference>(
      [of('quotation', 'quotation'), of('sales-order', 'sales_order'), of('sales-invoice', 'sales_invoice')].join(
        ' UNION ALL ',
      ),
    );
  }
}
