import { randomUUID } from 'node:crypto';
import type { RowWatch } from '../../support/checksum.js';
import { deathsDuring } from './deaths.js';
import { Killer } from './killer.js';
import { byPolicy, type Scene } from './scene.js';
import { broken, endingBy, isUnanswered, prepared, send, type Write } from './write.js';

/** What is struck at each of its changes, in the whole suite; in a sample, the first ones at a few. */
const STRUCK = [
  ...['release delivery', 'submit sales-order', 'create sales-order', 'approve sales-invoice'],
  ...['approve amended sales-order', 'submit covered delivery', 'settle receipt', 'void delivery'],
];
const SAMPLED = 3;
const STRIKES = 3;
/** Each of them changes more rows than this. */
const MANY = 8;

/** What no act changes in its transaction: positions are given behind it, fast series and sessions are counted beside it. */
const APART = ['change', 'numbering_counter', 'session', 'login_log', 'login_attempt', 'migrations'];
const LAST = 1_000_000;

/**
 * Counts each change of a row twice, when it is made and again at the commit, and kills who makes the last one. The count is a
 * sequence, which no rollback takes back; the sleep is for the signal to arrive.
 */
const ARMS = `CREATE SCHEMA strikes; CREATE SEQUENCE strikes.changes;
  CREATE FUNCTION strikes.strike() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    IF nextval('strikes.changes') = ${LAST} THEN PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(10); END IF;
    RETURN NULL;
  END $$;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ('{${APART.join()}}') LOOP
      EXECUTE format('CREATE TRIGGER zz_strike AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION strikes.strike()', name);
      EXECUTE format('CREATE CONSTRAINT TRIGGER zz_strike_late AFTER INSERT OR UPDATE ON %I DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION strikes.strike()', name);
    END LOOP;
  END $$`;
const NO_ARMS = 'DROP SCHEMA strikes CASCADE';

/** Who makes the n-th change from now on dies of it. */
const aim = (watch: RowWatch, nth: number): Promise<unknown> =>
  watch.asOwner(`SELECT setval('strikes.changes', $1, false)`, [LAST - nth + 1]);
/** What follows changes as much as it likes. */
const holdFire = (watch: RowWatch): Promise<unknown> => aim(watch, LAST);

/** How many changes are counted until the transaction of a write would end; nothing of it stays. */
async function changesOf({ arena, watch }: Scene, write: Write): Promise<number> {
  await holdFire(watch);
  const refused = (): Promise<void> => Promise.reject(broken());
  await endingBy(arena, refused, () => send(write, randomUUID()));
  const [row] = await arena.world.sqlAsOwner(`SELECT last_value AS made FROM strikes.changes WHERE is_called`);
  return Number(row?.['made'] ?? 0);
}

/** Strikes a write at its n-th change for each n, until there is no such change and it happens. */
async function strikeOn(killer: Killer, { watch }: Scene, write: Write): Promise<string[]> {
  const wrong: string[] = [];
  for (let nth = 1; ; nth += 1) {
    await aim(watch, nth);
    const answer = await send(write, randomUUID());
    await holdFire(watch);
    if (!isUnanswered(answer)) {
      const end = `${write.name} struck at change ${nth}: answered ${answer.status}`;
      return answer.status < 300 && nth > MANY ? wrong : [...wrong, end];
    }
    wrong.push(...(await killer.judge(`${write.name} struck at change ${nth}`, () => Promise.resolve(answer))));
  }
}

/**
 * Acts are killed in the database, at any of the changes that they make or at their commit, while their statements travel
 * together as ever; so a flight dies midway, with statements before and behind.
 */
export function proveStrikes(scene: () => Scene, sample?: number): void {
  test('a write that is killed at any change of a row, its statements on their way together, has not happened', async () => {
    const { arena, watch, plans } = scene();
    const { world, random } = arena;
    const wrong: string[] = [];
    const strike = async (write: Write, killer: Killer): Promise<string[]> => {
      if (sample === undefined) return strikeOn(killer, scene(), write);
      // Each is counted again at the commit.
      const changes = 2 * (await changesOf(scene(), write));
      expect(changes).toBeGreaterThan(MANY);
      return strikeAt(killer, scene(), write, random.sample(numbers(changes), STRIKES));
    };
    const chosen = sample === undefined ? STRUCK : STRUCK.slice(0, SAMPLED);
    const writes: Write[] = [];
    for (const plan of plans.filter(({ name }) => chosen.includes(name))) writes.push(await prepared(arena, plan));
    expect(writes).toHaveLength(chosen.length);
    await world.sqlAsOwner(ARMS);
    const deaths = await deathsDuring(() =>
      byPolicy(arena, writes, async (write) => {
        wrong.push(...(await strike(write, await Killer.over(arena, watch))));
      }),
    );
    await world.sqlAsOwner(NO_ARMS);
    expect(wrong).toEqual([]);
    // Few strikes may all meet the first or the last of those that travel together.
    const met = deaths.filter(({ answered, skipped }) => (answered > 0 || sample !== undefined) && skipped > 0);
    expect(met).not.toEqual([]);
    expect(await world.verify()).toEqual([]);
  }, 1_200_000);
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

async function strikeAt(killer: Killer, { watch }: Scene, write: Write, chosen: readonly number[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const nth of chosen) {
    await aim(watch, nth);
    const what = `${write.name} struck at change ${nth}`;
    wrong.push(...(await killer.judge(what, () => send(write, randomUUID()))));
  }
  await holdFire(watch);
  return wrong;
}
