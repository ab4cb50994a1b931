import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { ledgerChecks } from '../../../kernel/verify/ledger-checks.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** Proves the fund ledger: balances, running balances, order and reversals (S1, S3). */
@Injectable()
export class FundChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'fund ledger', check: () => this.balances() },
      { name: 'fund running balances', check: () => this.runningBalances() },
      ...ledgerChecks(this.db, {
        ...{ invariant: 'S3', table: 'fund_entry', document: 'document_id', locks: [['account_id']] },
        ...{ same: ['account_id', 'document_type', 'document_id'], opposite: ['amount'] },
      }),
    );
  }

  private balances(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, coalesce('fund account ' || a.code, 'unknown fund account') || ' ' || id AS "where", coalesce(e.total, 0)::text AS expected,
         coalesce(a.balance::text, 'no account') AS actual
       FROM fund_account a FULL JOIN (SELECT account_id AS id, sum(amount) AS total FROM fund_entry GROUP BY 1) e USING (id)
       WHERE a.balance IS DISTINCT FROM coalesce(e.total, 0)`,
    );
  }

  private runningBalances(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'fund_entry row ' || id AS "where", running::text AS expected, balance_after::text AS actual
       FROM (SELECT id, balance_after, sum(amount) OVER (PARTITION BY account_id ORDER BY seq) AS running FROM fund_entry) l
       WHERE running <> balance_after LIMIT 100`,
    );
  }
}
