import { Injectable } from '@nestjs/common';
import { customer } from '@guanxi/shared/customers';
import { isCreditCode, searchKeys, sortKey } from '@guanxi/shared/kernel';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { Numbering } from '../../../kernel/numbering/numbering.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { Dictionaries, UserService, type ChosenWord } from '../../system/index.js';
import type { CustomerInput } from './customer.dto.js';
import { Customer } from './customer.entity.js';

export const customerList = defineList({
  definition: customer,
  entity: Customer,
  detail: ['invoiceTitles', 'addresses', 'note'],
  refs: { owner: { table: 'user' }, department: { table: 'department' }, group: { table: 'customer', code: 'code' } },
  filters: [
    'code',
    'name',
    'type',
    'industry',
    'region',
    'level',
    'stage',
    'source',
    'ownerId',
    'departmentId',
    'groupId',
    'phone',
    'creditLimit',
    'createdAt',
    'archived',
  ],
  sorts: ['createdAt', 'sortKey'],
  searchable: ['name', 'shortName', 'nameEn', 'code'],
});

const DEFAULTS = {
  ...{
    shortName: null,
    nameEn: null,
    type: 'enterprise',
    industry: null,
    region: null,
    level: null,
    stage: null,
    source: null,
  },
  ...{
    departmentId: null,
    groupId: null,
    creditCode: null,
    phone: null,
    website: null,
    creditLimit: null,
    paymentTermDays: 30,
  },
  ...{ invoiceTitles: [], addresses: [], tags: [], note: null },
} as const;

/** Fields that may be cleared to their default by null. */
const CLEARED: Partial<Record<keyof CustomerInput, unknown>> = {
  type: 'enterprise',
  paymentTermDays: 30,
  invoiceTitles: [],
  addresses: [],
  tags: [],
};

/** Fields that keep a code of the dictionary of the same name. */
const WORDS = ['industry', 'region', 'level', 'stage', 'source'] as const;

const chosenWords = (input: Partial<CustomerInput>, record: Customer): ChosenWord[] =>
  WORDS.flatMap((field) => {
    const code = input[field];
    return code && code !== record[field] ? [{ field, dictionary: field, code }] : [];
  });

@Injectable()
export class CustomerService implements RecordHandler<CustomerInput, Customer> {
  readonly definition = customer;
  readonly entity = Customer;
  readonly list = customerList;

  constructor(
    private readonly store: RecordStore,
    private readonly users: UserService,
    private readonly dictionaries: Dictionaries,
    private readonly numbering: Numbering,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  /** How a customer is rated now. */
  async levelOf(id: string): Promise<string | null> {
    const found = await this.db.one<{ level: string | null }>('SELECT level FROM customer WHERE id = $1', [id]);
    return found?.level ?? null;
  }

  async build(input: Partial<CustomerInput>, record: Customer, isNew: boolean): Promise<void> {
    const { userId } = this.context.principal;
    if (isNew) Object.assign(record, DEFAULTS, { ownerId: userId, departmentId: this.context.principal.departmentId });
    if (input.creditCode && !isCreditCode(input.creditCode)) throw invalidField('/creditCode', 'credit-code');
    if (input.ownerId && input.ownerId !== record.ownerId) await this.assignOwner(record, input.ownerId, isNew);
    await this.dictionaries.assertInUse(chosenWords(input, record));
    if (input.groupId) await this.assertGroup(record.id, input.groupId);
    const { ownerId: _ownerId, code, ...plain } = input;
    for (const [name, value] of Object.entries(plain)) {
      if (value !== undefined) Object.assign(record, { [name]: value ?? CLEARED[name as keyof CustomerInput] ?? null });
    }
    if (code) record.code = code;
    record.code ??= await this.numbering.nextCode(customer.type, 'C');
    const names = [record.name, record.shortName, record.nameEn];
    Object.assign(record, { sortKey: sortKey(record.name), ...searchKeys(names, [record.code]) });
  }

  /** The owner's department comes along, and so do the contacts. */
  private async assignOwner(record: Customer, ownerId: string, isNew: boolean): Promise<void> {
    const owner = await this.store.choose(this.users, ownerId, 'ownerId');
    record.ownerId = owner.id;
    record.departmentId = owner.departmentId;
    if (!isNew) await this.db.send('UPDATE contact SET owner_id = $2 WHERE customer_id = $1', [record.id, owner.id]);
  }

  private async assertGroup(id: string, groupId: string): Promise<void> {
    await this.store.choose(this, groupId, 'groupId');
    const circle = await this.db.one(
      `WITH RECURSIVE line AS (SELECT $1::uuid AS id UNION SELECT c.group_id FROM line JOIN customer c ON c.id = line.id WHERE c.group_id IS NOT NULL)
       SELECT 1 FROM line WHERE id = $2`,
      [groupId, id],
    );
    if (circle) throw new DomainError('record.cycle', { field: 'groupId' });
  }
}
