import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { amountSql, compareSql } from '../../../kernel/verify/compare.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** Proves claims: what they amount to, what was paid for them, and for whom they are (M1, S1, F2, A2). */
@Injectable()
export class ExpenseChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'reimbursements', check: () => this.reimbursements() },
      { name: 'beneficiaries', check: () => this.beneficiaries() },
      {
        name: 'sums of claims',
        check: () => this.db.query<Difference>(amountSql('expense', 'expense', 'sum(l.amount)')),
      },
    );
  }

  /** A completed claim was paid once, on its day; what was paid for a void one came back. */
  private reimbursements(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S1',
        `SELECT 'fund_entry of expense ' || x.id AS at, (x.fund_account_id, -x.amount, x.reimbursed_date)::text AS fact
         FROM expense x WHERE x.status = 'completed' OR (x.status = 'void' AND x.reimbursed_date IS NOT NULL)
         UNION ALL SELECT 'fund_entry of expense ' || x.id, (x.fund_account_id, x.amount, x.date)::text FROM expense x WHERE x.status = 'void' AND x.reimbursed_date IS NOT NULL`,
        `SELECT 'fund_entry of expense ' || document_id AS at, (account_id, amount, date)::text AS fact FROM fund_entry WHERE document_type = 'expense'`,
      ),
    );
  }

  /** Everybody a claim was ever for is an author of it, and nobody else by this. */
  private beneficiaries(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'A2',
        `SELECT 'document_author of expense ' || id AS at, (1, 'beneficiary', person)::text AS fact FROM (
           SELECT x.id, x.beneficiary_id AS person FROM expense x
           UNION SELECT l.record_id, unnest(ARRAY[(c ->> 'from')::uuid, (c ->> 'to')::uuid]) FROM audit_log l CROSS JOIN jsonb_array_elements(l.changes::jsonb) c
             WHERE l.record_type = 'expense' AND l.action = 'update' AND c ->> 'field' = 'beneficiaryId') b
         WHERE EXISTS (SELECT 1 FROM expense x WHERE x.id = b.id)`,
        `SELECT 'document_author of ' || document_type || ' ' || document_id, (revision, role, user_id)::text FROM document_author a
         WHERE role = 'beneficiary' AND NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = a.document_id AND l.action = 'delete')`,
      ),
    );
  }
}
