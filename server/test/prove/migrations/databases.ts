import { randomUUID } from 'node:crypto';
import { createDataSource, type DataSource } from '../../../src/kernel/db/data-source.js';
import { migrate } from '../../../src/kernel/db/migrate.js';
import { migrations } from '../../../src/migrations/index.js';
import { KILL } from './kills.js';
import { databaseAt } from '../../support/cluster.js';

export type Rows = Record<string, unknown>[];

export const cluster = (): string => process.env['GUANXI_TEST_CLUSTER']!;

/** Runs SQL as the owner. */
export type Owner = (text: string) => Promise<Rows>;

export async function withOwner<T>(url: string, work: (owner: Owner) => Promise<T>): Promise<T> {
  const owner = await createDataSource(url, { entities: [], migrations: [] }).initialize();
  try {
    return await work((text) => owner.query(text));
  } finally {
    await owner.destroy();
  }
}

/** Runs SQL as the owner on a connection of its own. */
export const asOwner = (url: string, text: string): Promise<Rows> => withOwner(url, (owner) => owner(text));

/** Does something in a database of its own: an empty one, or a copy of another. */
export async function inNewDatabase<T>(work: (url: string) => Promise<T>, original?: string): Promise<T> {
  const name = `migrated_${randomUUID().replaceAll('-', '')}`;
  const like = original ? `TEMPLATE ${new URL(original).pathname.slice(1)}` : '';
  await asOwner(cluster(), `CREATE DATABASE ${name} ${like} STRATEGY FILE_COPY`);
  try {
    return await work(databaseAt(cluster(), name));
  } finally {
    await asOwner(cluster(), `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

export type Ask = (text: string) => Promise<unknown>;
/** Stands between a node that migrates and its database. */
export type Between = (text: string, ask: Ask) => Promise<unknown>;

const straight: Between = (text, ask) => ask(text);

/** Migrates as a node does, all of the way or through so many migrations; answers what went wrong, if anything did. */
export async function run(
  url: string,
  between: Between = straight,
  count = migrations.length,
): Promise<string | undefined> {
  const owner = await createDataSource(url, { entities: [], migrations: migrations.slice(0, count) }).initialize();
  standBetween(owner, between);
  try {
    await migrate(owner);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await owner.destroy().catch(() => undefined);
  }
}

function standBetween(owner: DataSource, between: Between): void {
  const create = owner.createQueryRunner.bind(owner);
  owner.createQueryRunner = (...mode) => {
    const runner = create(...mode);
    const query = runner.query.bind(runner);
    runner.query = ((text: string, ...values: unknown[]) =>
      between(text, (asked) =>
        asked === KILL ? query(asked) : query(asked, ...(values as [])),
      )) as typeof runner.query;
    return runner;
  };
}
