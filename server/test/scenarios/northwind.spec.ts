import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { runChains } from '../../bench/northwind/chain.js';
import { proveRun } from '../../bench/northwind/checks.js';
import { Api } from '../../bench/support/client.js';
import { makeCompany, type Company } from '../../bench/northwind/company.js';
import { Figures } from '../../bench/support/figures.js';
import { decimalOfReal, NO_DUMP, northwindFile, parseNorthwind, readNorthwind } from '../../bench/northwind/source.js';
import type { Source, SourceOrder } from '../../bench/northwind/source.js';
import { createApp, migrateDatabase, openDataSource } from '../../src/app.js';
import { Sequencer } from '../../src/kernel/audit/sequencer.js';
import { loadConfig, Settings } from '../../src/kernel/config/config.js';
import { Db } from '../../src/kernel/db/db.js';
import { Verifier } from '../../src/kernel/verify/verifier.js';
import { SetupService } from '../../src/modules/system/setup/setup.service.js';
import { databaseAt, TEMPLATE } from '../support/cluster.js';

const ORDERS = 40;
/** So many of them one after the other, which tells the statements of each act. */
const ALONE = 10;
const CLIENTS = 8;
/** What the fifteen writes of a chain may send, the background apart. */
const STATEMENTS = 247;

test('the reader understands quotes, commas, nothing, and what a short float means', () => {
  expect(['0.150000006', '9.80000019', '14', '123.790001', '0', '263.5'].map(decimalOfReal)).toEqual([
    ...['0.15', '9.8', '14', '123.79', '0', '263.5'],
  ]);
  const table = (name: string, columns: string[]): string =>
    `CREATE TABLE ${name} (\n${columns.map((column) => `    ${column} text NOT NULL`).join(',\n')}\n);\n`;
  const sql = [
    table('categories', ['category_id', 'category_name']),
    table('employees', ['employee_id', 'first_name', 'last_name', 'title', 'reports_to']),
    table('customers', ['customer_id', 'company_name', 'address', 'phone']),
    ...['products', 'orders', 'order_details'].map((name) => table(name, ['order_id'])),
    `INSERT INTO customers VALUES ('A', 'B''s Beverages, Ltd. (''bb'')', NULL, '(1) 2);');\n`,
    `INSERT INTO customers VALUES ('B', '', 'Rua do Paço, 67', 'NULL');\n`,
  ].join('\n');
  expect(parseNorthwind(sql).customers).toMatchObject([
    { id: 'A', name: "B's Beverages, Ltd. ('bb')", address: null, phone: '(1) 2);' },
    { id: 'B', name: '', address: 'Rua do Paço, 67', phone: 'NULL' },
  ]);
});

const file = northwindFile();
const whereData = file ? describe : describe.skip;

whereData(`Northwind${file ? '' : ` (skipped: ${NO_DUMP})`}`, () => {
  const seed = Number(process.env['SEED'] || Math.floor(Math.random() * 2 ** 31));
  let source: Source;
  let orders: SourceOrder[];
  let server: Listening;
  let api: Api;
  let company: Company;
  let database: pg.Client;

  beforeAll(async () => {
    process.stderr.write(`Northwind: SEED=${seed}\n`);
    source = readNorthwind(file!);
    orders = choose(source.orders, ORDERS, seed);
    server = await listen();
    api = new Api(server.url, CLIENTS);
    company = await makeCompany(api, (await server.app.get(SetupService).link())!, source, orders);
    database = new pg.Client(server.databaseUrl);
    await database.connect();
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await api.close();
    await server.stop();
  });

  test('the source is whole', () => {
    const { categories, employees, customers, products } = source;
    const lines = source.orders.flatMap((order) => order.lines);
    expect([categories, employees, customers, products, source.orders, lines].map((all) => all.length)).toEqual([
      ...[8, 9, 91, 77, 830, 2155],
    ]);
  });

  test('orders become money, whoever does it and however many at a time, and the books are those of the source', async () => {
    const db = server.app.get(Db);
    const alone = new Figures(() => db.statements);
    const failures = await runChains(company, orders.slice(0, ALONE), 1, alone);
    const statements = [...alone.fewestStatements()].filter(([act]) => act !== 'whole chain');
    process.stderr.write(`Northwind, statements: ${statements.map(([act, count]) => `${act} ${count}`).join(', ')}\n`);
    failures.push(...(await runChains(company, orders.slice(ALONE), CLIENTS, new Figures())));
    const verify = (): Promise<string[]> => differences(server.app);
    const checks = await proveRun({ company, source, orders, failures, database, verify });
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks.length).toBeGreaterThan(10);
    const writes = statements.filter(([act]) => !act.startsWith('read'));
    expect(writes).toHaveLength(15);
    expect(writes.reduce((total, [, count]) => total + count, 0)).toBeLessThanOrEqual(STATEMENTS);
  }, 240_000);

  test('books that are not those of the source are told', async () => {
    await database.query(`SET session_replication_role = replica;
      UPDATE sales_invoice_line SET net_amount = net_amount + 0.01, gross_amount = gross_amount + 0.01
      WHERE id = (SELECT id FROM sales_invoice_line LIMIT 1);
      UPDATE stock_entry SET status = 'void'`);
    const verify = (): Promise<string[]> => Promise.resolve([]);
    const checks = await proveRun({ company, source, orders, failures: [], database, verify });
    expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual([
      ...['the opening stock is in effect', 'each order is invoiced as in the source'],
    ]);
  });
});

interface Listening {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly databaseUrl: string;
  readonly stop: () => Promise<void>;
}

/** The API on a port of its own, over an empty database without a company. */
async function listen(): Promise<Listening> {
  const cluster = process.env['GUANXI_TEST_CLUSTER']!;
  const name = `northwind_${process.pid}`;
  const asOwner = async (sql: string): Promise<void> => {
    const owner = new pg.Client(cluster);
    await owner.connect();
    await owner.query(sql);
    await owner.end();
  };
  await asOwner(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  const databaseUrl = databaseAt(cluster, name);
  await migrateDatabase(databaseUrl);
  const secret = 'a secret of tests that is long enough 0123456789';
  const config = loadConfig({ DATABASE_URL: databaseUrl, GUANXI_SECRET: secret, LOG_LEVEL: 'error' });
  const settings = new Settings(config, databaseUrl, secret);
  const dataSource: DataSource = await openDataSource(settings);
  const app = await createApp(settings, dataSource);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
    await asOwner(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { app, url: `http://127.0.0.1:${port}`, databaseUrl, stop };
}

/** What `guanxi verify` would print, after everything is sealed. */
async function differences(app: NestFastifyApplication): Promise<string[]> {
  await app.get(Sequencer).drain();
  const report = await app.get(Verifier).run();
  return report.differences.map(
    ({ invariant, where, expected, actual }) => `${invariant} ${where}: ${expected} ${actual}`,
  );
}

/** Some of the orders, in order of their ids; the same ones for the same seed. */
function choose(all: readonly SourceOrder[], count: number, seed: number): SourceOrder[] {
  let state = seed;
  // A linear congruential generator (Numerical Recipes) is random enough to choose by.
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  return all
    .map((order) => ({ order, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ order }) => order)
    .sort((a, b) => Number(a.id) - Number(b.id));
}
