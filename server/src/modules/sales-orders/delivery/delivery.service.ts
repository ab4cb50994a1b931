import { Injectable } from '@nestjs/common';
import { negate, sum } from '@guanxi/shared/kernel';
import { delivery, salesOrder } from '@guanxi/shared/sales-orders';
import { v7 as uuidv7 } from 'uuid';
import { assignGiven, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler, SourceLink } from '../../../kernel/documents/handler.js';
import { Links } from '../../../kernel/documents/links.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { Reservations, StockPostings, WarehouseService, type StockMove } from '../../inventory/index.js';
import { Currencies } from '../../system/index.js';
import { lineListOf, sharesOf } from '../pricing/line-lists.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import type { DeliveryInput } from './delivery.dto.js';
import { Delivery, DeliveryLine } from './delivery.entity.js';
import { amountOf, OrderLines, toBase } from './order-lines.js';

const lineList = lineListOf(delivery, DeliveryLine);

@Injectable()
export class DeliveryService implements DocumentHandler<DeliveryInput, Delivery, DeliveryLine> {
  readonly definition = delivery;
  readonly entity = Delivery;
  readonly list = defineList({
    ...documentListBase,
    definition: delivery,
    entity: Delivery,
    refs: {
      ...documentListBase.refs,
      customer: { table: 'customer', code: 'code' },
      warehouse: { table: 'warehouse', code: 'code' },
    },
    computed: sharesOf(delivery),
    filters: [...documentListBase.filters, 'customerId', 'warehouseId', 'trackingNo', 'receivedDate'],
    search: `${CUSTOMER_SEARCH} OR t.tracking_no ILIKE $q`,
  });
  readonly lines = {
    entity: DeliveryLine,
    list: { ...lineList, refs: { ...lineList.refs, order: { table: 'sales_order', label: 'number' } } },
  };
  readonly sources: readonly SourceLink[] = [{ types: ['sales-order'], on: 'lines', property: 'orderId' }];
  readonly effects = {
    effective: (document: Delivery, lines: DeliveryLine[]): Promise<void> => this.deliver(document, lines),
    void: (document: Delivery, lines: DeliveryLine[]): Promise<void> => this.takeBack(document, lines),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly warehouses: WarehouseService,
    private readonly orderLines: OrderLines,
    private readonly currencies: Currencies,
    private readonly links: Links,
    private readonly stock: StockPostings,
    private readonly reservations: Reservations,
  ) {}

  async build(input: Partial<DeliveryInput>, document: Delivery, lines: DeliveryLine[]): Promise<DeliveryLine[]> {
    if (document.warehouseId === undefined)
      Object.assign(document, { carrier: null, trackingNo: null, receivedDate: null });
    assignHeader(document, input);
    assignGiven(document, { carrier: input.carrier, trackingNo: input.trackingNo, receivedDate: input.receivedDate });
    if (input.warehouseId)
      document.warehouseId = (await this.store.choose(this.warehouses, input.warehouseId, 'warehouseId')).id;
    if (!input.lines) return lines;
    const sources = await this.orderLines.find(input.lines.map((line) => line.orderLineId));
    const first = sources[0];
    if (!first) return [];
    const { minorUnit } = await this.currencies.on(first.currency, document.date);
    Object.assign(document, { customerId: first.customerId, title: first.customer, currency: first.currency });
    document.amount = sum(input.lines.map((line, index) => amountOf(sources[index]!, line.quantity, minorUnit)));
    return input.lines.map((line, index): DeliveryLine => {
      const { orderId, productId, unit } = sources[index]!;
      return {
        ...{ id: keepLineId(line.id, lines, index) ?? uuidv7(), documentId: document.id, lineNo: index + 1 },
        ...{ orderId, orderLineId: line.orderLineId, productId, unit, quantity: line.quantity },
        baseQuantity: toBase(sources[index]!, line.quantity),
      };
    });
  }

  private async deliver(document: Delivery, lines: readonly DeliveryLine[]): Promise<void> {
    await this.links.lockSources(
      salesOrder.type,
      lines.map((line) => line.orderId),
    );
    const done = lines.map((line) => ({ lineId: line.orderLineId, quantity: line.baseQuantity, byLineId: line.id }));
    await this.links.record(doerOf(document), 'delivered', done);
    await this.links.open(doerOf(document), lines);
    const kinds = new Map(
      (await this.orderLines.find(lines.map((line) => line.orderLineId))).map((line) => [line.id, line.kind]),
    );
    const moves = lines
      .filter((line) => kinds.get(line.orderLineId) === 'goods')
      .map((line): StockMove => ({
        ...{ warehouseId: document.warehouseId, productId: line.productId, quantity: negate(line.baseQuantity) },
        ...{ documentLineId: line.id, orderLineId: line.orderLineId },
      }));
    await this.stock.post(doerOf(document), moves);
  }

  private async takeBack(document: Delivery, lines: readonly DeliveryLine[]): Promise<void> {
    await this.links.lockSources(
      salesOrder.type,
      lines.map((line) => line.orderId),
      { reversing: true },
    );
    await this.links.assertUntouched(lines.map((line) => line.id));
    await this.links.reverse(doerOf(document));
    await this.reservations.restore(
      lines.map((line) => ({ orderLineId: line.orderLineId, quantity: line.baseQuantity })),
    );
    await this.stock.reverse(doerOf(document));
  }
}

const doerOf = (document: Delivery): { type: string; id: string; date: string } => ({
  type: delivery.type,
  id: document.id,
  date: document.date,
});
