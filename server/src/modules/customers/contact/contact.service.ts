import { Injectable } from '@nestjs/common';
import { contact } from '@guanxi/shared/customers';
import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { CustomerService } from '../customer/customer.service.js';
import type { ContactInput } from './contact.dto.js';
import { Contact } from './contact.entity.js';

const BLANK = { title: null, mobile: null, phone: null, email: null, role: null, note: null } as const;

@Injectable()
export class ContactService implements RecordHandler<ContactInput, Contact> {
  readonly definition = contact;
  readonly entity = Contact;
  readonly list = defineList({
    definition: contact,
    entity: Contact,
    detail: ['note'],
    refs: { customer: { table: 'customer', code: 'code' }, owner: { table: 'user' } },
    filters: ['customerId', 'ownerId', 'name', 'title', 'mobile', 'phone', 'email', 'role', 'createdAt', 'archived'],
    sorts: ['createdAt', 'sortKey'],
    searchable: ['name', 'title'],
  });

  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly db: Db,
  ) {}

  async build(input: Partial<ContactInput>, record: Contact, isNew: boolean): Promise<void> {
    if (isNew) Object.assign(record, BLANK, { ownerId: await this.ownerOf(input.customerId!) });
    for (const [name, value] of Object.entries(input))
      if (value !== undefined) Object.assign(record, { [name]: value || null });
    // Phones and mails are left out of the search text: roles may hide them, and what is hidden must not be found.
    Object.assign(record, { sortKey: sortKey(record.name), ...searchKeys([record.name, record.title]) });
  }

  /** The owner of a customer in scope; a hand-over under way is waited for, so that the contact goes along. */
  private async ownerOf(customerId: string): Promise<string> {
    await this.store.choose(this.customers, customerId, 'customerId');
    const now = await this.db.one<{ ownerId: string }>(
      'SELECT owner_id AS "ownerId" FROM customer WHERE id = $1 FOR SHARE',
      [customerId],
    );
    return now!.ownerId;
  }
}
