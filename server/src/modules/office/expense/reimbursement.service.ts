import { Injectable } from '@nestjs/common';
import { negate } from '@guanxi/shared/kernel';
import { Approvals } from '../../../kernel/approvals/approvals.js';
import { Companies, PeriodLock } from '../../../kernel/auth/ports.js';
import { assertCompany } from '../../../kernel/documents/building.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { Funds } from '../../system/index.js';
import type { ExpenseView, ReimburseInput } from './expense.dto.js';
import type { Expense } from './expense.entity.js';
import { ExpenseService } from './expense.service.js';

/** Pays an approved claim out of a fund account; that completes it. */
@Injectable()
export class ReimbursementService {
  constructor(
    private readonly expenses: ExpenseService,
    private readonly store: DocumentStore,
    private readonly approvals: Approvals,
    private readonly funds: Funds,
    private readonly companies: Companies,
    private readonly periods: PeriodLock,
  ) {}

  /** @throws DomainError 409 unless effective, 403 for an author of the claim, 409 `fund.insufficient`. */
  async reimburse(id: string, expected: ExpectedVersion, input: ReimburseInput): Promise<ExpenseView> {
    const { document } = await this.store.lock(this.expenses, id, expected);
    const claim = document as Expense;
    if (claim.status !== 'effective')
      throw new DomainError('document.state', { state: claim.status, act: 'reimburse' });
    await this.approvals.assertNotAuthor(id, claim.revision);
    const date = input.date ?? (await this.companies.today(claim.companyId));
    await this.periods.holdOpen(claim.companyId, date);
    const account = await this.funds.account(input.fundAccountId, claim.currency!);
    assertCompany(claim, account);
    const before = { ...claim };
    Object.assign(claim, { fundAccountId: account.id, reimbursedDate: date, status: 'completed' });
    await this.funds.post({
      accountId: account.id,
      amount: negate(claim.amount!),
      date,
      documentType: 'expense',
      documentId: id,
    });
    await this.store.save(this.expenses, claim, before);
    await this.store.note(this.expenses, 'reimburse', claim, [
      { field: 'fundAccount', to: account.name },
      { field: 'status', from: 'effective', to: 'completed' },
    ]);
    return this.store.view<ExpenseView>(this.expenses, id);
  }
}
