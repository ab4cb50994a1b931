import { randomUUIDv7 } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fundAccount } from '@guanxi/shared/system';
import { Db } from '../../../kernel/db/db.js';
import { Foresight, type ForeseenMove } from '../../../kernel/documents/foresight.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';

/** A movement of an account because of a document; positive amounts come in. */
export interface FundMovement {
  readonly accountId: string;
  readonly amount: string;
  readonly date: string;
  readonly documentType: string;
  readonly documentId: string;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly companyId: string;
  readonly currency: string;
  readonly balance: string;
}

/** What an account holds is not everybody's to know. */
const WRITTEN = `
SELECT 'fund' AS kind, jsonb_build_object('id', a.id, 'name', a.name) AS what, NULL AS "where", e.amount AS change, NULL AS after
FROM fund_entry e JOIN fund_account a ON a.id = e.account_id WHERE e.document_id = $1 AND e.at = now() ORDER BY e.seq`;

/** The fund ledger: the company's bank and cash accounts. The balance is a cache that changes with its row. */
@Injectable()
export class Funds implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly foresight: Foresight,
    private readonly lists: Lists,
  ) {}

  onModuleInit(): void {
    this.foresight.register((documentId) => this.db.query<ForeseenMove>(WRITTEN, [documentId]));
  }

  /** An account in use, of the currency given if any. @throws DomainError 422 */
  async account(id: string, currency?: string): Promise<Account> {
    const account = await this.db.one<Account>(
      'SELECT id, name, currency, balance, company_id AS "companyId" FROM fund_account WHERE id = $1 AND NOT archived',
      [id],
    );
    if (!account) throw new DomainError('record.unknown', { field: 'fundAccountId' });
    if (currency !== undefined && account.currency !== currency)
      throw new DomainError('currency.mismatch', { expected: currency });
    return account;
  }

  /** Posts a movement. @throws DomainError 409 `fund.insufficient` when the account would be overdrawn. */
  async post(movement: FundMovement): Promise<void> {
    await this.move(movement, null);
  }

  /** Takes every movement of a document back by its exact opposite. */
  async reverse(documentId: string, date: string): Promise<void> {
    const rows = await this.db.query<FundMovement & { id: string }>(
      `SELECT e.id, e.account_id AS "accountId", (-e.amount)::text AS amount, e.document_type AS "documentType", e.document_id AS "documentId"
       FROM fund_entry e WHERE e.document_id = $1 AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM fund_entry r WHERE r.reverses_id = e.id)
       ORDER BY e.account_id, e.seq`,
      [documentId],
    );
    for (const row of rows) await this.move({ ...row, date }, row.id);
  }

  private async move(
    { accountId, amount, date, documentType, documentId }: FundMovement,
    reversesId: string | null,
  ): Promise<void> {
    const moved = await this.db.run(
      `WITH moved AS (UPDATE fund_account SET balance = balance + $4::numeric WHERE id = $2 AND (overdraft OR balance + $4::numeric >= 0) RETURNING balance)
       INSERT INTO fund_entry (id, account_id, at, date, amount, balance_after, document_type, document_id, reverses_id)
       SELECT $1::uuid, $2, now(), $3::date, $4::numeric, balance, $5, $6::uuid, $7::uuid FROM moved`,
      [randomUUIDv7(), accountId, date, amount, documentType, documentId, reversesId],
    );
    if (moved > 0) return;
    const account = await this.db.one<Account>('SELECT name, balance FROM fund_account WHERE id = $1', [accountId]);
    throw new DomainError('fund.insufficient', {
      account: account!.name,
      available: this.lists.told({ definition: fundAccount }, 'balance', account!.balance),
      required: amount.replace('-', ''),
    });
  }
}
