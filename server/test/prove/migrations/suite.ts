import { readFileSync } from 'node:fs';
import { migrations } from '../../../src/migrations/index.js';
import { databaseAt, TEMPLATE } from '../../support/cluster.js';
import { Random } from '../../support/random.js';
import { pause } from '../../support/statements.js';
import { fillFirstVersion } from './books.js';
import { cluster, inNewDatabase, run, withOwner, type Between, type Owner, type Rows } from './databases.js';
import { Strike } from './kills.js';
import { differences, shapeBy, shapeOf } from './shape.js';

/** Migrations killed after each of their statements (each so many of them or fewer where a sample is wanted) and run again. */
export function proveMigrations(suite: string, stride = 1): void {
  let random: Random;
  let shape: Rows;

  beforeAll(async () => {
    random = Random.announced(suite);
    shape = await shapeOf(databaseAt(cluster(), TEMPLATE));
  }, 60_000);

  /**
   * Kills a migration after each of its statements, one kill after the other: each has to leave the database as the last whole
   * migration left it, so that whatever is run again starts from there.
   */
  async function killOften(url: string, owner: Owner): Promise<{ kills: number; wrong: string[] }> {
    const wrong: string[] = [];
    let [kills, nth, done] = [0, random.whole(1, stride), await doneBy(owner)];
    let whole = await shapeBy(owner);
    for (;;) {
      const strike = new Strike(nth);
      const message = await run(url, strike.between);
      if (strike.sent < nth) return { kills, wrong: [...wrong, ...(message ? [message] : [])] };
      kills += 1;
      const [found, before] = [await shapeBy(owner), done];
      done = await doneBy(owner);
      const at = `killed after statement ${nth} with ${done} migrations done`;
      // Who loses its connection while it gives up the lock has done everything.
      if (message === undefined && strike.sent > nth) wrong.push(`${at}: it was not`);
      if (done === before && done < migrations.length)
        wrong.push(...halves(found, whole).map((one) => `${at}: ${one}`));
      nth = (done === before ? nth : strike.before!) + random.whole(1, stride);
      whole = found;
    }
  }

  test('killed after any statement, migrations run again make the same database', async () => {
    await inNewDatabase(async (url) => {
      const { kills, wrong } = await withOwner(url, (owner) => killOften(url, owner));
      expect(wrong).toEqual([]);
      expect(kills).toBeGreaterThan(400 / stride);
      expect(differences(await shapeOf(url), shape)).toEqual([]);
    });
  }, 1_200_000);

  test('killed after any statement in the middle of a company’s books, they make the same of them', async () => {
    await inNewDatabase(async (books) => {
      await fillFirstVersion(books);
      const migrated = await inNewDatabase(async (url) => {
        expect(await run(url)).toBeUndefined();
        return shapeOf(url);
      }, books);
      expect(differences(migrated, shape).filter((one) => !/ rows /.test(one))).toEqual([]);
      const { kills, wrong } = await withOwner(books, (owner) => killOften(books, owner));
      expect(wrong).toEqual([]);
      expect(kills).toBeGreaterThan(200 / stride);
      expect(differences(await shapeOf(books), migrated)).toEqual([]);
    });
  }, 1_200_000);

  test('nodes that start together migrate once', async () => {
    await inNewDatabase(async (url) => {
      expect(await Promise.all([run(url), run(url), run(url)])).toEqual([undefined, undefined, undefined]);
      expect(differences(await shapeOf(url), shape)).toEqual([]);
    });
  }, 60_000);

  test('without their lock, nodes that start together stand in each other’s way', async () => {
    const unlocked: Between = async (text, ask) => {
      const answer = await ask(text.replace('pg_advisory_lock($1)', '$1::bigint'));
      if (/SELECT .* FROM .*migrations/s.test(text)) await pause(300);
      return answer;
    };
    await inNewDatabase(async (url) => {
      const ends = await Promise.all([run(url, unlocked), run(url, unlocked), run(url, unlocked)]);
      expect(ends.filter((message) => message !== undefined).join()).toMatch(/already exists|duplicate key|deadlock/);
    });
  }, 60_000);

  test('statements that are not in one transaction leave half a database, which shows', async () => {
    const text = readFileSync(new URL('../../../src/migrations/0001-tables.sql', import.meta.url), 'utf8');
    const statements = text.split(/;\s*\n/).slice(0, random.whole(5, 50));
    await inNewDatabase(async (url) => {
      const empty = await shapeOf(url);
      await withOwner(url, async (owner) => {
        for (const statement of statements) await owner(statement);
      });
      expect(halves(await shapeOf(url), empty)).not.toEqual([]);
      expect(await run(url)).toMatch(/already exists/);
    });
  }, 60_000);

  test('a database with other rights, or other rows, is another one', async () => {
    await inNewDatabase(
      (url) =>
        withOwner(url, async (owner) => {
          for (const [kind, text] of OTHERWISE) {
            const before = await shapeBy(owner);
            await owner(text);
            expect(differences(await shapeBy(owner), before).join()).toMatch(kind);
          }
        }),
      databaseAt(cluster(), TEMPLATE),
    );
  });
}

const OTHERWISE: readonly (readonly [kind: string, text: string])[] = [
  ['right stock_balance.on_hand', 'REVOKE UPDATE (on_hand) ON stock_balance FROM guanxi_app'],
  ['right refuse', 'REVOKE EXECUTE ON FUNCTION refuse(text, jsonb) FROM PUBLIC'],
  ['right from now on', 'ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE INSERT ON TABLES FROM guanxi_app'],
  ['rows security_epoch', 'UPDATE security_epoch SET value = value + 1'],
];

/** How many migrations a database has behind it. */
async function doneBy(owner: Owner): Promise<number> {
  const [table] = await owner(`SELECT to_regclass('migrations') IS NOT NULL AS is`);
  if (!table!['is']) return 0;
  const [row] = await owner('SELECT count(*)::int AS done FROM migrations');
  return Number(row!['done']);
}

/** What is there that a migration had begun; the table in which migrations are noted is made before any of them. */
const halves = (found: Rows, whole: Rows): string[] =>
  differences(found, whole).filter((one) => !/\b(pk_)?migrations\b|PK_\w+|migrations_id_seq/.test(one));
