import { randomUUID } from 'node:crypto';
import { changedTables } from '../../support/checksum.js';
import { killHere, statementsOf } from './killer.js';
import type { Scene } from './scene.js';
import { counting, prepared, send, type Write } from './write.js';

/** Releases by the dozen are each a transaction of their own: what was released before one is killed stays, and is not done twice. */
export function proveReleases(scene: () => Scene, times: number): void {
  const oneOf = (): Promise<Write> => {
    const { arena, plans } = scene();
    return prepared(
      arena,
      plans.find(({ name }) => name === 'release delivery')!,
    );
  };

  /** Kills the second of two releases at a random statement; answers what was not as it must be. */
  async function killSecond(): Promise<string[]> {
    const { arena, watch } = scene();
    const [first, second] = [await oneOf(), await oneOf()];
    const statements = await statementsOf(arena, first);
    const both = { ...first, body: { taskIds: [first, second].flatMap(({ body }) => body['taskIds'] as string[]) } };
    const nth = statements + arena.random.whole(1, statements);
    const killer = counting(arena, (count) => (count === nth ? killHere(arena, watch) : undefined));
    const key = randomUUID();
    const happened = (body: unknown): boolean[] => (body as { items: { ok: boolean }[] }).items.map(({ ok }) => ok);
    const answers = [
      await arena.statements.during(killer, () => send(both, key)),
      // The rest is done now, then nothing is left to do.
      await send(both, key),
    ].map(({ body }) => happened(body).join());
    const before = await watch.sums();
    answers.push(happened((await send(both, key)).body).join());
    const changed = changedTables(before, await watch.sums());
    const said = answers.join(' ');
    const at = `two releases, killed after statement ${nth}`;
    return [
      ...(said === 'true,false true,true true,true' ? [] : [`${at}: ${said}`]),
      ...(changed.length === 0 ? [] : [`${at}, asked once more: ${changed.join(', ')} changed`]),
    ];
  }

  test('of releases by the dozen, those before the one that is killed have happened, once', async () => {
    const wrong: string[] = [];
    for (let time = 0; time < times; time += 1) wrong.push(...(await killSecond()));
    expect(wrong).toEqual([]);
    expect(await scene().arena.world.verify()).toEqual([]);
  }, 120_000);
}
