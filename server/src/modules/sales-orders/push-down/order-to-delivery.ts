import { Injectable } from '@nestjs/common';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { DeliverInput, DeliveryView } from '../delivery/delivery.dto.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { fromBase, OrderLines } from '../delivery/order-lines.js';
import { SalesOrderService } from '../sales-order/sales-order.service.js';

/** Makes a delivery of what an order still needs. */
@Injectable()
export class OrderToDelivery {
  constructor(
    private readonly store: DocumentStore,
    private readonly orders: SalesOrderService,
    private readonly deliveries: DeliveryService,
    private readonly orderLines: OrderLines,
  ) {}

  /** A draft delivery. @throws DomainError 409 unless the order is effective and something is open, 422 when neither order nor input name a warehouse. */
  async run(orderId: string, input: DeliverInput): Promise<DeliveryView> {
    const [{ status }, open] = await Promise.all([
      this.store.readable(this.orders, orderId),
      this.orderLines.openOf(orderId),
    ]);
    const first = open[0];
    if (status !== 'effective' || !first) throw new DomainError('document.state', { state: status, act: 'deliver' });
    const warehouseId = input.warehouseId ?? first.warehouseId;
    if (!warehouseId) throw new DomainError('record.unknown', { field: 'warehouseId' });
    const lines = open.map((line) => ({ orderLineId: line.id, quantity: fromBase(line, line.open) }));
    return this.store.create<DeliveryView>(this.deliveries, { ...input, warehouseId, lines });
  }
}
