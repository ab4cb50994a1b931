import { Injectable } from '@nestjs/common';
import { interaction } from '@guanxi/shared/relations';
import { Context } from '../../../kernel/context/context.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { ContactService, CustomerService } from '../../customers/index.js';
import type { InteractionInput, InteractionView } from './interaction.dto.js';
import { Interaction } from './interaction.entity.js';

const BLANK = { contactId: null, result: null, nextStep: null, nextDate: null, nextDone: false } as const;

@Injectable()
export class InteractionService implements RecordHandler<InteractionInput, Interaction> {
  readonly definition = interaction;
  readonly entity = Interaction;
  readonly list = defineList({
    definition: interaction,
    entity: Interaction,
    refs: { customer: { table: 'customer', code: 'code' }, contact: { table: 'contact' }, owner: { table: 'user' } },
    filters: ['customerId', 'contactId', 'ownerId', 'kind', 'at', 'nextDate', 'nextDone', 'archived'],
    sorts: ['at'],
    search: `t.summary ILIKE $q OR t.result ILIKE $q OR t.next_step ILIKE $q
      OR t.customer_id IN (SELECT c.id FROM customer c WHERE c.grams @> $grams AND c.search_text LIKE $q)`,
  });

  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly contacts: ContactService,
    private readonly context: Context,
  ) {}

  async build(input: Partial<InteractionInput>, record: Interaction, isNew: boolean): Promise<void> {
    if (isNew) await this.begin(record, input.customerId!);
    const { customerId: _customerId, contactId, kind, at, summary, nextDate } = input;
    if (contactId && contactId !== record.contactId) await this.assertContact(contactId, record.customerId);
    if (nextDate !== undefined && nextDate !== record.nextDate) record.nextDone = false;
    if (contactId !== undefined) record.contactId = contactId;
    if (nextDate !== undefined) record.nextDate = nextDate;
    if (kind !== undefined) record.kind = kind;
    if (summary !== undefined) record.summary = summary;
    if (at) record.at = new Date(at);
    if (input.result !== undefined) record.result = input.result;
    if (input.nextStep !== undefined) record.nextStep = input.nextStep;
  }

  /** Keeps the promise: the next step is done and no longer reminds. */
  done(id: string, expected: ExpectedVersion): Promise<InteractionView> {
    return this.store.change<InteractionView, Interaction>(this, id, expected, 'done', (record) => {
      if (record.nextStep === null && record.nextDate === null) throw new DomainError('interaction.no-next-step');
      record.nextDone = true;
    });
  }

  private async begin(record: Interaction, customerId: string): Promise<void> {
    await this.store.choose(this.customers, customerId, 'customerId');
    Object.assign(record, BLANK, { customerId, ownerId: this.context.principal.userId, at: new Date() });
  }

  private async assertContact(contactId: string, customerId: string): Promise<void> {
    const chosen = await this.store.choose(this.contacts, contactId, 'contactId');
    if (chosen.customerId !== customerId) throw new DomainError('record.unknown', { field: 'contactId' });
  }
}
