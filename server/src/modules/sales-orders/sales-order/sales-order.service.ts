import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { subtract } from '@guanxi/shared/kernel';
import { salesOrder } from '@guanxi/shared/sales-orders';
import { assertCompany, assignGiven } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler, SourceLink } from '../../../kernel/documents/handler.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { WarehouseService } from '../../inventory/index.js';
import { excessOf, Exposure } from '../credit/exposure.js';
import { lineListOf, sharesOf } from '../pricing/line-lists.js';
import { TradeBuilder } from '../pricing/trade-builder.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import { QuotedLines } from './quoted-lines.js';
import type { SalesOrderInput } from './sales-order.dto.js';
import { SalesOrderEffects } from './sales-order.effects.js';
import { SalesOrder, SalesOrderLine } from './sales-order.entity.js';

const DEFAULTS = { quotationId: null, warehouseId: null, customerOrderNo: null, promisedDate: null, creditExcess: '0' };
const lineList = lineListOf(salesOrder, SalesOrderLine);

@Injectable()
export class SalesOrderService implements DocumentHandler<SalesOrderInput, SalesOrder, SalesOrderLine> {
  readonly definition = salesOrder;
  readonly entity = SalesOrder;
  readonly list = defineList({
    ...documentListBase,
    definition: salesOrder,
    entity: SalesOrder,
    refs: {
      ...documentListBase.refs,
      ...{
        customer: { table: 'customer', code: 'code' },
        contact: { table: 'contact' },
        warehouse: { table: 'warehouse', code: 'code' },
      },
      quotation: { table: 'quotation', label: 'number' },
    },
    computed: sharesOf(salesOrder),
    filters: [
      ...documentListBase.filters,
      'customerId',
      'warehouseId',
      'promisedDate',
      'customerOrderNo',
      'quotationId',
    ],
    search: `${CUSTOMER_SEARCH} OR t.customer_order_no ILIKE $q`,
  });
  readonly lines = {
    entity: SalesOrderLine,
    list: {
      ...lineList,
      joins: `${lineList.joins} LEFT JOIN demand dm ON dm.order_line_id = t.id LEFT JOIN sales_order so ON so.id = t.document_id
        LEFT JOIN stock_balance sb ON sb.warehouse_id = so.warehouse_id AND sb.product_id = t.product_id`,
      computed: {
        ...lineList.computed,
        reserved: { sql: 'coalesce(dm.reserved, 0)', type: 'numeric' as const, atFirst: '0' },
        available: {
          sql: 'CASE WHEN so.warehouse_id IS NULL THEN NULL ELSE coalesce(sb.on_hand - sb.reserved, 0) END',
          type: 'numeric' as const,
        },
      },
    },
  };
  readonly sources: readonly SourceLink[] = [{ types: ['quotation'], on: 'header', property: 'quotationId' }];
  readonly effects = {
    effective: (order: SalesOrder, lines: SalesOrderLine[]): Promise<void> =>
      this.consequences.takeEffect(order, lines),
    amend: (order: SalesOrder, lines: SalesOrderLine[], was: SalesOrder, before: SalesOrderLine[]): Promise<void> =>
      this.consequences.amend({ order, lines }, { order: was, lines: before }),
    void: (order: SalesOrder, lines: SalesOrderLine[]): Promise<void> => this.consequences.undo(order, lines),
    close: (order: SalesOrder, lines: SalesOrderLine[]): Promise<void> => this.consequences.close(order, lines),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly warehouses: WarehouseService,
    private readonly trade: TradeBuilder,
    private readonly quoted: QuotedLines,
    private readonly consequences: SalesOrderEffects,
    private readonly exposure: Exposure,
  ) {}

  /** What is over the credit limit is noted at submission, so that the flow can ask who may approve it. */
  async check(order: SalesOrder, lines: SalesOrderLine[], act: DocumentAct): Promise<void> {
    if (act !== 'submit') return;
    const [inForce, credit] = await Promise.all([
      this.consequences.amountInForce(order.id),
      this.exposure.of(order.customerId),
      this.trade.renew(order, lines),
      // An amendment takes more of the quotation, or less, than the order took already.
      order.revision === 1 ? this.quoted.assertOpen(lines) : undefined,
      order.warehouseId ? undefined : this.consequences.assertNoGoods(lines),
    ]);
    order.creditExcess = excessOf(credit, subtract(order.baseAmount, inForce));
  }

  async build(input: Partial<SalesOrderInput>, order: SalesOrder, lines: SalesOrderLine[]): Promise<SalesOrderLine[]> {
    const isNew = order.customerId === undefined;
    if (isNew) Object.assign(order, DEFAULTS);
    await this.trade.terms(input, order);
    const { quotationId, warehouseId, customerOrderNo, promisedDate } = input;
    assignGiven(order, { quotationId, warehouseId, customerOrderNo, promisedDate });
    if (isSideEdit(input)) {
      await this.consequences.promise(order);
      return lines;
    }
    const entered = input.lines ?? lines;
    const [, warehouse, , priced, stock] = await Promise.all([
      this.trade.parties(input, order),
      warehouseId ? this.store.choose(this.warehouses, warehouseId, 'warehouseId') : undefined,
      this.quoted.assertFit(order, entered),
      this.trade.price(order, entered, lines),
      isNew && warehouseId ? this.warehouses.available(warehouseId, productsOf(entered)) : undefined,
    ]);
    if (warehouse) assertCompany(order, warehouse);
    else if (isNew) order.warehouseId = await this.warehouses.onlyOneOf(order.companyId);
    return priced.map((line, index) => ({
      ...{ ...line, documentId: order.id, lineNo: index + 1 },
      quotationLineId: entered[index]!.quotationLineId ?? null,
      // What the list of lines would have to look up again for a new order.
      ...(stock ? { available: stock.get(line.productId) ?? '0' } : {}),
    }));
  }
}

const productsOf = (lines: readonly { productId: string }[]): string[] => lines.map(({ productId }) => productId);
const SIDE = new Set<string>(salesOrder.sideFields);
const isSideEdit = (input: object): boolean =>
  Object.entries(input).every(([name, value]) => value === undefined || SIDE.has(name));
