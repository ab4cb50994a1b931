import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApp, openDataSource } from '../../../src/app.js';
import { Sequencer } from '../../../src/kernel/audit/sequencer.js';
import { Settings } from '../../../src/kernel/config/config.js';
import { pause, Statements } from '../../support/statements.js';
import { Random } from '../../support/random.js';
import { World } from '../../support/world.js';
import { Reader, unaudited } from './reader.js';

const WRITERS = 4;
/** The advisory lock under which one node seals. */
const SEALING = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 7206001
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Several nodes seal what writers commit, and are killed at it again and again, so many times in all. */
export function proveSequencer(suite: string, kills: number): void {
  let world: World;
  let random: Random;
  const others: { app: NestFastifyApplication; dataSource: DataSource }[] = [];
  const acknowledged: string[] = [];
  let reader: Reader;
  const nodes = (): NestFastifyApplication[] => [world.app, ...others.map(({ app }) => app)];

  beforeAll(async () => {
    random = Random.announced(suite);
    world = await World.start();
    reader = new Reader(world);
    await world.app.listen(0, '127.0.0.1');
    for (let count = 0; count < 2; count += 1) {
      const settings = world.app.get(Settings);
      const dataSource = await openDataSource(settings);
      const app = await createApp(settings, dataSource);
      await app.init();
      others.push({ app, dataSource });
    }
  }, 60_000);
  afterAll(async () => {
    for (const { app, dataSource } of others) {
      await app.close();
      if (dataSource.isInitialized) await dataSource.destroy();
    }
    await world?.stop();
  });

  /** Kills whoever seals at this moment; answers whether somebody did. */
  async function kill(): Promise<boolean> {
    const killed = await world.sqlAsOwner(`SELECT pg_terminate_backend(pid) AS done FROM (${SEALING}) s`);
    return killed.some((row) => row['done'] === true);
  }

  async function wrong(): Promise<string[]> {
    await Promise.all(nodes().map((app) => app.get(Sequencer).drain()));
    const [row] = await world.sqlAsOwner(
      `SELECT (SELECT count(*) FROM audit_log) AS acts, (SELECT count(*) FROM change) AS changes,
         (SELECT count(DISTINCT seq) FROM change) AS sealed, (SELECT coalesce(max(position), 0) FROM change) AS last,
         (SELECT count(DISTINCT position) FROM change) AS positions, (SELECT count(*) FROM outbox) AS waiting`,
    );
    const { acts, changes, sealed, last, positions, waiting } = row as Record<string, string>;
    const numbers = [changes, sealed, last, positions].map(Number);
    const isExact = numbers.every((count) => count === Number(acts)) && Number(waiting) === 0;
    return [
      ...(isExact ? [] : [JSON.stringify(row)]),
      ...(await world.verify()).map((one) => JSON.stringify(one)),
      ...(await unaudited(world, acknowledged)),
      ...(await reader.finish()),
    ];
  }

  /** Makes a customer. A connection that sealed may serve a writer by the time it is killed; then the same is sent again. */
  async function write(): Promise<void> {
    const body = { name: `Customer ${random.next()}` };
    const headers = { 'Idempotency-Key': randomUUID() };
    let answer = await world.admin.send('post', 'customers', body, headers);
    while (answer.status === 503) answer = await world.admin.send('post', 'customers', body, headers);
    expect(answer.status).toBe(201);
    acknowledged.push((answer.body as { id: string }).id);
  }

  /** Writers write, nodes seal and a reader follows until `isDone`. */
  async function underWay(isDone: () => boolean, meanwhile: () => Promise<void>): Promise<number> {
    let written = 0;
    const writer = async (): Promise<void> => {
      while (!isDone()) {
        await write();
        written += 1;
      }
    };
    const sealer = async (app: NestFastifyApplication): Promise<void> => {
      while (!isDone())
        await app
          .get(Sequencer)
          .drain()
          .catch(() => pause(5));
    };
    const following = async (): Promise<void> => {
      while (!isDone()) {
        await reader.read();
        await pause(5);
      }
    };
    const writers = Array.from({ length: WRITERS }, writer);
    await Promise.all([...writers, ...nodes().map(sealer), following(), meanwhile()]);
    return written;
  }

  test('each act is in the feed once, at a dense position, in one chain, however often its sealing is killed', async () => {
    let killed = 0;
    const written = await underWay(
      () => killed >= kills,
      async () => {
        while (killed < kills) {
          await pause(random.whole(0, 20));
          if (await kill()) killed += 1;
        }
      },
    );
    expect(written).toBeGreaterThan(0);
    expect(await wrong()).toEqual([]);
  }, 600_000);

  test('a feed with a gap or a repeat is told, and so is an act that is noted twice or not at all', async () => {
    const asReplica = (text: string): Promise<unknown> =>
      world.sqlAsOwner(`SET session_replication_role = replica; ${text}`);
    const told = async (): Promise<string> =>
      [...(await new Reader(world).finish()), ...(await unaudited(world, acknowledged))].join();
    expect(await told()).toBe('');
    const last = '(SELECT max(position) FROM change)';
    await asReplica(`UPDATE change SET position = position + 1 WHERE position = ${last}`);
    expect(await told()).toMatch(/^after position/);
    await asReplica(`UPDATE change SET position = position - 1 WHERE position = ${last}`);
    await asReplica(
      `CREATE TABLE gone AS SELECT * FROM audit_log WHERE record_id = '${acknowledged[0]!}'; DELETE FROM audit_log WHERE record_id = '${acknowledged[0]!}'`,
    );
    expect(await told()).toBe(`${acknowledged[0]!}: 0 acts`);
    await asReplica('INSERT INTO audit_log SELECT * FROM gone; DROP TABLE gone');
    expect(await told()).toBe('');
    expect(await unaudited(world, acknowledged.slice(1))).toEqual([`${acknowledged[0]!}: 1 acts, not acknowledged`]);
  });

  test('without the lock and the keys, nodes that seal together spoil the feed', async () => {
    await world.sqlAsOwner(
      `ALTER TABLE change DROP CONSTRAINT pk_change;
       DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'change'::regclass AND contype = 'u' LOOP
           EXECUTE format('ALTER TABLE change DROP CONSTRAINT %I', name);
         END LOOP;
       END $$`,
    );
    const rewrite = (text: string): string =>
      text.includes('pg_try_advisory_xact_lock') ? 'SELECT true AS taken FROM (SELECT $1::bigint) x' : text;
    const after = (text: string): Promise<void> | undefined => (text.includes('FROM outbox') ? pause(20) : undefined);
    const lines = nodes().map((app) => new Statements(app));
    let isOver = false;
    const run = lines.reduce<() => Promise<unknown>>(
      (inner, line) => () => line.during({ rewrite, after }, inner),
      () =>
        underWay(
          () => isOver,
          async () => {
            await pause(1500);
            isOver = true;
          },
        ),
    );
    await run();
    expect(await wrong()).not.toEqual([]);
  }, 60_000);
}
