import { IN_FORCE, ofEach, POSTED, union } from './tables.js';

/** The totals are the sums of the lines, and with tax is without tax and the tax, of each line and in all. */
const sumsOf = (table: string): string => `
  SELECT d.id FROM ${table} d JOIN (SELECT document_id, sum(net_amount) AS net, sum(tax_amount) AS tax, sum(gross_amount) AS gross,
      bool_and(gross_amount = net_amount + tax_amount) AS is_even FROM ${table}_line GROUP BY 1) l ON l.document_id = d.id
  WHERE (d.net_amount, d.tax_amount, d.gross_amount, d.amount) IS DISTINCT FROM (l.net, l.tax, l.gross, l.gross)
    OR d.gross_amount <> d.net_amount + d.tax_amount OR NOT l.is_even`;

/** What a line costs before and after the discount of its document, and its tax at its rate, each to the smallest coin. */
const pricesOf = (table: string): string => `
  SELECT l.id FROM ${table} d JOIN ${table}_line l ON l.document_id = d.id JOIN currency c ON c.code = d.currency,
    LATERAL (SELECT round(l.quantity * l.price * (100 - l.discount_rate) / 100, c.minor_unit) AS before,
      CASE d.tax_mode WHEN 'inclusive' THEN l.gross_amount ELSE l.net_amount END AS priced, 1 + l.tax_rate / 100 AS factor) x
  WHERE (d.discount = 0 AND x.priced <> x.before) OR x.priced NOT BETWEEN x.before - d.discount AND x.before
    OR CASE d.tax_mode WHEN 'inclusive' THEN l.net_amount <> round(l.gross_amount / x.factor, c.minor_unit)
      ELSE l.gross_amount <> round(l.net_amount * x.factor, c.minor_unit) END
  UNION ALL SELECT d.id FROM ${table} d JOIN currency c ON c.code = d.currency
    JOIN (SELECT document_id, sum(round(quantity * price * (100 - discount_rate) / 100, 2)) AS before FROM ${table}_line GROUP BY 1) l ON l.document_id = d.id
  WHERE c.minor_unit = 2 AND l.before - d.discount <> CASE d.tax_mode WHEN 'inclusive' THEN d.gross_amount ELSE d.net_amount END`;

const IN_BASE = ofEach(
  ['quotation', 'sales_order'],
  (
    table,
  ) => `SELECT d.id FROM ${table} d JOIN company b ON b.id = d.company_id JOIN currency c ON c.code = b.base_currency
    WHERE d.base_amount <> round(d.gross_amount * d.exchange_rate, c.minor_unit) OR (d.currency = b.base_currency AND d.exchange_rate <> 1)`,
);

/** A part of a line is worth its share of the line. Parts are differences of running totals, so that a coin may lie on either side. */
const SHARES = `
  SELECT i.id FROM sales_invoice_line i JOIN sales_invoice d ON d.id = i.document_id JOIN sales_order_line l ON l.id = i.order_line_id
  WHERE d.status IN ${IN_FORCE} AND (i.tax_rate <> l.tax_rate
    OR abs(i.gross_amount - l.gross_amount * i.base_quantity / l.base_quantity) > 0.02
    OR abs(i.net_amount - l.net_amount * i.base_quantity / l.base_quantity) > 0.02)`;

const COSTS = `
  SELECT l.id FROM stock_entry_line l WHERE l.cost <> round(l.quantity * l.unit_cost, 4)
  UNION ALL SELECT d.id FROM stock_entry d WHERE d.amount <> (SELECT sum(l.cost) FROM stock_entry_line l WHERE l.document_id = d.id)`;
const CLAIMS = `
  SELECT d.id FROM expense d WHERE d.amount <> (SELECT sum(l.amount) FROM expense_line l WHERE l.document_id = d.id)`;

const ITEM_TABLES = ['sales_invoice', 'opening_balance', 'receipt'] as const;
/** What each document that leaves something open is about. */
const OWED = `(${ofEach(ITEM_TABLES, (table) => `SELECT id, amount, status FROM ${table} WHERE status IN ${POSTED}`)})`;
/** Both sides of the rows of the settlement ledger. */
const SETTLED = `(SELECT x.id, sum(x.amount) AS amount FROM (SELECT debit_id AS id, amount FROM settlement_entry
  UNION ALL SELECT credit_id, amount FROM settlement_entry) x GROUP BY 1)`;
/** Both sides of the lines of receipts in force. */
const USED = `(SELECT x.id, sum(x.amount) AS amount FROM receipt d JOIN receipt_line l ON l.document_id = d.id,
  LATERAL (VALUES (d.id, l.amount), (l.item_id, l.amount)) x(id, amount) WHERE d.status IN ${IN_FORCE} GROUP BY 1)`;

const ITEMS = `
  SELECT coalesce(i.id, d.id) AS id FROM open_item i FULL JOIN ${OWED} d ON d.id = i.id
  LEFT JOIN ${SETTLED} s ON s.id = i.id LEFT JOIN ${USED} u ON u.id = i.id
  WHERE (i.amount, i.voided) IS DISTINCT FROM (d.amount, d.status = 'void') OR i.settled NOT BETWEEN 0 AND i.amount
    OR i.settled <> coalesce(s.amount, 0) OR i.settled <> coalesce(u.amount, 0)`;

const PRICED = ['quotation', 'sales_order'] as const;

export const MONEY = {
  M1: union(
    ofEach([...PRICED, 'sales_invoice'], sumsOf),
    ofEach(PRICED, pricesOf),
    ...[IN_BASE, SHARES, COSTS, CLAIMS],
  ),
  M2: ITEMS,
} as const;
