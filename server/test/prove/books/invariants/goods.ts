import { IN_FORCE, ofEach, POSTED, union } from './tables.js';

/** Lines of documents of a table that are in force, with what `pieces` says of each. */
const linesInForce = (table: string, pieces: string): string =>
  `SELECT l.id, ${pieces} AS pieces FROM ${table}_line l JOIN ${table} d ON d.id = l.document_id WHERE d.status IN ${IN_FORCE}`;

const BALANCES = `
  SELECT coalesce(b.product_id, l.product_id) AS id FROM stock_balance b
  FULL JOIN (SELECT warehouse_id, product_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_ledger GROUP BY 1, 2) l
    ON (l.warehouse_id, l.product_id) = (b.warehouse_id, b.product_id)
  WHERE (coalesce(b.on_hand, 0), coalesce(b.value, 0)) <> (coalesce(l.quantity, 0), coalesce(l.value, 0))`;

/** The ledger says of each line of a document what the line says, and nothing of a line that is not in force. */
const MOVEMENTS = `
  SELECT coalesce(x.id, l.id) AS id FROM (SELECT document_line_id AS id, sum(quantity) AS pieces FROM stock_ledger GROUP BY 1) l
  FULL JOIN (${union(
    linesInForce('stock_entry', 'base_quantity'),
    linesInForce('stock_issue', '-base_quantity'),
    linesInForce('delivery', '-base_quantity'),
  )}) x ON x.id = l.id
  WHERE coalesce(x.pieces, 0) <> coalesce(l.pieces, 0)`;

const FUNDS = `
  SELECT a.id FROM fund_account a LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM fund_entry GROUP BY 1) e ON e.account_id = a.id
  WHERE a.balance <> coalesce(e.amount, 0)`;

const BOUNDS = `
  SELECT id FROM stock_balance WHERE NOT negative_allowed AND (on_hand < 0 OR reserved < 0 OR reserved > on_hand)`;

const RESERVED = `
  SELECT coalesce(b.product_id, d.product_id) AS id FROM stock_balance b
  FULL JOIN (SELECT warehouse_id, product_id, sum(reserved) AS reserved FROM demand GROUP BY 1, 2) d
    ON (d.warehouse_id, d.product_id) = (b.warehouse_id, b.product_id)
  WHERE coalesce(b.reserved, 0) <> coalesce(d.reserved, 0)`;

/** Nothing is set aside for what is not needed, or needed elsewhere. */
const NEEDED = `
  SELECT d.id FROM demand d
  LEFT JOIN (SELECT l.id, o.warehouse_id, l.product_id, f.total - f.cancelled - f.delivered + f.returned AS open
    FROM sales_order_line l JOIN sales_order o ON o.id = l.document_id JOIN fulfilment f ON f.line_id = l.id WHERE o.status IN ${IN_FORCE}) l
    ON (l.id, l.warehouse_id, l.product_id) = (d.order_line_id, d.warehouse_id, d.product_id)
  WHERE d.reserved < 0 OR d.quantity <> coalesce(l.open, 0) OR d.reserved > coalesce(l.open, 0)`;

/** So much was done to lines by documents of a table that name them in `column`. */
const doneBy = (table: string, column: string, states = IN_FORCE): string =>
  `(SELECT l.${column} AS id, sum(l.base_quantity) AS pieces FROM ${table}_line l JOIN ${table} d ON d.id = l.document_id
    WHERE d.status IN ${states} GROUP BY 1)`;

const PLAUSIBLE = `f.cancelled BETWEEN 0 AND f.total AND f.ordered BETWEEN 0 AND f.total - f.cancelled
  AND f.returned BETWEEN 0 AND f.delivered AND f.delivered - f.returned <= f.total - f.cancelled AND f.credited BETWEEN 0 AND f.invoiced`;

