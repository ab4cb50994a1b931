import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { compareSql, POSTED } from '../../../kernel/verify/compare.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';
import { movementsOf } from '../../inventory/index.js';

/** What documents of a type did to lines of others, as facts. */
const doneBy = (type: string): string =>
  `SELECT 'fulfilment_entry of ' || by_document_type || ' ' || by_document_id || ' line ' || coalesce(by_line_id::text, '') || ' on line ' || line_id AS at, (kind, quantity)::text AS fact
   FROM fulfilment_entry WHERE by_document_type = '${type}' AND reverses_id IS NULL AND kind NOT IN ('total', 'cancelled')`;

/** Proves that orders, deliveries and invoices did to each other and to the stock what their lines say, and nothing else. */
@Injectable()
export class GoodsChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'orders of quotations', check: () => this.orders() },
      { name: 'deliveries', check: () => this.deliveries() },
      { name: 'goods of deliveries', check: () => this.goods() },
      { name: 'invoices', check: () => this.invoices() },
      { name: 'others of lines', check: () => this.others() },
      { name: 'demand of orders', check: () => this.demand() },
    );
  }

  /** Amendments change what an order takes of a quotation, so that only the sum follows from its lines. */
  private orders(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'F1',
        `SELECT 'fulfilment_entry of sales-order ' || d.id || ' line ' || l.id || ' on line ' || l.quotation_line_id AS at, sum(l.base_quantity)::text AS fact
         FROM sales_order d JOIN sales_order_line l ON l.document_id = d.id
         WHERE d.status IN ('effective', 'completed', 'closed') AND l.quotation_line_id IS NOT NULL GROUP BY 1`,
        `SELECT 'fulfilment_entry of sales-order ' || by_document_id || ' line ' || coalesce(by_line_id::text, '') || ' on line ' || line_id, sum(quantity)::text
         FROM fulfilment_entry WHERE by_document_type = 'sales-order' AND kind NOT IN ('total', 'cancelled') GROUP BY 1 HAVING sum(quantity) <> 0 OR bool_or(kind <> 'ordered')`,
      ),
    );
  }

  private deliveries(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'F1',
        `SELECT 'fulfilment_entry of delivery ' || d.id || ' line ' || l.id || ' on line ' || l.order_line_id AS at, ('delivered'::text, l.base_quantity)::text AS fact
         FROM delivery d JOIN delivery_line l ON l.document_id = d.id WHERE d.status IN ${POSTED}`,
        doneBy('delivery'),
      ),
    );
  }

  private goods(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S1',
        `SELECT 'stock_ledger of delivery ' || d.id || ' line ' || l.id AS at, (d.warehouse_id, l.product_id, d.date, -l.base_quantity)::text AS fact
         FROM delivery d JOIN delivery_line l ON l.document_id = d.id JOIN product p ON p.id = l.product_id AND p.kind = 'goods' WHERE d.status IN ${POSTED}`,
        movementsOf('delivery', 'warehouse_id, product_id, date, quantity'),
      ),
    );
  }

  /** An invoice counts on its delivery and on the order. */
  private invoices(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'F1',
        `SELECT 'fulfilment_entry of sales-invoice ' || d.id || ' line ' || l.id || ' on line ' || s.line_id AS at, ('invoiced'::text, l.base_quantity)::text AS fact
         FROM sales_invoice d JOIN sales_invoice_line l ON l.document_id = d.id CROSS JOIN LATERAL (VALUES (l.delivery_line_id), (l.order_line_id)) s(line_id)
         WHERE d.status IN ${POSTED}`,
        doneBy('sales-invoice'),
      ),
    );
  }

  /** Nothing but these documents does something to lines, and what is cancelled is cancelled by the line's own document when it closes. */
  private others(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'F1' AS invariant, 'fulfilment_entry row ' || e.id || ' of ' || e.by_document_type || ' ' || e.by_document_id AS "where",
         'the cancelled rest of a line of its own' AS expected, e.kind || ' ' || e.quantity AS actual
       FROM fulfilment_entry e LEFT JOIN fulfilment f ON f.line_id = e.line_id
       WHERE (e.kind = 'cancelled' AND ((f.document_id, f.document_type) IS DISTINCT FROM (e.by_document_id, e.by_document_type) OR e.by_line_id IS NOT NULL
           OR NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = e.by_document_id AND l.at = e.at AND l.action = 'close')))
         OR (e.kind NOT IN ('total', 'cancelled') AND e.by_document_type NOT IN ('sales-order', 'delivery', 'sales-invoice'))`,
    );
  }

  /** Orders in force that name a warehouse need what is not delivered yet of their goods. */
  private demand(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S2',
        `SELECT 'demand of sales-order ' || d.id || ' line ' || l.id AS at,
           (d.warehouse_id, l.product_id, d.promised_date, f.total - f.cancelled - (f.delivered - f.returned))::text AS fact
         FROM sales_order d JOIN sales_order_line l ON l.document_id = d.id JOIN product p ON p.id = l.product_id AND p.kind = 'goods' JOIN fulfilment f ON f.line_id = l.id
         WHERE d.status IN ('effective', 'completed') AND d.warehouse_id IS NOT NULL`,
        `SELECT 'demand of ' || order_type || ' ' || order_id || ' line ' || order_line_id, (warehouse_id, product_id, promised_date, quantity)::text FROM demand`,
      ),
    );
  }
}
