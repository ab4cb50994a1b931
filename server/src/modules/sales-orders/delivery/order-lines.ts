import { Injectable } from '@nestjs/common';
import { compare, divide, multiply, round } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { MOST_OFFERED } from '../pricing/line-lists.js';
import { SalesOrderService } from '../sales-order/sales-order.service.js';
import type { OpenOrderLineView } from './delivery.dto.js';
import type { Delivery } from './delivery.entity.js';

/** An order line as a delivery needs it. */
export interface OrderLine {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly customer: string;
  readonly companyId: string;
  readonly currency: string;
  readonly warehouseId: string | null;
  readonly productId: string;
  readonly kind: string;
  readonly unit: string;
  readonly quantity: string;
  readonly baseQuantity: string;
  readonly grossAmount: string;
  /** Base units neither delivered nor cancelled. */
  readonly open: string;
}

const SELECT = `SELECT l.id, o.id AS "orderId", o.customer_id AS "customerId", o.title AS customer, o.company_id AS "companyId", o.currency,
  o.warehouse_id AS "warehouseId", l.product_id AS "productId", p.kind, l.unit, l.quantity, l.base_quantity AS "baseQuantity",
  l.gross_amount AS "grossAmount", coalesce(f.total - f.cancelled - (f.delivered - f.returned), 0) AS open
  FROM sales_order_line l JOIN sales_order o ON o.id = l.document_id JOIN product p ON p.id = l.product_id LEFT JOIN fulfilment f ON f.line_id = l.id`;

/** Looks up order lines for deliveries, within the scope of who asks. */
@Injectable()
export class OrderLines {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly orders: SalesOrderService,
  ) {}

  /** Lines by id, in the order asked for. @throws DomainError 422 for one that is unknown, out of scope, or of another customer. */
  async find(ids: readonly string[]): Promise<OrderLine[]> {
    const scope = this.lists.scopeOf(this.orders.list);
    const rows = await this.db.query<OrderLine>(
      `${SELECT} WHERE l.id = ANY($1) AND ($2::uuid[] IS NULL OR o.owner_id = ANY($2::uuid[]))`,
      [ids, scope === 'all' ? null : scope],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id, index) => {
      const line = byId.get(id);
      if (!line || line.customerId !== rows[0]!.customerId) {
        throw new DomainError('fulfilment.source', { lineNo: index + 1 });
      }
      if (line.currency !== rows[0]!.currency)
        throw new DomainError('currency.mismatch', { expected: rows[0]!.currency });
      return line;
    });
  }

  /** Whether the orders of a delivery still have open what it takes of them. */
  async isEnough(deliveryId: string): Promise<boolean> {
    const beyond = await this.db.one(
      `SELECT 1 FROM delivery_line l LEFT JOIN fulfilment f ON f.line_id = l.order_line_id WHERE l.document_id = $1
       GROUP BY l.order_line_id, f.total, f.cancelled, f.delivered, f.returned
       HAVING sum(l.base_quantity) > coalesce(f.total - f.cancelled - (f.delivered - f.returned), 0) LIMIT 1`,
      [deliveryId],
    );
    return !beyond;
  }

  /** What is still to be delivered of an order. */
  openOf(orderId: string): Promise<OrderLine[]> {
    return this.db.query<OrderLine>(
      `${SELECT} WHERE o.id = $1 AND f.total - f.cancelled - (f.delivered - f.returned) > 0 ORDER BY l.line_no`,
      [orderId],
    );
  }

  /** What a delivery could take along: open lines of its customer's orders that go by the same warehouse, the oldest first. */
  async openFor(delivery: Delivery): Promise<OpenOrderLineView[]> {
    const scope = this.lists.scopeOf(this.orders.list);
    const { customerId, companyId, currency, warehouseId } = delivery;
    return this.db.query<OpenOrderLineView>(
      `SELECT l.id AS "orderLineId", l.unit, round(f.open * l.quantity / l.base_quantity, 6) AS quantity,
         jsonb_build_object('id', o.id, 'name', o.number) AS "order",
         jsonb_build_object('id', p.id, 'name', p.name, 'code', p.code) AS product
       FROM sales_order o JOIN sales_order_line l ON l.document_id = o.id JOIN product p ON p.id = l.product_id
       JOIN LATERAL (SELECT total - cancelled - (delivered - returned) AS open FROM fulfilment WHERE line_id = l.id) f ON f.open > 0
       WHERE o.customer_id = $1 AND o.company_id = $2 AND o.currency = $3 AND (o.warehouse_id IS NULL OR o.warehouse_id = $4)
         AND o.status = 'effective' AND ($5::uuid[] IS NULL OR o.owner_id = ANY($5::uuid[]))
       ORDER BY o.created_at, o.id, l.line_no LIMIT ${MOST_OFFERED}`,
      [customerId, companyId, currency, warehouseId, scope === 'all' ? null : scope],
    );
  }
}

/**
 * So much of a line in base units, in proportion to the line. Who takes all that is open takes it to the last decimal, or a
 * line in units of ten thirds would never be done.
 */
export const toBase = (line: OrderLine, quantity: string): string =>
  compare(quantity, fromBase(line, line.open)) === 0
    ? line.open
    : round(divide(multiply(quantity, line.baseQuantity), line.quantity), 6);
/** So many base units in the unit of the line. */
export const fromBase = (line: Pick<OrderLine, 'quantity' | 'baseQuantity'>, baseQuantity: string): string =>
  round(divide(multiply(baseQuantity, line.quantity), line.baseQuantity), 6);
/** The share of a line's amount that a quantity of it stands for. */
export const amountOf = (line: OrderLine, quantity: string, digits: number): string =>
  round(divide(multiply(line.grossAmount, quantity), line.quantity), digits);
