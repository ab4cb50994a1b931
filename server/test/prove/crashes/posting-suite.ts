import { Sequencer } from '../../../src/kernel/audit/sequencer.js';
import { Views } from '../../../src/kernel/audit/views.js';
import { Arena } from '../races/arena.js';
import { changedTables, checksums } from './checksum.js';
import { killAfter, loseAnswer, statementsOf, writes, type Write } from './postings.js';

interface Kill {
  readonly name: string;
  readonly nth: number;
}

/** Kills writes after their n-th statement: for all n, or for so many seeded ones. */
export function provePostings(suite: string, sample?: number): void {
  let arena: Arena;
  let all: Map<string, Write>;
  const kills: Kill[] = [];

  beforeAll(async () => {
    arena = await Arena.open(suite);
    all = await writes(arena);
    await arena.world.app.get(Views).flush();
    await arena.world.app.get(Sequencer).drain();
    for (const [name, write] of all) {
      const statements = await statementsOf(arena, write);
      for (let nth = 1; nth <= statements; nth += 1) kills.push({ name, nth });
    }
  }, 120_000);
  afterAll(() => arena?.world.stop());

  test('a write that is killed after any of its statements has not happened', async () => {
    const chosen = sample === undefined ? kills : arena.random.shuffled(kills).slice(0, sample);
    expect(kills.length).toBeGreaterThan(all.size * 5);
    const wrong: string[] = [];
    for (const { name, nth } of chosen) wrong.push(...(await killAfter(arena, name, all.get(name)!, nth)));
    expect(wrong).toEqual([]);
    expect(await arena.world.verify()).toEqual([]);
  }, 600_000);

  test('a write whose answer is lost has happened once, and the same key tells its answer', async () => {
    const chosen = sample === undefined ? [...all.keys()] : arena.random.shuffled([...all.keys()]).slice(0, sample);
    const wrong: string[] = [];
    for (const name of chosen) wrong.push(...(await loseAnswer(arena, name, all.get(name)!)));
    expect(wrong).toEqual([]);
    expect(await arena.world.verify()).toEqual([]);
  }, 300_000);

  test('a write that is not in one transaction shows', async () => {
    await arena.world.app.get(Sequencer).drain();
    const before = await checksums(arena.world);
    const [row] = await arena.world.sqlAsApp('UPDATE stock_balance SET version = version + 1 RETURNING id');
    expect(row).toBeDefined();
    expect(changedTables(before, await checksums(arena.world))).toEqual(['stock_balance']);
  });
}
