import { IS_POSTED, one, type Break } from './break.js';

const line = (where: string): string =>
  `SELECT line_id FROM fulfilment WHERE document_type = 'sales-order' AND ${where} LIMIT 1`;

export const GOODS: readonly Break[] = [
  ['S1', 'a balance', `UPDATE stock_balance SET on_hand = on_hand + 1 WHERE ${one('stock_balance')}`],
  ['S1', 'a value', `UPDATE stock_balance SET value = value + 1 WHERE ${one('stock_balance')}`],
  ['S1', 'a movement', `UPDATE stock_ledger SET quantity = quantity + 1 WHERE ${one('stock_ledger')}`],
  ['S1', 'an account', `UPDATE fund_account SET balance = balance + 1 WHERE ${one('fund_account')}`],
  [
    'S2',
    'more set aside than is there',
    `ALTER TABLE stock_balance DROP CONSTRAINT ck_stock_balance_reserved;
     UPDATE stock_balance SET reserved = on_hand + 1 WHERE ${one('stock_balance')}`,
  ],
  [
    'S2',
    'set aside for nobody',
    `UPDATE stock_balance SET reserved = 1 WHERE ${one('stock_balance', 'on_hand > 1 AND reserved <> 1')}`,
  ],
  ['S2', 'a need that is met', `UPDATE demand SET quantity = quantity + 1 WHERE ${one('demand')}`],
  [
    'F1',
    'the quantity of a line',
    `UPDATE sales_order_line SET base_quantity = base_quantity + 1 WHERE id = (${line('true')})`,
  ],
  [
    'F1',
    'what was delivered',
    `UPDATE fulfilment SET delivered = delivered - 1 WHERE line_id = (${line('delivered > 0')})`,
  ],
  [
    'F1',
    'what was invoiced of a delivery',
    `UPDATE sales_invoice_line SET base_quantity = base_quantity + 1 WHERE document_id = (SELECT id FROM sales_invoice WHERE ${IS_POSTED} LIMIT 1)`,
  ],
  [
    'F1',
    'more out than ordered, whatever the ledger says',
    `ALTER TABLE fulfilment DROP CONSTRAINT ck_fulfilment_delivered, DROP CONSTRAINT ck_fulfilment_cancelled, DROP CONSTRAINT ck_fulfilment_ordered;
     INSERT INTO fulfilment_entry SELECT gen_random_uuid(), -1, line_id, 'cancelled', total, 'sales-order', document_id, NULL, now(), NULL
       FROM fulfilment WHERE line_id = (${line('delivered > 0 AND cancelled = 0')});
     UPDATE fulfilment f SET cancelled = f.total WHERE line_id = (SELECT line_id FROM fulfilment_entry WHERE seq = -1)`,
  ],
  [
    'F2',
    'the status of an order',
    `UPDATE sales_order SET status = 'completed' WHERE ${one('sales_order', `status = 'effective'`)}`,
  ],
  [
    'F2',
    'the status of an invoice',
    `UPDATE sales_invoice SET status = CASE status WHEN 'effective' THEN 'completed' ELSE 'effective' END WHERE ${one('sales_invoice', IS_POSTED)}`,
  ],
];
