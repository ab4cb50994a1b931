import { Sequencer } from '../../src/kernel/audit/sequencer.js';
import { createDataSource } from '../../src/kernel/db/data-source.js';
import { Db } from '../../src/kernel/db/db.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { pause } from '../support/statements.js';
import { World } from '../support/world.js';

const RUSH_MS = 3000;
const REST_MS = 3000;
/** The lock under which one node seals. */
const SEALING = 7_206_001;

describe('What is committed is sealed', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  test('while others commit without a pause, too', async () => {
    const unitOfWork = world.app.get(UnitOfWork);
    const db = world.app.get(Db);
    const { id } = await world.admin.create('customers', { name: 'Sealed in the rush' });
    const sealed = async (): Promise<boolean> =>
      (await db.one('SELECT 1 FROM change WHERE record_id = $1', [id])) !== undefined;
    const rush = async (until: number): Promise<boolean> => {
      while (Date.now() < until) {
        await unitOfWork.run(() => Promise.resolve());
        if (await sealed()) return true;
      }
      return false;
    };
    expect(await rush(Date.now() + RUSH_MS)).toBe(true);
  });

  test('and at rest it is looked for once a second', async () => {
    let commits = 0;
    await pause(REST_MS / 2);
    world.app.get(UnitOfWork).afterCommit(() => (commits += 1));
    await pause(REST_MS);
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(5);
  });

  test('whoever needs it to be done waits for who is at it', async () => {
    const sequencer = world.app.get(Sequencer);
    const other = await createDataSource(world.databaseUrl, { entities: [], migrations: [] }).initialize();
    const runner = other.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock($1)', [SEALING]);
    await world.admin.create('customers', { name: 'Sealed in its turn' });
    let isDone = false;
    const done = sequencer.drain().then(() => (isDone = true));
    await pause(300);
    expect(isDone).toBe(false);
    await runner.query('SELECT pg_advisory_unlock($1)', [SEALING]);
    await done;
    expect(await world.sqlAsOwner('SELECT seq FROM outbox')).toEqual([]);
    await runner.release();
    await other.destroy();
  });
});
