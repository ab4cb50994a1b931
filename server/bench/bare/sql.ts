/** A named prepared statement. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const statement = (name: string, text: string): Statement => ({ name, text });

const ROW = `t.id, t.version, t.archived, t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.code, t.name,
  t.short_name AS "shortName", t.name_en AS "nameEn", t.type, t.industry, t.region, t.level, t.stage, t.source,
  t.owner_id AS "ownerId", o.name AS owner, t.department_id AS "departmentId", d.name AS department,
  t.group_id AS "groupId", g.name AS "group", t.credit_code AS "creditCode", t.phone, t.website,
  t.credit_limit AS "creditLimit", t.payment_term_days AS "paymentTermDays", t.tags`;
const FROM = `FROM customer t LEFT JOIN "user" o ON o.id = t.owner_id LEFT JOIN department d ON d.id = t.department_id
  LEFT JOIN customer g ON g.id = t.group_id`;

export const LIST = statement(
  'list',
  `SELECT ${ROW} ${FROM} WHERE t.level = $1 ORDER BY t.created_at DESC, t.id DESC LIMIT $2`,
);

export const READ = statement(
  'read',
  `SELECT ${ROW}, t.invoice_titles AS "invoiceTitles", t.addresses, t.note ${FROM} WHERE t.id = $1`,
);

export const CREATE = statement(
  'create',
  `INSERT INTO customer (id, version, archived, created_at, updated_at, code, name, sort_key, type, level, owner_id, phone,
     payment_term_days, invoice_titles, addresses, search_text, grams)
   VALUES ($1, 1, false, now(), now(), $2, $3, $4, 'enterprise', $5, $6, $7, 30, '[]', '[]', $8, $9)
   RETURNING created_at AS "createdAt"`,
);

export const PRODUCTS = statement(
  'products',
  `SELECT id, unit, sale_price AS price, tax_rate AS "taxRate" FROM product WHERE id = ANY($1)`,
);

export const ORDER = statement(
  'order',
  `INSERT INTO bare.sales_order (id, company_id, status, revision, version, owner_id, date, title, amount, currency,
     created_by_id, created_at, edited_by_id, updated_at, customer_id, warehouse_id, tax_mode, exchange_rate, discount,
     net_amount, tax_amount, gross_amount, base_amount, discount_depth, credit_excess)
   SELECT $1, u.company_id, 'draft', 1, 1, u.id, current_date, c.name, $5, 'CNY', u.id, now(), u.id, now(), c.id, $4,
     'inclusive', 1, 0, $6, $7, $5, $5, 0, 0
   FROM customer c, "user" u WHERE c.id = $2 AND u.id = $3`,
);

export const ORDER_LINES = statement(
  'order-lines',
  `INSERT INTO bare.sales_order_line (id, document_id, line_no, product_id, unit, quantity, base_quantity, price,
     discount_rate, tax_rate, net_amount, tax_amount, gross_amount)
   SELECT l.id, $1, l.line_no, l.product_id, l.unit, l.quantity, l.quantity, l.price, 0, l.tax_rate, l.net, l.tax, l.net + l.tax
   FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])
     AS l(id, line_no, product_id, unit, quantity, price, tax_rate, net, tax)`,
);

export const DELIVERY = statement(
  'delivery',
  'SELECT version, warehouse_id, date FROM bare.delivery WHERE id = $1 FOR UPDATE',
);

/** The lines with their balances, locked in the order of their keys. */
export const BALANCES = statement(
  'balances',
  `SELECT l.id, l.order_line_id, l.product_id, l.base_quantity, b.id AS balance_id
   FROM bare.delivery_line l JOIN bare.stock_balance b ON b.warehouse_id = $2 AND b.product_id = l.product_id
   WHERE l.document_id = $1 ORDER BY b.product_id FOR UPDATE OF b`,
);

/** Each line takes its quantity at the moving average. */
export const ISSUE = statement(
  'issue',
  `UPDATE bare.stock_balance b SET on_hand = b.on_hand - l.quantity, reserved = b.reserved - l.quantity,
     value = b.value - round(b.value * l.quantity / b.on_hand, 4), version = b.version + 1, updated_at = now()
   FROM unnest($1::uuid[], $2::numeric[]) AS l(id, quantity) WHERE b.id = l.id
   RETURNING b.id, b.on_hand, b.value, old.value - b.value AS cost`,
);

export const LEDGER = statement(
  'ledger',
  `INSERT INTO bare.stock_ledger (id, warehouse_id, product_id, at, date, quantity, value, balance_after, value_after,
     document_type, document_id, document_line_id)
   SELECT l.id, $1, l.product_id, now(), $2, -l.quantity, -l.cost, l.on_hand, l.value, 'delivery', $3, l.line_id
   FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])
     AS l(id, line_id, product_id, quantity, cost, on_hand, value)`,
);

export const DELIVERED = statement(
  'delivered',
  `UPDATE bare.fulfilment f SET delivered = f.delivered + l.quantity
   FROM unnest($1::uuid[], $2::numeric[]) AS l(id, quantity) WHERE f.line_id = l.id`,
);

export const SERVED = statement(
  'served',
  `UPDATE bare.demand d SET quantity = d.quantity - l.quantity, reserved = d.reserved - least(l.quantity, d.reserved)
   FROM unnest($1::uuid[], $2::numeric[]) AS l(id, quantity) WHERE d.order_line_id = l.id`,
);

export const OPENED = statement(
  'opened',
  `INSERT INTO bare.fulfilment (line_id, document_type, document_id, total, cancelled, ordered, delivered, returned, invoiced, credited)
   SELECT l.id, 'delivery', $1, l.quantity, 0, 0, 0, 0, 0, 0 FROM unnest($2::uuid[], $3::numeric[]) AS l(id, quantity)`,
);

export const ENTRIES = statement(
  'entries',
  `INSERT INTO bare.fulfilment_entry (id, line_id, kind, quantity, by_document_type, by_document_id, by_line_id, at)
   SELECT l.id, l.line_id, l.kind, l.quantity, 'delivery', $1, l.by_line_id, now()
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::numeric[], $6::uuid[]) AS l(id, line_id, kind, quantity, by_line_id)`,
);

export const EFFECTIVE = statement(
  'effective',
  `UPDATE bare.delivery SET status = 'effective', number = 'DN-' || id, effective_at = now(), updated_at = now(),
     version = version + 1 WHERE id = $1`,
);
