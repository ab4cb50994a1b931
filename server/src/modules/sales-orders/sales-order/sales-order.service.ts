import { Injectable } from '@nestjs/common';
import { salesOrder } from '@guanxi/shared/sales-orders';
import { Companies } from '../../../kernel/auth/ports.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { ContactService, CustomerService } from '../../customers/index.js';
import { WarehouseService } from '../../inventory/index.js';
import { UserService } from '../../system/index.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { PricedLines } from '../pricing/priced-lines.js';
import type { SalesOrderInput } from './sales-order.dto.js';
import { SalesOrder, SalesOrderLine } from './sales-order.entity.js';

const DEFAULTS = {
  ...{ contactId: null, warehouseId: null, customerOrderNo: null, promisedDate: null, taxMode: 'inclusive', discount: '0' },
  quotationId: null,
} as const;

@Injectable()
export class SalesOrderService implements DocumentHandler<SalesOrderInput, SalesOrder, SalesOrderLine> {
  readonly definition = salesOrder;
  readonly entity = SalesOrder;
  readonly list = defineList({
    ...documentListBase,
    definition: salesOrder,
    entity: SalesOrder,
    refs: { ...documentListBase.refs, customer: { table: 'customer', code: 'code' }, contact: { table: 'contact' }, warehouse: { table: 'warehouse' } },
    filters: [...documentListBase.filters, 'customerId', 'warehouseId', 'promisedDate', 'customerOrderNo'],
    search: `t.number ILIKE $q OR t.customer_order_no ILIKE $q OR t.customer_id IN (SELECT id FROM customer WHERE grams @> $grams AND search_text LIKE $q)`,
  });
  readonly lines = {
    entity: SalesOrderLine,
    list: defineList({
      definition: salesOrder,
      entity: SalesOrderLine,
      omit: ['documentId'],
      refs: { product: { table: 'product', code: 'code' } },
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly contacts: ContactService,
    private readonly warehouses: WarehouseService,
    private readonly users: UserService,
    private readonly companies: Companies,
    private readonly pricing: PricedLines,
  ) {}

  async build(input: Partial<SalesOrderInput>, order: SalesOrder, lines: SalesOrderLine[]): Promise<SalesOrderLine[]> {
    const isNew = order.customerId === undefined;
    if (isNew) Object.assign(order, DEFAULTS, { currency: (await this.companies.get(order.companyId)).baseCurrency });
    await this.choose(input, order);
    const { note, tags, customerOrderNo, promisedDate, date, currency, taxMode, discount } = input;
    assignGiven(order, { note, customerOrderNo, promisedDate });
    assignGiven(order, { tags: tags === null ? [] : tags, date: date ?? undefined, currency: currency ?? undefined });
    assignGiven(order, { taxMode: taxMode ?? undefined, discount: discount === null ? '0' : discount });
    if (isSideEdit(input)) return lines;
    const entered = input.lines ?? lines;
    const terms = { companyId: order.companyId, date: order.date, currency: order.currency!, taxMode: order.taxMode, discount: order.discount };
    const priced = await this.pricing.price(entered, new Set(lines.map((line) => line.id)), terms);
    const { net, tax, gross } = priced.totals;
    Object.assign(order, { netAmount: net, taxAmount: tax, grossAmount: gross, amount: gross });
    Object.assign(order, { exchangeRate: priced.exchangeRate, baseAmount: priced.baseAmount });
    const before = new Map(lines.map((line) => [line.id, line]));
    return priced.lines.map((line, index) => ({
      ...{ documentId: order.id, lineNo: index + 1, quotationLineId: before.get(line.id)?.quotationLineId ?? null },
      ...line,
    }));
  }

  /** Look-ups of the header: everything named must exist, be in scope and in use. */
  private async choose(input: Partial<SalesOrderInput>, order: SalesOrder): Promise<void> {
    if (input.customerId) {
      const customer = await this.store.choose(this.customers, input.customerId, 'customerId');
      Object.assign(order, { customerId: customer.id, title: customer.name });
      if (input.contactId === undefined) order.contactId = null;
    }
    if (input.contactId) {
      const contact = await this.store.choose(this.contacts, input.contactId, 'contactId');
      if (contact.customerId !== order.customerId) throw new DomainError('record.unknown', { field: 'contactId' });
    }
    if (input.warehouseId) await this.store.choose(this.warehouses, input.warehouseId, 'warehouseId');
    if (input.ownerId) {
      const owner = await this.store.choose(this.users, input.ownerId, 'ownerId');
      Object.assign(order, { ownerId: owner.id, departmentId: owner.departmentId });
    }
    assignGiven(order, { contactId: input.contactId, warehouseId: input.warehouseId });
  }
}

const SIDE = new Set<string>(salesOrder.sideFields);
const isSideEdit = (input: object): boolean => Object.entries(input).every(([name, value]) => value === undefined || SIDE.has(name));

function assignGiven(target: object, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Object.assign(target, { [name]: value });
}
