import { Injectable } from '@nestjs/common';
import { dayIn, negate } from '@guanxi/shared/kernel';
import { Approvals } from '../../../kernel/approvals/approvals.js';
import { Companies, PeriodLock } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
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
    private readonly context: Context,
  ) {}

  /** @throws DomainError 409 unless effective, 403 for an author of the claim, 409 `fund.insufficient`. */
  async reimburse(id: string, expected: ExpectedVersion, input: ReimburseInput): Promise<ExpenseView> {
    const { document } = await this.store.lock(this.expenses, id, expected);
    const claim = document as Expense;
    if (claim.status !== 'effective')
      throw new DomainError('document.state', { status: claim.status, act: 'reimburse' });
    const authors = await this.approvals.authorsOf(id, claim.revision);
    if (authors.some((author) => author.id === this.context.principal.userId)) throw new DomainError('approval.author');
    const { timeZone } = await this.companies.get(claim.companyId);
    const date = input.date ?? dayIn(timeZone, new Date());
    await this.periods.assertOpen(claim.companyId, date);
    const account = await this.funds.account(input.fundAccountId, claim.currency!);
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
