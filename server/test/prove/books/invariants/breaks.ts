import type { QueryRunner } from 'typeorm';
import { createDataSource } from '../../../../src/kernel/db/data-source.js';
import type { World } from '../../../support/world.js';
import type { Break } from './break.js';
import { GOODS } from './breaks-of-goods.js';
import { MONEY } from './breaks-of-money.js';
import { CHAINS, PAPERS } from './breaks-of-papers.js';
import { BROKEN } from './invariants.js';

export const BREAKS: readonly Break[] = [...GOODS, ...MONEY, ...PAPERS, ...CHAINS];

/** What is seen of a break, which is taken back afterwards, so that each is seen for itself. */
export async function seenOf(world: World, how: string): Promise<string[]> {
  const owner = await createDataSource(world.databaseUrl, { entities: [], migrations: [] }).initialize();
  const runner = owner.createQueryRunner();
  try {
    await runner.startTransaction();
    await changed(runner, how);
    const rows = (await runner.query(BROKEN)) as { broken: string }[];
    await runner.rollbackTransaction();
    return rows.map(({ broken }) => broken);
  } finally {
    await owner.destroy();
  }
}

async function changed(runner: QueryRunner, how: string): Promise<void> {
  await runner.query('SET LOCAL session_replication_role = replica');
  await runner.query(how);
}
