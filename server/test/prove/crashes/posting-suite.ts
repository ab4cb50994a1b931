import { changedTables } from '../../support/checksum.js';
import { proveControls } from './controls.js';
import { Killer, loseAnswer, statementsOf, type Kill } from './killer.js';
import { proveReleases } from './releases.js';
import { byPolicy, PATIENCE, sceneOf, type Scene } from './scene.js';
import { proveStrikes } from './strikes.js';
import { unplanned } from './writes.js';

/** Kills writes after their n-th statement: for all n of all writes, or for one n of so many seeded ones. */
export function provePostings(suite: string, sample?: number): void {
  let scene: Scene;
  let kills: Kill[];

  beforeAll(async () => {
    scene = await sceneOf(suite, sample);
    const { arena, writes } = scene;
    kills = [];
    await byPolicy(arena, writes, async (write) => {
      const all = Array.from({ length: await statementsOf(arena, write) }, (_, index) => ({ write, nth: index + 1 }));
      kills.push(...(sample === undefined ? all : [arena.random.pick(all)]));
    });
  }, 600_000);
  afterAll(async () => {
    await scene?.watch.close();
    await scene?.arena.world.stop();
  });

  test('every write of the API is killed, or it is said why not', () => {
    expect(unplanned(scene.plans)).toEqual([]);
    const rest = scene.plans.filter(({ name }) => name !== 'approve amended sales-order');
    expect(unplanned(rest.filter(({ name }) => name !== 'close quotation'))).toEqual([
      'POST sales-orders/quotations/{id}/close',
    ]);
  });

  test(
    'a write that is killed after any of its statements has not happened',
    async () => {
      const { arena, watch, plans } = scene;
      if (sample === undefined) expect(kills.length).toBeGreaterThan(plans.length * 5);
      const wrong: string[] = [];
      let killer = await Killer.over(arena, watch);
      const renew = async (): Promise<void> => void (killer = await Killer.over(arena, watch));
      await byPolicy(arena, kills, async (kill) => void wrong.push(...(await killer.kill(kill))), renew);
      expect(wrong).toEqual([]);
      expect(await arena.world.verify()).toEqual([]);
    },
    PATIENCE,
  );

  proveStrikes(() => scene, sample);
  proveReleases(() => scene, sample === undefined ? 20 : 2);

  test('a write whose answer is lost has happened once, and the same key tells its answer', async () => {
    const { arena, watch, writes } = scene;
    const wrong: string[] = [];
    await byPolicy(arena, writes, async (write) => void wrong.push(...(await loseAnswer(arena, watch, write))));
    expect(wrong).toEqual([]);
    expect(await arena.world.verify()).toEqual([]);
  }, 600_000);

  proveControls(() => scene);

  test('a write that is not in one transaction shows', async () => {
    const { arena, watch } = scene;
    const before = await watch.sums();
    const [row] = await arena.world.sqlAsApp('UPDATE stock_balance SET version = version + 1 RETURNING id');
    expect(row).toBeDefined();
    expect(changedTables(before, await watch.sums())).toEqual(['stock_balance']);
  });
}
