import { JwtService } from '@nestjs/jwt';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clearing } from '../../../src/kernel/clearing/clearing.js';
import type { Actor } from '../../support/actor.js';
import { changedTables, LOGS, RowWatch } from '../../support/checksum.js';
import { Arena } from '../races/arena.js';
import { Killer, loseAnswer, statementsOf, writes, type Kill, type Write } from './postings.js';

/** All kills take longer than an access token lasts. */
const PATIENCE = 1_800_000;

/** Kills writes after their n-th statement: for all n, or for so many seeded ones. */
export function provePostings(suite: string, sample?: number): void {
  let arena: Arena;
  let watch: RowWatch;
  let all: Map<string, Write>;
  const kills: Kill[] = [];

  beforeAll(async () => {
    arena = await Arena.open(suite);
    for (const actor of [arena.world.admin, arena.world.second]) await lasting(arena.world.app, actor);
    all = await writes(arena);
    // What clears away what has ended would change rows between two looks; fast series are numbered past the transaction.
    await arena.world.app.get(Clearing).onApplicationShutdown();
    watch = await RowWatch.over(arena.world, [...LOGS, 'numbering_counter']);
    for (const [name, write] of all) {
      const statements = await statementsOf(arena, write);
      for (let nth = 1; nth <= statements; nth += 1) kills.push({ name, nth });
    }
  }, 120_000);
  afterAll(async () => {
    await watch?.close();
    await arena?.world.stop();
  });

  test(
    'a write that is killed after any of its statements has not happened',
    async () => {
      const chosen = sample === undefined ? kills : arena.random.shuffled(kills).slice(0, sample);
      expect(kills.length).toBeGreaterThan(all.size * 5);
      const wrong: string[] = [];
      const killer = await Killer.over(arena, watch);
      for (const kill of chosen) wrong.push(...(await killer.kill(all.get(kill.name)!, kill)));
      expect(wrong).toEqual([]);
      expect(await arena.world.verify()).toEqual([]);
    },
    PATIENCE,
  );

  test('a write whose answer is lost has happened once, and the same key tells its answer', async () => {
    const chosen = sample === undefined ? [...all.keys()] : arena.random.shuffled([...all.keys()]).slice(0, sample);
    const wrong: string[] = [];
    for (const name of chosen) wrong.push(...(await loseAnswer(arena, watch, name, all.get(name)!)));
    expect(wrong).toEqual([]);
    expect(await arena.world.verify()).toEqual([]);
  }, 300_000);

  test('a write that is not in one transaction shows', async () => {
    const before = await watch.sums();
    const [row] = await arena.world.sqlAsApp('UPDATE stock_balance SET version = version + 1 RETURNING id');
    expect(row).toBeDefined();
    expect(changedTables(before, await watch.sums())).toEqual(['stock_balance']);
  });
}

/** Gives somebody a token of their session that lasts as long as the suite may. */
async function lasting(app: NestFastifyApplication, actor: Actor): Promise<void> {
  const jwt = app.get(JwtService);
  const { sub, sid } = jwt.decode<{ sub: string; sid: string }>(actor.token!);
  actor.token = await jwt.signAsync({ sub, sid }, { expiresIn: PATIENCE / 1000 });
}
