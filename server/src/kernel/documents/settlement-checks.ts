import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { ledgerChecks } from '../verify/ledger-checks.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { DocumentRegistry } from './registry.js';

/** Both sides of the settlement ledger, item by item. */
const SIDES = `(SELECT id AS row_id, seq, debit_id AS item_id, amount FROM settlement_entry UNION ALL SELECT id, seq, credit_id, amount FROM settlement_entry)`;

/** Proves the settlement ledger: open amounts, bounds at each moment, and the statuses that follow (M2, S3, F2). */
@Injectable()
export class SettlementChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'settlements', check: () => this.cache() },
      { name: 'settlement bounds', check: () => this.bounds() },
      { name: 'statuses of what is settled', check: () => this.statuses() },
      ...ledgerChecks(this.db, {
        ...{ invariant: 'S3', table: 'settlement_entry', document: 'credit_id', locks: [['debit_id'], ['credit_id']] },
        ...{ same: ['debit_id', 'credit_id'], opposite: ['amount'] },
      }),
    );
  }

  private cache(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'M2' AS invariant, coalesce(i.document_type, 'unknown item') || ' ' || id AS "where", coalesce(e.total, 0) || ' settled' AS expected,
         coalesce(i.settled || ' settled', 'no open item') AS actual
       FROM open_item i FULL JOIN (SELECT item_id AS id, sum(amount) AS total FROM ${SIDES} x GROUP BY 1) e USING (id)
       WHERE i.settled IS DISTINCT FROM coalesce(e.total, 0)`,
    );
  }

  /** After each row its items were settled by no less than nothing and no more than they are; both are of one party and currency. */
  private bounds(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'M2' AS invariant, 'settlement_entry row ' || x.row_id || ' of item ' || x.item_id AS "where", 'at most ' || x.whole AS expected, x.settled || ' settled' AS actual
       FROM (SELECT s.*, i.amount AS whole, sum(s.amount) OVER (PARTITION BY s.item_id ORDER BY s.seq) AS settled FROM ${SIDES} s JOIN open_item i ON i.id = s.item_id) x
       WHERE x.settled NOT BETWEEN 0 AND x.whole
       UNION ALL
       SELECT 'M2', 'settlement_entry row ' || e.id, 'a credit for a debit of one party', 'something else'
       FROM settlement_entry e LEFT JOIN open_item d ON d.id = e.debit_id LEFT JOIN open_item c ON c.id = e.credit_id
       WHERE (d.side, c.side, d.party_id, d.currency) IS DISTINCT FROM ('debit', 'credit', c.party_id, c.currency) LIMIT 100`,
    );
  }

  /** What is settled whole is completed, and only that; what was voided holds nothing open. */
  private async statuses(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const { definition, entity } of this.registry.all()) {
      if (!definition.progress.includes('settlement')) continue;
      found.push(
        ...(await this.db.query<Difference>(
          `SELECT 'F2' AS invariant, $1 || ' ' || t.id || coalesce(' ' || t.number, '') AS "where",
             coalesce(CASE WHEN i.voided THEN 'void' WHEN i.settled = i.amount THEN 'completed' ELSE 'effective' END, 'no open item') AS expected, t.status AS actual
           FROM "${this.rows.table(entity).name}" t FULL JOIN (SELECT * FROM open_item WHERE document_type = $1) i ON i.id = t.id
           WHERE t.status IS DISTINCT FROM CASE WHEN i.voided THEN 'void' WHEN i.settled = i.amount THEN 'completed' ELSE 'effective' END
             AND NOT (i.id IS NULL AND t.status IN ('draft', 'pending', 'rejected'))`,
          [definition.type],
        )),
      );
    }
    return found;
  }
}
