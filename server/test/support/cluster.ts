import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entities } from '../../src/entities.js';
import { createDataSource } from '../../src/kernel/db/data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/db/embedded.js';
import { migrate } from '../../src/kernel/db/migrate.js';
import { migrations } from '../../src/migrations/index.js';
import { build } from './product.js';

let cluster: { postgres: EmbeddedPostgres; folder: string } | undefined;

// Tests may lose their data with the power; nothing else about the server is relaxed.
const RELAXED = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };

export const TEMPLATE = 'guanxi_template';

/** The address of another database of the same cluster. */
export const databaseAt = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

/**
 * One PostgreSQL for the run, with a migrated template that every scenario clones, and the server as it is built, for those
 * that start it as a process.
 */
export async function start(): Promise<void> {
  build('shared', 'server');
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-test-'));
  // The server may run as a user of its own, which must be able to reach the folder.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder, RELAXED);
  cluster = { postgres, folder };
  const server = await createDataSource(postgres.url, { entities: [], migrations: [] }).initialize();
  await server.query(`CREATE DATABASE ${TEMPLATE}`);
  await server.destroy();
  const template = await createDataSource(databaseAt(postgres.url, TEMPLATE), { entities, migrations }).initialize();
  await migrate(template);
  await template.destroy();
  process.env['GUANXI_TEST_CLUSTER'] = postgres.url;
}

export async function stop(): Promise<void> {
  await cluster?.postgres.stop();
  if (cluster) rmSync(cluster.folder, { recursive: true, force: true });
}
