import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sum } from '@guanxi/shared/kernel';
import { delivery } from '@guanxi/shared/sales-orders';
import { assignCompany, assignGiven, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler, SourceLink } from '../../../kernel/documents/handler.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { WarehouseService } from '../../inventory/index.js';
import { Currencies } from '../../system/index.js';
import { lineListOf, sharesOf } from '../pricing/line-lists.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import type { DeliveryInput } from './delivery.dto.js';
import { DeliveryEffects } from './delivery.effects.js';
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
    effective: (document: Delivery, lines: DeliveryLine[]): Promise<void> => this.consequences.deliver(document, lines),
    void: (document: Delivery, lines: DeliveryLine[]): Promise<void> => this.consequences.takeBack(document, lines),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly warehouses: WarehouseService,
    private readonly orderLines: OrderLines,
    private readonly currencies: Currencies,
    private readonly consequences: DeliveryEffects,
  ) {}

  /** No line takes more than its order still has open. */
  isInside({ id }: Delivery): Promise<boolean> {
    return this.orderLines.isEnough(id);
  }

  async build(input: Partial<DeliveryInput>, document: Delivery, lines: DeliveryLine[]): Promise<DeliveryLine[]> {
    const isNew = document.warehouseId === undefined;
    if (isNew) Object.assign(document, { carrier: null, trackingNo: null, receivedDate: null });
    assignHeader(document, input);
    assignGiven(document, { carrier: input.carrier, trackingNo: input.trackingNo, receivedDate: input.receivedDate });
    const [warehouse, sources] = await Promise.all([
      input.warehouseId ? this.store.choose(this.warehouses, input.warehouseId, 'warehouseId') : undefined,
      input.lines && this.orderLines.find(input.lines.map((line) => line.orderLineId)),
    ]);
    if (warehouse) {
      assignCompany(document, warehouse, isNew);
      document.warehouseId = warehouse.id;
    }
    if (!input.lines || !sources) return lines;
    const first = sources[0];
    if (!first) return [];
    const minorUnit = await this.currencies.minorUnit(first.currency);
    Object.assign(document, { customerId: first.customerId, title: first.customer, currency: first.currency });
    document.amount = sum(input.lines.map((line, index) => amountOf(sources[index]!, line.quantity, minorUnit)));
    return input.lines.map((line, index): DeliveryLine => {
      const { orderId, productId, unit } = sources[index]!;
      return {
        ...{ id: keepLineId(line.id, lines, index) ?? randomUUIDv7(), documentId: document.id, lineNo: index + 1 },
        ...{ orderId, orderLineId: line.orderLineId, productId, unit, quantity: line.quantity },
        baseQuantity: toBase(sources[index]!, line.quantity),
      };
    });
  }
}
