import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Baseline } from './baseline.js';
import { runChains } from './chain.js';
import { proveRun, type Check } from './checks.js';
import { Api } from '../support/client.js';
import { makeCompany, type Company } from './company.js';
import { Figures } from '../support/figures.js';
import { startProduct, type Product } from '../support/product.js';
import { processorTimes, type ProcessorTimes } from '../support/processor.js';
import { NO_DUMP, northwindFile, readNorthwind, type SourceOrder } from './source.js';
import { COUNTING, countedStatements, startCounting } from './statements.js';

export const HELP = `northwind [--orders n] [--clients n] [--statements]

  The orders of a trading company, from the quotation to the money, over the public API of the built server.
  --orders n      only the first n orders of the source (default: all)
  --clients n     so many orders at a time (default: 8)
  --statements    also count the statements in PostgreSQL, which costs a little time`;

interface Options {
  readonly orders: number;
  readonly clients: number;
  readonly statements: boolean;
}

function optionsOf(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      orders: { type: 'string', default: '1000000' },
      clients: { type: 'string', default: '8' },
      statements: { type: 'boolean', default: false },
    },
  });
  const [orders, clients] = [Number(values.orders), Number(values.clients)];
  if (![orders, clients].every((value) => Number.isInteger(value) && value > 0))
    throw new Error('--orders and --clients take whole numbers from 1');
  return { orders, clients, statements: values.statements };
}

/** Runs the measurement; answers whether everything was as it must be. */
export async function northwind(words: string[]): Promise<boolean> {
  const options = optionsOf(words);
  const file = northwindFile();
  if (!file) {
    console.log(`Not measured: ${NO_DUMP}; GUANXI_DATA names another folder.`);
    return false;
  }
  const product = await startProduct(options.statements ? COUNTING : {});
  const database = new pg.Client(product.databaseUrl);
  await database.connect();
  try {
    return await measure(product, database, file, options);
  } finally {
    await database.end();
    await product.stop();
  }
}

async function measure(product: Product, database: pg.Client, file: string, options: Options): Promise<boolean> {
  const source = readNorthwind(file);
  const orders = source.orders.slice(0, options.orders);
  const api = new Api(product.url, options.clients);
  const [processor] = cpus();
  console.log(`${cpus().length} × ${processor?.model}; client, server and PostgreSQL on this machine`);
  console.log(`${orders.length} orders by ${options.clients} clients`);
  const company = await makeCompany(api, product.setupToken, source, orders);
  const baseline = await Baseline.start(product.databaseUrl, database, company);
  try {
    await baseline.measure();
    const { failures, chainsPerSecond } = await runOrders({ product, database, company, orders }, options);
    await baseline.measure();
    const verify = async (): Promise<string[]> => {
      const { ok, output } = await product.verify();
      console.log(`\n${output.trimEnd()}`);
      return ok ? [] : output.trimEnd().split('\n');
    };
    const checks = await proveRun({ company, source, orders, failures, database, verify });
    return print([...checks, baseline.check(chainsPerSecond)]);
  } finally {
    await baseline.stop();
    await api.close();
  }
}

interface Scene {
  readonly product: Product;
  readonly database: pg.Client;
  readonly company: Company;
  readonly orders: readonly SourceOrder[];
}

/** Runs the chains and prints their figures. */
async function runOrders(
  { product, database, company, orders }: Scene,
  options: Options,
): Promise<{ failures: string[]; chainsPerSecond: number }> {
  if (options.statements) await startCounting(database);
  const before = await databaseCounters(database);
  const busyBefore = await processorTimes(product.pid, database);
  const figures = new Figures();
  const started = performance.now();
  const failures = await runChains(company, orders, options.clients, figures);
  const seconds = (performance.now() - started) / 1000;
  const busyAfter = await processorTimes(product.pid, database);
  const after = await databaseCounters(database);
  const counted = options.statements ? await countedStatements(database, orders.length) : [];
  const chains = orders.length - failures.length;
  printFigures(figures, chains, seconds, after.deadlocks - before.deadlocks);
  if (busyBefore && busyAfter) console.log(busyPerChain(busyBefore, busyAfter, orders.length));
  counted.forEach((line) => console.log(line));
  return { failures, chainsPerSecond: chains / seconds };
}

function printFigures(figures: Figures, chains: number, seconds: number, deadlocks: number): void {
  const writes = figures.count((act) => act !== 'whole chain' && !act.startsWith('read'));
  console.log(`\n${seconds.toFixed(1)} s: ${(chains / seconds).toFixed(2)} chains per second`);
  console.log(`${(writes / seconds).toFixed(1)} writes per second, ${(writes / chains).toFixed(1)} per chain`);
  console.log(`${deadlocks} deadlocks in PostgreSQL\n`);
  figures.lines().forEach((line) => console.log(line));
}

function busyPerChain(before: ProcessorTimes, after: ProcessorTimes, chains: number): string {
  const of = (part: keyof ProcessorTimes): string => `${part} ${((after[part] - before[part]) / chains).toFixed(1)}`;
  return `\nms of processor per chain: ${of('client')}, ${of('server')}, ${of('postgres')}`;
}

async function databaseCounters(database: pg.Client): Promise<{ deadlocks: number }> {
  const { rows } = await database.query<{ deadlocks: number }>(
    'SELECT sum(deadlocks)::int AS deadlocks FROM pg_stat_database',
  );
  return rows[0]!;
}

function print(checks: readonly Check[]): boolean {
  console.log('');
  for (const { name, ok, found } of checks) console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(44)} ${found}`);
  return checks.every((check) => check.ok);
}
