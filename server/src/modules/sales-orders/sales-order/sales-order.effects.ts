import { Injectable } from '@nestjs/common';
import { quotation, salesOrder } from '@guanxi/shared/sales-orders';
import { Db } from '../../../kernel/db/db.js';
import { Links } from '../../../kernel/documents/links.js';
import { Reservations, StockPostings } from '../../inventory/index.js';
import { Exposure } from '../credit/exposure.js';
import type { SalesOrder, SalesOrderLine } from './sales-order.entity.js';

/** What an order does to its quotation, to fulfilment and to the stock. */
@Injectable()
export class SalesOrderEffects {
  constructor(
    private readonly links: Links,
    private readonly stock: StockPostings,
    private readonly reservations: Reservations,
    private readonly exposure: Exposure,
    private readonly db: Db,
  ) {}

  async takeEffect(order: SalesOrder, lines: SalesOrderLine[]): Promise<void> {
    const doer = doerOf(order);
    const quoted = lines.flatMap((line) =>
      line.quotationLineId ? [{ lineId: line.quotationLineId, quantity: line.baseQuantity, byLineId: line.id }] : [],
    );
    if (quoted.length > 0) await this.links.lockSources(quotation.type, [order.quotationId!]);
    await this.exposure.lock(order.customerId);
    if (quoted.length > 0) await this.links.record(doer, 'ordered', quoted);
    await this.links.open(doer, lines);
    await this.exposure.refresh(order.customerId, [order.id]);
    await this.exposure.assertWithin({ id: order.customerId, name: order.title }, order.baseAmount, order.creditExcess);
    if (order.warehouseId) await this.demand(order, order.warehouseId, lines);
  }

  async undo(order: SalesOrder, lines: SalesOrderLine[]): Promise<void> {
    const ids = lines.map((line) => line.id);
    if (order.quotationId) await this.links.lockSources(quotation.type, [order.quotationId], { reversing: true });
    await this.exposure.lock(order.customerId);
    await this.links.assertUntouched(ids);
    await this.links.reverse(doerOf(order));
    await this.exposure.refresh(order.customerId, [order.id], [order.id]);
    await this.stock.release(ids);
  }

  async close(order: SalesOrder, lines: SalesOrderLine[]): Promise<void> {
    const ids = lines.map((line) => line.id);
    await this.exposure.lock(order.customerId);
    await this.links.cancelRest(doerOf(order), ids, 'delivered');
    await this.exposure.refresh(order.customerId, [order.id]);
    await this.stock.release(ids);
  }

  /** Services need no stock, so they place no demand. */
  private async demand(order: SalesOrder, warehouseId: string, lines: readonly SalesOrderLine[]): Promise<void> {
    const goods = await this.db.query<{ id: string }>(`SELECT id FROM product WHERE id = ANY($1) AND kind = 'goods'`, [
      lines.map((line) => line.productId),
    ]);
    const ids = new Set(goods.map((product) => product.id));
    const needed = lines
      .filter((line) => ids.has(line.productId))
      .map((line) => ({
        ...{ orderLineId: line.id, warehouseId, productId: line.productId, quantity: line.baseQuantity },
        promisedDate: order.promisedDate,
      }));
    await this.reservations.place(doerOf(order), needed);
    await this.stock.reserve(needed);
  }
}

const doerOf = (order: SalesOrder): { type: string; id: string } => ({ type: salesOrder.type, id: order.id });
