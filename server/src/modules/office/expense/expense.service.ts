import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isZero, round, sum } from '@guanxi/shared/kernel';
import { expense } from '@guanxi/shared/office';
import { Companies } from '../../../kernel/auth/ports.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { Currencies, Dictionaries, Funds, UserService } from '../../system/index.js';
import type { ExpenseInput } from './expense.dto.js';
import { Expense, ExpenseLine } from './expense.entity.js';

@Injectable()
export class ExpenseService implements DocumentHandler<ExpenseInput, Expense, ExpenseLine> {
  readonly definition = expense;
  readonly entity = Expense;
  readonly list = defineList({
    ...documentListBase,
    definition: expense,
    entity: Expense,
    refs: {
      ...documentListBase.refs,
      beneficiary: { table: 'user' },
      fundAccount: { table: 'fund_account', code: 'code' },
    },
    filters: [...documentListBase.filters, 'beneficiaryId', 'reimbursedDate', 'purpose'],
    search: 't.number ILIKE $q OR t.purpose ILIKE $q OR t.title ILIKE $q',
  });
  readonly lines = {
    entity: ExpenseLine,
    list: defineList({
      definition: expense,
      entity: ExpenseLine,
      omit: ['documentId'],
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };
  readonly effects = { void: (document: Expense): Promise<void> => this.funds.reverse(document.id, document.date) };

  constructor(
    private readonly store: RecordStore,
    private readonly users: UserService,
    private readonly companies: Companies,
    private readonly currencies: Currencies,
    private readonly dictionaries: Dictionaries,
    private readonly funds: Funds,
  ) {}

  async build(input: Partial<ExpenseInput>, claim: Expense, lines: ExpenseLine[]): Promise<ExpenseLine[]> {
    if (claim.beneficiaryId === undefined) {
      const { baseCurrency } = await this.companies.get(claim.companyId);
      Object.assign(claim, {
        beneficiaryId: claim.ownerId,
        currency: baseCurrency,
        fundAccountId: null,
        reimbursedDate: null,
      });
    }
    if (input.beneficiaryId)
      claim.beneficiaryId = (await this.store.choose(this.users, input.beneficiaryId, 'beneficiaryId')).id;
    if (input.purpose !== undefined) Object.assign(claim, { purpose: input.purpose, title: input.purpose });
    if (input.date) claim.date = input.date;
    if (input.note !== undefined) claim.note = input.note;
    if (input.tags !== undefined) claim.tags = input.tags ?? [];
    if (!input.lines) return lines;
    const minorUnit = await this.currencies.minorUnit(claim.currency!);
    const known = new Map(lines.map((line) => [line.id, line.category]));
    const chosen = input.lines.flatMap(({ id, category: code }, index) =>
      code === known.get(id ?? '') ? [] : [{ field: `lines/${index}/category`, dictionary: 'expense-category', code }],
    );
    await this.dictionaries.assertInUse(chosen);
    const amounts = input.lines.map((line) => round(line.amount, minorUnit));
    claim.amount = sum(amounts);
    return input.lines.map((line, index) => {
      if (line.id && !known.has(line.id)) throw new DomainError('record.unknown', { field: `lines/${index}/id` });
      const amount = amounts[index]!;
      // Less than the smallest coin is nothing.
      if (isZero(amount)) throw invalidField(`/lines/${index}/amount`, 'positive');
      return {
        ...{ ...line, amount },
        id: line.id ?? randomUUIDv7(),
        documentId: claim.id,
        lineNo: index + 1,
        invoiceNo: line.invoiceNo ?? null,
      };
    });
  }
}
