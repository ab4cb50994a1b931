// What the measurements compare with: Fastify and pg alone, on the same database. It sends the SQL of the business rows as
// named prepared statements and nothing else: nobody signs in, nothing is scoped, approved, audited or kept for repeats.
import { randomUUIDv7 } from 'node:crypto';
import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import Fastify from 'fastify';
import pg from 'pg';
import * as sql from './sql.js';

const PAGE = 20;

interface CustomerBody {
  readonly name: string;
  readonly level: string;
  readonly phone: string;
  readonly ownerId: string;
}
interface OrderBody {
  readonly customerId: string;
  readonly warehouseId: string;
  readonly ownerId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: string }[];
}
interface Product {
  readonly id: string;
  readonly unit: string;
  readonly price: string;
  readonly taxRate: string;
}
interface DeliveryLine {
  readonly id: string;
  readonly order_line_id: string;
  readonly product_id: string;
  readonly base_quantity: string;
  readonly balance_id: string;
}
interface Balance {
  readonly id: string;
  readonly on_hand: string;
  readonly value: string;
  readonly cost: string;
}
type ById = { Params: { id: string } };

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['GUANXI_POOL_SIZE']),
});
const app = Fastify();

async function rowsOf<Row extends pg.QueryResultRow>(
  client: pg.Pool | pg.PoolClient,
  statement: sql.Statement,
  values: unknown[],
): Promise<Row[]> {
  return (await client.query<Row>({ ...statement, values })).rows;
}

async function inTransaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

app.get<{ Querystring: { level: string } }>('/customers', async ({ query }) => {
  const rows = await rowsOf<{ createdAt: Date; id: string }>(pool, sql.LIST, [query.level, PAGE + 1]);
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { items: rows.slice(0, PAGE), nextCursor: last ? `${last.createdAt.toISOString()} ${last.id}` : null };
});

app.get<ById>('/customers/:id', async ({ params }, reply) => {
  const [row] = await rowsOf(pool, sql.READ, [params.id]);
  return row ?? reply.code(404).send();
});

app.post<{ Body: CustomerBody }>('/customers', async ({ body }, reply) => {
  const { name, level, phone, ownerId } = body;
  const id = randomUUIDv7();
  const code = `B-${id}`;
  const { searchText, grams } = searchKeys([name], [code]);
  const values = [id, code, name, sortKey(name), level, ownerId, phone, searchText, grams];
  const [made] = await rowsOf<{ createdAt: Date }>(pool, sql.CREATE, values);
  return reply.code(201).send({ id, version: 1, code, ...body, ...made });
});

/** Prices include the tax. */
function priced(line: OrderBody['lines'][number], { unit, price, taxRate }: Product): Record<string, string> {
  const gross = Number(line.quantity) * Number(price);
  const net = (gross / (1 + Number(taxRate) / 100)).toFixed(2);
  return { id: randomUUIDv7(), ...line, unit, price, taxRate, net, tax: (gross - Number(net)).toFixed(2) };
}

const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total + Number(amount), 0).toFixed(2);

app.post<{ Body: OrderBody }>('/orders', async ({ body }, reply) => {
  const products = await rowsOf<Product>(pool, sql.PRODUCTS, [body.lines.map((line) => line.productId)]);
  const lines = body.lines.map((line) =>
    priced(
      line,
      products.find(({ id }) => id === line.productId)!,
    ),
  );
  const column = (name: string): string[] => lines.map((line) => line[name]!);
  const [id, net, tax] = [randomUUIDv7(), sum(column('net')), sum(column('tax'))];
  const gross = sum([net, tax]);
  const columns = ['productId', 'unit', 'quantity', 'price', 'taxRate', 'net', 'tax'].map(column);
  await inTransaction(async (client) => {
    await rowsOf(client, sql.ORDER, [id, body.customerId, body.ownerId, body.warehouseId, gross, net, tax]);
    await rowsOf(client, sql.ORDER_LINES, [id, column('id'), lines.map((_, index) => index + 1), ...columns]);
  });
  return reply.code(201).send({ id, version: 1, status: 'draft', net, tax, gross, lines });
});

app.post<ById>('/deliveries/:id/approve', async ({ params: { id } }) =>
  inTransaction(async (client) => {
    const [delivery] = await rowsOf<{ version: number; warehouse_id: string; date: Date }>(client, sql.DELIVERY, [id]);
    const { version, warehouse_id: warehouseId, date } = delivery!;
    const lines = await rowsOf<DeliveryLine>(client, sql.BALANCES, [id, warehouseId]);
    const column = (name: keyof DeliveryLine): string[] => lines.map((line) => line[name]);
    const quantities = column('base_quantity');
    const balances = await rowsOf<Balance>(client, sql.ISSUE, [column('balance_id'), quantities]);
    const after = lines.map((line) => balances.find((balance) => balance.id === line.balance_id)!);
    await rowsOf(client, sql.LEDGER, [
      ...[warehouseId, date, id, lines.map(() => randomUUIDv7()), column('id'), column('product_id'), quantities],
      ...[after.map(({ cost }) => cost), after.map((one) => one.on_hand), after.map(({ value }) => value)],
    ]);
    await rowsOf(client, sql.DELIVERED, [column('order_line_id'), quantities]);
    await rowsOf(client, sql.SERVED, [column('order_line_id'), quantities]);
    await rowsOf(client, sql.OPENED, [id, column('id'), quantities]);
    const entries = [...column('order_line_id'), ...column('id')];
    const kinds = entries.map((_, index) => (index < lines.length ? 'delivered' : 'total'));
    const both = [...quantities, ...quantities];
    const by = [...column('id'), ...column('id')];
    await rowsOf(client, sql.ENTRIES, [id, entries.map(() => randomUUIDv7()), entries, kinds, both, by]);
    await rowsOf(client, sql.EFFECTIVE, [id]);
    return { id, version: version + 1, status: 'effective', lines };
  }),
);

process.once('SIGTERM', () => void app.close().then(() => pool.end()));
console.log(`Bare at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
