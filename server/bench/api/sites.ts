import { existsSync, readFileSync } from 'node:fs';
import { startBare } from '../bare/start.js';
import { makeBareTables } from '../bare/tables.js';
import { Api } from '../support/client.js';
import { inDatabase } from '../support/in-database.js';
import { startCluster, startServer, type Cluster, type Server } from '../support/product.js';
import { makeCompany, type Company } from './company.js';
import { populationOf } from './customers.js';
import { seedCustomers } from './seed.js';

const SMALL = 'small';
const FEWER = 10_000;
const STARTS = 3;
/** For the connections with which documents are prepared. */
const PREPARING = 8;

/** A database with its customers, and both servers on it. */
export interface Site {
  readonly customers: number;
  readonly databaseUrl: string;
  readonly ours: string;
  readonly bare: string;
}

/** The same company with few and with many customers, in two databases of one PostgreSQL. */
export interface Sites {
  readonly company: Company;
  readonly small: Site;
  readonly large: Site;
  /** How long the product took to listen on the large database, each time. */
  readonly startSeconds: readonly number[];
  /** Resident memory of the product on the large database, in bytes; undefined where the system does not say. */
  memory(): number | undefined;
  stop(): Promise<void>;
}

/** Makes the company once, copies its database, fills both with customers and starts the servers. */
export async function startSites(customers: number): Promise<Sites> {
  const cluster = await startCluster();
  const running: (() => Promise<void>)[] = [() => cluster.stop()];
  const stop = async (): Promise<void> => {
    for (const end of running.reverse()) await end();
  };
  try {
    const { company, env } = await found(cluster);
    running.push(() => company.api.close());
    const smallEnv = { ...cluster.env, DATABASE_URL: at(cluster.databaseUrl, SMALL) };
    await fill(smallEnv.DATABASE_URL, company, Math.min(FEWER, customers));
    await fill(cluster.databaseUrl, company, customers);
    const { large, startSeconds } = await startRepeatedly(env);
    running.push(() => large.stop());
    const small = await startServer(smallEnv);
    running.push(() => small.stop());
    const site = async (server: Server, databaseUrl: string, count: number): Promise<Site> => {
      const bare = await startBare(databaseUrl);
      running.push(() => bare.stop());
      return { customers: count, databaseUrl, ours: server.url, bare: bare.url };
    };
    return {
      ...{ company, startSeconds, stop },
      small: await site(small, smallEnv.DATABASE_URL, Math.min(FEWER, customers)),
      large: await site(large, cluster.databaseUrl, customers),
      memory: () => residentBytes(large.pid),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The company in the cluster's database, and a copy; the product keeps its port, so that sessions go on. */
async function found(cluster: Cluster): Promise<{ company: Company; env: NodeJS.ProcessEnv }> {
  const server = await startServer(cluster.env, { isEmpty: true });
  const company = await makeCompany(new Api(server.url, PREPARING), server.setupToken).finally(() => server.stop());
  const name = new URL(cluster.databaseUrl).pathname.slice(1);
  await inDatabase(at(cluster.databaseUrl, 'template1'), (database) =>
    database.query(`CREATE DATABASE ${SMALL} TEMPLATE ${name}`),
  );
  return { company, env: { ...cluster.env, PORT: new URL(server.url).port } };
}

const at = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function fill(url: string, { owners }: Company, customers: number): Promise<void> {
  const started = performance.now();
  await seedCustomers(url, populationOf(owners, customers));
  await inDatabase(url, makeBareTables);
  console.log(`${customers} customers in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function startRepeatedly(env: NodeJS.ProcessEnv): Promise<{ large: Server; startSeconds: number[] }> {
  const startSeconds: number[] = [];
  for (;;) {
    const large = await startServer(env);
    startSeconds.push(large.startSeconds);
    if (startSeconds.length === STARTS) return { large, startSeconds };
    await large.stop();
  }
}

function residentBytes(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file) ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
