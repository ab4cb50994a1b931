import { Injectable } from '@nestjs/common';
import { add, isZero, negate, subtract } from '@guanxi/shared/kernel';
import { quotation, salesOrder } from '@guanxi/shared/sales-orders';
import { Db } from '../../../kernel/db/db.js';
import { Links, type Done } from '../../../kernel/documents/links.js';
import { LineTotals } from '../../../kernel/documents/line-totals.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Reservations, StockPostings, type DemandLine } from '../../inventory/index.js';
import { Exposure } from '../credit/exposure.js';
import type { SalesOrder, SalesOrderLine } from './sales-order.entity.js';

/** An order with its lines. */
export interface Ordered {
  readonly order: SalesOrder;
  readonly lines: SalesOrderLine[];
}

/** What an order does to its quotation, to fulfilment and to the stock. */
@Injectable()
export class SalesOrderEffects {
  constructor(
    private readonly links: Links,
    private readonly totals: LineTotals,
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
    // In this order on one connection; whatever follows a refusal is taken back with it.
    const [, , , needed] = await Promise.all([
      quoted.length > 0 ? this.links.lockSources(quotation.type, [order.quotationId!]) : undefined,
      this.exposure.lock(order.customerId),
      quoted.length > 0 ? this.links.record(doer, 'ordered', quoted) : undefined,
      this.neededBy(order, lines),
    ]);
    await Promise.all([
      this.links.open(doer, lines),
      this.exposure.refresh(order.customerId, [order.id]),
      this.exposure.assertWithin({ id: order.customerId, name: order.title }, order.baseAmount, order.creditExcess),
      this.reservations.place(doer, needed),
      this.stock.reserve(needed),
    ]);
  }

  /** The next revision of an order is in place: what differs goes to the quotation, the ledger, the credit and the stock. */
  async amend({ order, lines }: Ordered, before: Ordered): Promise<void> {
    const doer = doerOf(order);
    const quoted = quotedDeltas(before.lines, lines);
    if (quoted.length > 0) await this.links.lockSources(quotation.type, [order.quotationId!], { reversing: true });
    await this.exposure.lock(order.customerId);
    if (quoted.length > 0) await this.links.record(doer, 'ordered', quoted);
    await this.totals.amend(doer, before.lines, lines);
    await this.exposure.refresh(order.customerId, [order.id]);
    const added = subtract(order.baseAmount, before.order.baseAmount);
    await this.exposure.assertWithin({ id: order.customerId, name: order.title }, added, order.creditExcess);
    const open = await this.openOf(await this.neededBy(order, lines));
    const known = before.lines.map((line) => line.id);
    await this.stock.amend(doer, known, open);
  }

  /** What of an order counts in the credit already: nothing before it takes effect, then the amount in force. */
  async amountInForce(orderId: string): Promise<string> {
    const row = await this.db.one<{ amount: string }>(
      `SELECT base_amount AS amount FROM sales_order WHERE id = $1 AND status IN ('effective', 'completed')`,
      [orderId],
    );
    return row?.amount ?? '0';
  }

  /** Reservations are served by promised date, so demand follows when the order is promised for another day. */
  async promise(order: SalesOrder): Promise<void> {
    await this.db.send(
      'UPDATE demand SET promised_date = $2 WHERE order_id = $1 AND promised_date IS DISTINCT FROM $2::date',
      [order.id, order.promisedDate],
    );
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

  /** What is ordered without a warehouse leaves none. @throws DomainError 422 `stock.no-warehouse` naming the first of the goods. */
  async assertNoGoods(lines: readonly SalesOrderLine[]): Promise<void> {
    const goods = await this.goodsIn(lines);
    const first = lines.find((line) => goods.has(line.productId));
    if (first)
      throw new DomainError('stock.no-warehouse', { product: goods.get(first.productId)!, field: 'warehouseId' });
  }

  /** Services need no stock, so they place no demand. */
  private async neededBy(order: SalesOrder, lines: readonly SalesOrderLine[]): Promise<DemandLine[]> {
    const { warehouseId, promisedDate } = order;
    if (!warehouseId) return [];
    const ids = await this.goodsIn(lines);
    return lines
      .filter((line) => ids.has(line.productId))
      .map(({ id, productId, baseQuantity }) => ({
        ...{ orderLineId: id, warehouseId, productId, quantity: baseQuantity, promisedDate },
      }));
  }

  /** Names of the goods among the products, by id. */
  private async goodsIn(lines: readonly SalesOrderLine[]): Promise<Map<string, string>> {
    const goods = await this.db.query<{ id: string; name: string }>(
      `SELECT id, name FROM product WHERE id = ANY($1) AND kind = 'goods'`,
      [lines.map((line) => line.productId)],
    );
    return new Map(goods.map(({ id, name }) => [id, name]));
  }

  /** What is still to be delivered of what is needed. */
  private async openOf(needed: readonly DemandLine[]): Promise<DemandLine[]> {
    const progress = await this.links.progress(needed.map((line) => line.orderLineId));
    const open = new Map(
      progress.map((at) => [
        at.lineId,
        subtract(subtract(at.total, at.cancelled), subtract(at.delivered, at.returned)),
      ]),
    );
    return needed.map((line) => ({ ...line, quantity: open.get(line.orderLineId) ?? line.quantity }));
  }
}

/** What an amendment orders more or less of the quotation's lines. */
function quotedDeltas(before: readonly SalesOrderLine[], after: readonly SalesOrderLine[]): Done[] {
  const deltas = new Map<string, Done>();
  const count = ({ id, quotationLineId }: SalesOrderLine, quantity: string): void => {
    if (!quotationLineId) return;
    const key = `${quotationLineId} ${id}`;
    const sum = add(deltas.get(key)?.quantity ?? '0', quantity);
    deltas.set(key, { lineId: quotationLineId, byLineId: id, quantity: sum });
  };
  before.forEach((line) => count(line, negate(line.baseQuantity)));
  after.forEach((line) => count(line, line.baseQuantity));
  return [...deltas.values()].filter(({ quantity }) => !isZero(quantity));
}

const doerOf = (order: SalesOrder): { type: string; id: string } => ({ type: salesOrder.type, id: order.id });
