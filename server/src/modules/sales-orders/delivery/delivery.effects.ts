import { Injectable } from '@nestjs/common';
import { negate } from '@guanxi/shared/kernel';
import { delivery, salesOrder } from '@guanxi/shared/sales-orders';
import { Db } from '../../../kernel/db/db.js';
import { Links } from '../../../kernel/documents/links.js';
import { StockPostings, type StockMove } from '../../inventory/index.js';
import type { Delivery, DeliveryLine } from './delivery.entity.js';

/** What a delivery does to its orders, to reservations and to the stock. */
@Injectable()
export class DeliveryEffects {
  constructor(
    private readonly links: Links,
    private readonly stock: StockPostings,
    private readonly db: Db,
  ) {}

  async deliver(document: Delivery, lines: readonly DeliveryLine[]): Promise<void> {
    const done = lines.map((line) => ({ lineId: line.orderLineId, quantity: line.baseQuantity, byLineId: line.id }));
    // In this order on one connection; whatever follows a refusal is taken back with it.
    const [, , moves] = await Promise.all([
      this.links.lockSources(
        salesOrder.type,
        lines.map((line) => line.orderId),
      ),
      this.links.record(doerOf(document), 'delivered', done),
      this.movesOf(document, lines),
    ]);
    await this.links.open(doerOf(document), lines);
    await this.stock.post(doerOf(document), moves);
  }

  async takeBack(document: Delivery, lines: readonly DeliveryLine[]): Promise<void> {
    await this.links.lockSources(
      salesOrder.type,
      lines.map((line) => line.orderId),
      { reversing: true },
    );
    await this.links.assertUntouched(lines.map((line) => line.id));
    await this.links.reverse(doerOf(document));
    await this.stock.reverse(
      doerOf(document),
      lines.map((line) => ({ orderLineId: line.orderLineId, quantity: line.baseQuantity })),
    );
  }

  /** Services leave no warehouse. */
  private async movesOf(document: Delivery, lines: readonly DeliveryLine[]): Promise<StockMove[]> {
    const goods = await this.db.query<{ id: string }>(`SELECT id FROM product WHERE id = ANY($1) AND kind = 'goods'`, [
      lines.map((line) => line.productId),
    ]);
    const stocked = new Set(goods.map((product) => product.id));
    return lines
      .filter((line) => stocked.has(line.productId))
      .map((line) => ({
        ...{ warehouseId: document.warehouseId, productId: line.productId, quantity: negate(line.baseQuantity) },
        ...{ documentLineId: line.id, orderLineId: line.orderLineId },
      }));
  }
}

const doerOf = (document: Delivery): { type: string; id: string; date: string } => ({
  type: delivery.type,
  id: document.id,
  date: document.date,
});
