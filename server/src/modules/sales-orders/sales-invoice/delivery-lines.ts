import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { MOST_OFFERED } from '../pricing/line-lists.js';
import type { OpenDeliveryLineView } from './sales-invoice.dto.js';
import type { SalesInvoice } from './sales-invoice.entity.js';

/** A delivery line with the amounts of its order line, as an invoice needs it. */
export interface DeliveredLine {
  readonly id: string;
  readonly deliveryId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly customerId: string;
  readonly customer: string;
  readonly companyId: string;
  readonly currency: string;
  readonly productId: string;
  readonly unit: string;
  readonly quantity: string;
  readonly baseQuantity: string;
  readonly taxRate: string;
  /** Of the whole order line. */
  readonly orderedBase: string;
  readonly netAmount: string;
  readonly taxAmount: string;
  readonly grossAmount: string;
  /** Base units of the order line that are invoiced already. */
  readonly invoicedBase: string;
  /** Base units of the delivery line that may still be invoiced. */
  readonly open: string;
}

const SELECT = `SELECT l.id, d.id AS "deliveryId", l.order_id AS "orderId", l.order_line_id AS "orderLineId", d.customer_id AS "customerId",
    d.title AS customer, d.company_id AS "companyId", o.currency, l.product_id AS "productId", l.unit, l.quantity, l.base_quantity AS "baseQuantity",
    ol.tax_rate AS "taxRate", ol.base_quantity AS "orderedBase", ol.net_amount AS "netAmount", ol.tax_amount AS "taxAmount",
    ol.gross_amount AS "grossAmount", coalesce(fo.invoiced - fo.credited, 0) AS "invoicedBase",
    coalesce(f.total - f.cancelled - f.returned - (f.invoiced - f.credited), 0) AS open
  FROM delivery_line l JOIN delivery d ON d.id = l.document_id JOIN sales_order o ON o.id = l.order_id
  JOIN sales_order_line ol ON ol.id = l.order_line_id LEFT JOIN fulfilment f ON f.line_id = l.id LEFT JOIN fulfilment fo ON fo.line_id = ol.id`;

/** Looks up delivery lines for invoices, within the scope of who asks. */
@Injectable()
export class DeliveryLines {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly deliveries: DeliveryService,
  ) {}

  /** Lines by id, in the order asked for. @throws DomainError 422 for one that is unknown, out of scope, or of another customer. */
  async find(ids: readonly string[]): Promise<DeliveredLine[]> {
    const scope = this.lists.scopeOf(this.deliveries.list);
    const rows = await this.db.query<DeliveredLine>(
      `${SELECT} WHERE l.id = ANY($1) AND ($2::uuid[] IS NULL OR d.owner_id = ANY($2::uuid[]))`,
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

  /** What is still to be invoiced of a delivery. */
  openOf(deliveryId: string): Promise<DeliveredLine[]> {
    return this.db.query<DeliveredLine>(
      `${SELECT} WHERE d.id = $1 AND f.total - f.cancelled - f.returned - (f.invoiced - f.credited) > 0 ORDER BY l.line_no`,
      [deliveryId],
    );
  }

  /** What an invoice could bill along: open lines of its customer's deliveries, the oldest first. */
  async openFor(invoice: SalesInvoice): Promise<OpenDeliveryLineView[]> {
    const scope = this.lists.scopeOf(this.deliveries.list);
    const { customerId, companyId, currency } = invoice;
    return this.db.query<OpenDeliveryLineView>(
      `SELECT l.id AS "deliveryLineId", l.unit, round(f.open * l.quantity / l.base_quantity, 6) AS quantity,
         jsonb_build_object('id', d.id, 'name', d.number) AS delivery,
         jsonb_build_object('id', p.id, 'name', p.name, 'code', p.code) AS product
       FROM delivery d JOIN delivery_line l ON l.document_id = d.id JOIN product p ON p.id = l.product_id
       JOIN LATERAL (SELECT total - cancelled - returned - (invoiced - credited) AS open FROM fulfilment WHERE line_id = l.id) f ON f.open > 0
       WHERE d.customer_id = $1 AND d.company_id = $2 AND d.currency = $3 AND d.status = 'effective'
         AND ($4::uuid[] IS NULL OR d.owner_id = ANY($4::uuid[]))
       ORDER BY d.created_at, d.id, l.line_no LIMIT ${MOST_OFFERED}`,
      [customerId, companyId, currency, scope === 'all' ? null : scope],
    );
  }
}