/** Lines of a table of which not that is noted which the documents in force did to them. */
const linesOf = (table: string, joins: string, noted: string): string =>
  `SELECT l.id FROM ${table}_line l JOIN ${table} d ON d.id = l.document_id LEFT JOIN fulfilment f ON f.line_id = l.id ${joins}
   WHERE d.status IN ${POSTED} AND (f.total = l.base_quantity AND ${PLAUSIBLE} AND ${noted}) IS NOT TRUE`;

const LINES = union(
  linesOf(
    'sales_order',
    `LEFT JOIN ${doneBy('delivery', 'order_line_id')} x ON x.id = l.id LEFT JOIN ${doneBy('sales_invoice', 'order_line_id')} y ON y.id = l.id`,
    `f.delivered = coalesce(x.pieces, 0) AND f.invoiced = coalesce(y.pieces, 0) AND f.invoiced - f.credited <= f.delivered - f.returned`,
  ),
  linesOf(
    'delivery',
    `LEFT JOIN ${doneBy('sales_invoice', 'delivery_line_id')} y ON y.id = l.id`,
    `f.invoiced = coalesce(y.pieces, 0) AND f.invoiced - f.credited <= f.total - f.returned`,
  ),
  // What a closed order took of a quotation stays taken.
  linesOf(
    'quotation',
    `LEFT JOIN ${doneBy('sales_order', 'quotation_line_id', `('effective', 'completed', 'closed')`)} x ON x.id = l.id`,
    `f.ordered = coalesce(x.pieces, 0)`,
  ),
);

const KINDS = ['total', 'cancelled', 'ordered', 'delivered', 'returned', 'invoiced', 'credited'] as const;
const sums = KINDS.map((kind) => `coalesce(sum(quantity) FILTER (WHERE kind = '${kind}'), 0) AS ${kind}`).join(', ');
const ROWS = `(SELECT line_id, ${sums} FROM fulfilment_entry GROUP BY 1)`;
const all = (alias: string): string => KINDS.map((kind) => `${alias}.${kind}`).join(', ');
const CACHE = `
  SELECT coalesce(f.line_id, e.line_id) AS id FROM fulfilment f FULL JOIN ${ROWS} e ON e.line_id = f.line_id
  WHERE (${all('f')}) IS DISTINCT FROM (${all('e')})`;

/** A document is completed when its rows say that nothing is left to do, and only then. */
const STATUSES = `
  SELECT d.id FROM (${ofEach(['quotation', 'sales_order', 'delivery'], (table) => `SELECT '${table}' AS kind, id, status FROM ${table}`)}) d
  JOIN (SELECT l.document_id, e.* FROM ${ROWS} e JOIN fulfilment l ON l.line_id = e.line_id) e ON e.document_id = d.id
  WHERE d.status IN ${IN_FORCE} GROUP BY d.id, d.status
  HAVING (d.status = 'completed') <> bool_and(CASE WHEN d.kind = 'quotation' THEN e.ordered >= e.total - e.cancelled
    ELSE e.invoiced - e.credited >= e.total - e.cancelled - e.returned AND (d.kind = 'delivery' OR e.delivered - e.returned >= e.total - e.cancelled) END)`;

const SETTLED = ofEach(
  ['sales_invoice', 'opening_balance', 'receipt'],
  (table) => `SELECT d.id FROM ${table} d WHERE d.status IN ${IN_FORCE} AND (d.status = 'completed') <> (d.amount = (
    SELECT coalesce(sum(e.amount), 0) FROM settlement_entry e WHERE d.id IN (e.debit_id, e.credit_id)))`,
);
const REIMBURSED = `SELECT id FROM expense WHERE status IN ${IN_FORCE} AND (status = 'completed') <> (reimbursed_date IS NOT NULL)`;

export const GOODS = {
  S1: union(BALANCES, MOVEMENTS, FUNDS),
  S2: union(BOUNDS, RESERVED, NEEDED),
  F1: union(LINES, CACHE),
  F2: union(STATUSES, SETTLED, REIMBURSED),
} as const;
