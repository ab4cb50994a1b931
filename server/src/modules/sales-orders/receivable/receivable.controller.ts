import { Controller, Get, Injectable, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { receivable } from '@guanxi/shared/sales-orders';
import { Can } from '../../../kernel/auth/access.js';
import { OpenItem } from '../../../kernel/documents/settlement.entity.js';
import { ApiList } from '../../../kernel/http/documented.js';
import {
  Choice,
  DateField,
  DecimalField,
  Flag,
  Instant,
  Int,
  Ref,
  RefField,
  Text,
  type RefView,
} from '../../../kernel/http/fields.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';

export class ReceivableView {
  @Ref({ description: 'The id of the document' }) id!: string;
  @Int(1, 1e9) version!: number;
  @Text(40) documentType!: string;
  @Text(40, { optional: true }) number!: string | null;
  @RefField() customer!: RefView;
  @RefField() owner!: RefView;
  @Choice(['debit', 'credit'], { description: 'debit: owed to us; credit: paid ahead' }) side!: string;
  @DateField() date!: string;
  @DateField() dueDate!: string;
  @Text(3) currency!: string;
  @DecimalField() amount!: string;
  @DecimalField() settled!: string;
  @DecimalField() openAmount!: string;
  @Flag({ description: 'True for what a voided document had left' }) voided!: boolean;
  @Instant() createdAt!: string;
}

/** Open and settled items of customers. */
@Injectable()
export class ReceivableList {
  readonly list = defineList({
    definition: receivable,
    entity: OpenItem,
    omit: ['partyId', 'title', 'exchangeRate'],
    refs: { owner: { table: 'user' }, company: { table: 'company' } },
    joins: 'JOIN customer c ON c.id = t.party_id',
    computed: {
      number: {
        sql: `coalesce((SELECT number FROM sales_invoice WHERE id = t.id), (SELECT number FROM receipt WHERE id = t.id), (SELECT number FROM opening_balance WHERE id = t.id))`,
      },
      customer: { sql: `jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code)` },
      customerId: { sql: 't.party_id', type: 'uuid' },
      openAmount: { sql: '(t.amount - t.settled)', type: 'numeric' },
    },
    filters: ['documentType', 'customerId', 'ownerId', 'side', 'date', 'dueDate', 'currency', 'openAmount', 'voided'],
    sorts: ['createdAt'],
    search: 't.party_id IN (SELECT id FROM customer WHERE grams @> $grams AND search_text LIKE $q)',
  });
}

@ApiTags('sales-orders')
@Controller(receivable.path)
export class ReceivableController {
  constructor(
    private readonly store: RecordStore,
    private readonly items: ReceivableList,
  ) {}

  @Get()
  @Can(receivable, 'read')
  @ApiList(receivable, ReceivableView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.items, query);
  }
}
