import type { World } from '../../support/world.js';

/**
 * The invariants of the books once more, each as one statement that answers what breaks it; written apart from the checks of
 * `guanxi verify`, so that one can be held against the other.
 */
export const INVARIANTS: Readonly<Record<string, string>> = {
  S1: `SELECT b.id FROM stock_balance b WHERE (b.on_hand, b.value) <> (SELECT coalesce(sum(l.quantity), 0), coalesce(sum(l.value), 0)
         FROM stock_ledger l WHERE l.product_id = b.product_id AND l.warehouse_id = b.warehouse_id)`,
  S2: `SELECT id FROM stock_balance WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand`,
  F1: `SELECT l.id FROM sales_order_line l JOIN sales_order o ON o.id = l.document_id JOIN fulfilment f ON f.line_id = l.id,
         LATERAL (SELECT coalesce(sum(d.base_quantity), 0) AS pieces FROM delivery_line d JOIN delivery h ON h.id = d.document_id
           WHERE d.order_line_id = l.id AND h.status IN ('effective', 'completed')) delivered,
         LATERAL (SELECT coalesce(sum(i.base_quantity), 0) AS pieces FROM sales_invoice_line i JOIN sales_invoice h ON h.id = i.document_id
           WHERE i.order_line_id = l.id AND h.status IN ('effective', 'completed')) invoiced
       WHERE f.delivered <> delivered.pieces OR f.invoiced <> invoiced.pieces OR f.total <> l.base_quantity
         OR delivered.pieces > l.base_quantity OR invoiced.pieces > delivered.pieces`,
  M1: `SELECT d.id FROM sales_invoice d WHERE d.gross_amount <> d.net_amount + d.tax_amount OR d.gross_amount <> (
         SELECT sum(l.gross_amount) FROM sales_invoice_line l WHERE l.document_id = d.id)
       UNION ALL SELECT d.id FROM sales_order d WHERE d.gross_amount <> d.net_amount + d.tax_amount OR d.gross_amount <> (
         SELECT sum(l.gross_amount) FROM sales_order_line l WHERE l.document_id = d.id)`,
  M2: `SELECT i.id FROM open_item i, LATERAL (SELECT coalesce(sum(l.amount), 0) AS amount FROM receipt_line l JOIN receipt r ON r.id = l.document_id
         WHERE (l.item_id = i.id OR r.id = i.id) AND r.status IN ('effective', 'completed')) used
       WHERE i.settled <> used.amount OR used.amount > i.amount`,
  A1: ['sales_order', 'delivery', 'sales_invoice', 'receipt', 'stock_entry', 'stock_issue']
    .map(
      (
        table,
      ) => `SELECT d.id FROM ${table} d WHERE d.status IN ('effective', 'completed', 'closed', 'void') AND NOT EXISTS (
        SELECT 1 FROM approval a WHERE a.document_id = d.id AND a.revision = d.revision AND a.status = 'approved')`,
    )
    .join(' UNION ALL '),
  A2: ['sales_order', 'delivery', 'sales_invoice', 'receipt', 'stock_entry', 'stock_issue']
    .map(
      (table) => `SELECT d.id FROM ${table} d JOIN approval_decision a ON a.document_id = d.id
        WHERE a.decider_id IN (d.created_by_id, d.edited_by_id, d.submitted_by_id)`,
    )
    .join(' UNION ALL '),
  N1: `SELECT company_id AS id FROM sales_invoice WHERE number IS NOT NULL GROUP BY company_id
       HAVING count(*) <> max(right(number, 6)::int) OR count(*) <> count(DISTINCT number)`,
};

/** Each broken invariant with what breaks it. */
export async function brokenIn(world: World): Promise<string[]> {
  const broken: string[] = [];
  for (const [invariant, text] of Object.entries(INVARIANTS))
    for (const { id } of await world.sqlAsApp(text)) broken.push(`${invariant}: ${String(id)}`);
  return broken;
}
