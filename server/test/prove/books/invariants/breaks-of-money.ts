import { IS_POSTED, one, type Break } from './break.js';

const uneven = (table: string): string =>
  `UPDATE ${table}_line SET net_amount = net_amount + 1, gross_amount = gross_amount + 1`;
export const MONEY: readonly Break[] = [
  ...['quotation', 'sales_order', 'sales_invoice'].map((table): Break => ['M1', `sums of ${table}`, uneven(table)]),
  [
    'M1',
    'tax of a line and its total',
    `UPDATE sales_order_line SET net_amount = net_amount - 1, tax_amount = tax_amount + 1;
     UPDATE sales_order d SET (net_amount, tax_amount) = (SELECT sum(net_amount), sum(tax_amount) FROM sales_order_line l WHERE l.document_id = d.id)`,
  ],
  [
    'M1',
    'net and tax of a document',
    `UPDATE sales_order SET net_amount = net_amount - 1, tax_amount = tax_amount + 1`,
  ],
  [
    'M1',
    'a line that does not add up',
    `ALTER TABLE sales_invoice_line DROP CONSTRAINT ck_sales_invoice_line; ALTER TABLE sales_invoice DROP CONSTRAINT ck_sales_invoice_tax;
     UPDATE sales_invoice_line SET tax_amount = tax_amount + 1; UPDATE sales_invoice d SET tax_amount = (SELECT sum(tax_amount) FROM sales_invoice_line l WHERE l.document_id = d.id)`,
  ],
  ['M1', 'the price of a line', `UPDATE sales_order_line SET price = price + 1`],
  ['M1', 'the share of an invoice', `UPDATE sales_order_line SET base_quantity = base_quantity * 2`],
  ['M1', 'the rate of an order', `UPDATE sales_order SET exchange_rate = 2`],
  ['M1', 'the cost of an entry', `UPDATE stock_entry_line SET unit_cost = unit_cost + 1`],
  ['M1', 'the amount of an entry', `UPDATE stock_entry SET amount = amount + 1`],
  ['M1', 'the amount of a claim', `UPDATE expense SET amount = amount + 1`],
  [
    'M2',
    'what is settled',
    `UPDATE open_item SET settled = CASE WHEN settled > 0 THEN 0 ELSE amount END WHERE ${one('open_item')}`,
  ],
  ['M2', 'what is owed', `UPDATE open_item SET amount = amount + 1 WHERE ${one('open_item')}`],
  [
    'M2',
    'a line of a receipt',
    `UPDATE receipt_line SET amount = amount + 1 WHERE document_id = (SELECT id FROM receipt WHERE ${IS_POSTED} AND id IN (SELECT document_id FROM receipt_line) LIMIT 1)`,
  ],
  ['M2', 'a row of the ledger', `UPDATE settlement_entry SET amount = amount / 2 WHERE ${one('settlement_entry')}`],
];
