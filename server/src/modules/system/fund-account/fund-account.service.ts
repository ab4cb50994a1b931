import { Injectable } from '@nestjs/common';
import { isNegative } from '@guanxi/shared/kernel';
import { fundAccount } from '@guanxi/shared/system';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { Lists } from '../../../kernel/lists/lists.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import { Belonging } from '../company/belonging.service.js';
import type { FundAccountInput } from './fund-account.dto.js';
import { FundAccount } from './fund-account.entity.js';

/** Accounts as people keep them; what moves their balance is `Funds`. */
@Injectable()
export class FundAccountService implements RecordHandler<FundAccountInput, FundAccount> {
  readonly definition = fundAccount;
  readonly entity = FundAccount;
  readonly list = defineList({
    definition: fundAccount,
    entity: FundAccount,
    refs: { company: { table: 'company' } },
    filters: ['companyId', 'code', 'name', 'kind', 'currency', 'overdraft', 'balance', 'archived'],
    sorts: ['createdAt', 'code'],
    search: 't.name ILIKE $q OR t.code ILIKE $q',
  });

  constructor(
    private readonly belonging: Belonging,
    private readonly db: Db,
    private readonly lists: Lists,
  ) {}

  async build(input: Partial<FundAccountInput>, record: FundAccount, isNew: boolean): Promise<void> {
    if (isNew) Object.assign(record, { balance: '0', bankName: null, accountNo: null, overdraft: false });
    const { overdraft, companyId, ...plain } = input;
    record.companyId = await this.belonging.of(record, companyId);
    if (input.currency !== undefined && input.currency !== record.currency)
      await this.assertCurrency(input.currency, record.id);
    Object.assign(record, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
    if (overdraft !== undefined) record.overdraft = overdraft ?? false;
    if (!record.overdraft && isNegative(record.balance)) {
      const available = this.lists.told(this.list, 'balance', record.balance);
      throw new DomainError('fund.insufficient', { account: record.name, available, required: '0' });
    }
  }

  private async assertCurrency(code: string, accountId: string): Promise<void> {
    const known = await this.db.one('SELECT 1 FROM currency WHERE code = $1 AND NOT archived', [code]);
    if (!known) throw new DomainError('record.unknown', { field: 'currency' });
    if (await this.db.one('SELECT 1 FROM fund_entry WHERE account_id = $1 LIMIT 1', [accountId]))
      throw new DomainError('record.in-use');
  }
}
