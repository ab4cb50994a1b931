import { createHash } from 'node:crypto';
import type pg from 'pg';

/** Tables that the bare server writes; of their own, so that triggers and the product's documents don't hinder it. */
const TABLES = [
  ...['sales_order', 'sales_order_line', 'delivery', 'delivery_line'],
  ...['fulfilment', 'fulfilment_entry', 'demand', 'stock_balance', 'stock_ledger'],
];

/** Copies of the tables with their checks, indexes and foreign keys, without triggers, in the schema `bare`. */
export async function makeBareTables(database: pg.Client): Promise<void> {
  await database.query('CREATE SCHEMA bare');
  for (const table of TABLES) await database.query(`CREATE TABLE bare.${table} (LIKE public.${table} INCLUDING ALL)`);
  const { rows } = await database.query<{ table: string; column: string; target: string; key: string }>(
    `SELECT c.relname AS table, a.attname AS column, t.relname AS target, b.attname AS key FROM pg_constraint k
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
     JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND c.relname = ANY($1)`,
    [TABLES],
  );
  for (const { table, column, target, key } of rows) {
    const schema = TABLES.includes(target) ? 'bare' : 'public';
    await database.query(
      `ALTER TABLE bare.${table} ADD FOREIGN KEY (${column}) REFERENCES ${schema}."${target}" (${key})`,
    );
  }
}

/** So many copies of each prepared document: the bare server is through with them sooner. */
export const COPIES = 20;

const copied = (column: string): string => `md5(${column}::text || ' ' || n)::uuid`;

/** Copies rows with ids of their own; a number they have none yet. */
async function copySql(database: pg.Client, table: string, own: readonly string[], where: string): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) =>
    own.includes(name) ? copied(`t.${name}`) : name === 'number' ? 'NULL' : `t.${name}`,
  );
  return `INSERT INTO bare.${table} (${names.join(', ')}) SELECT ${values.join(', ')}
    FROM public.${table} t CROSS JOIN generate_series(1, ${COPIES}) n WHERE ${where}`;
}

/** Copies deliveries that wait for their release, with their orders and what these have reserved; answers their ids. */
export async function copyDeliveries(database: pg.Client, deliveryIds: readonly string[]): Promise<string[]> {
  const orders = 'SELECT l.order_id FROM public.delivery_line l WHERE l.document_id = ANY($1)';
  const copies: [table: string, own: string[], where: string][] = [
    ['sales_order', ['id'], `t.id IN (${orders})`],
    ['fulfilment', ['line_id', 'document_id'], `t.document_id IN (${orders})`],
    ['demand', ['id', 'order_id', 'order_line_id'], `t.order_id IN (${orders})`],
    ['delivery', ['id'], 't.id = ANY($1)'],
    ['delivery_line', ['id', 'document_id', 'order_id', 'order_line_id'], 't.document_id = ANY($1)'],
  ];
  for (const [table, own, where] of copies)
    await database.query(await copySql(database, table, own, where), [deliveryIds]);
  // Half of what is there is reserved, which is more than the copies take.
  await database.query(`INSERT INTO bare.stock_balance SELECT * FROM public.stock_balance ON CONFLICT (id)
    DO UPDATE SET on_hand = excluded.on_hand, value = excluded.value, reserved = excluded.on_hand / 2`);
  await database.query('ANALYZE bare.delivery, bare.delivery_line, bare.fulfilment, bare.demand, bare.sales_order');
  // Copies of one document lie far apart: those who release them at the same time meet no more often than others do.
  return Array.from({ length: COPIES }, (_, index) => deliveryIds.map((id) => copyId(id, index + 1))).flat();
}

/** As PostgreSQL makes it of an MD5. */
function copyId(id: string, n: number): string {
  const hex = createHash('md5').update(`${id} ${n}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
