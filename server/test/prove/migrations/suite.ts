import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { entities } from '../../../src/entities.js';
import { createDataSource } from '../../../src/kernel/db/data-source.js';
import { migrate } from '../../../src/kernel/db/migrate.js';
import { migrations } from '../../../src/migrations/index.js';
import { databaseAt, TEMPLATE } from '../../support/cluster.js';
import { Random } from '../../support/random.js';

type Rows = Record<string, unknown>[];

const cluster = (): string => process.env['GUANXI_TEST_CLUSTER']!;

async function asOwner(url: string, ...texts: string[]): Promise<Rows> {
  const owner = await createDataSource(url, { entities: [], migrations: [] }).initialize();
  try {
    let rows: Rows = [];
    for (const text of texts) rows = await owner.query(text);
    return rows;
  } finally {
    await owner.destroy();
  }
}

async function inNewDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const name = `migrated_${randomUUID().replaceAll('-', '')}`;
  await asOwner(cluster(), `CREATE DATABASE ${name} STRATEGY FILE_COPY`);
  try {
    return await work(databaseAt(cluster(), name));
  } finally {
    await asOwner(cluster(), `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** Everything that migrations make: columns, constraints, indexes, functions, triggers, rights, first rows, what ran. */
async function shapeOf(url: string): Promise<Rows> {
  return asOwner(
    url,
    `SELECT 'column' AS kind, table_name || '.' || column_name AS name, concat_ws(' ', data_type, is_nullable, column_default, numeric_precision, numeric_scale) AS detail
       FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT 'function', p.oid::regprocedure::text, md5(prosrc) || prosecdef::text FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
       WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace
     UNION ALL SELECT 'right', relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
     UNION ALL SELECT 'migration', name, timestamp::text FROM migrations
     UNION ALL SELECT 'row', 'security_epoch', value::text FROM security_epoch ORDER BY 1, 2, 3`,
  );
}

/**
 * Lets the n-th command that changes the database kill its own connection. The count is a sequence, which no rollback takes
 * back.
 */
const killAt = (nth: number): string =>
  `CREATE SCHEMA kills; CREATE SEQUENCE kills.commands; CREATE FUNCTION kills.strike() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
     IF nextval('kills.commands') = ${nth} THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
   END $$;
   CREATE EVENT TRIGGER strike ON ddl_command_end EXECUTE FUNCTION kills.strike()`;
const COMMANDS = `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS commands FROM kills.commands`;
const NO_KILLS = 'DROP EVENT TRIGGER strike; DROP SCHEMA kills CASCADE';

async function run(url: string): Promise<string | undefined> {
  const owner = await createDataSource(url, { entities, migrations }).initialize();
  try {
    await migrate(owner);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await owner.destroy().catch(() => undefined);
  }
}

/** Migrations killed at so many of their commands (at all of them where none is said) and run again. */
export function proveMigrations(suite: string, sample?: number): void {
  let random: Random;
  let commands: number;
  let shape: Rows;

  beforeAll(async () => {
    random = Random.announced(suite);
    shape = await shapeOf(databaseAt(cluster(), TEMPLATE));
    commands = await inNewDatabase(async (url) => {
      await asOwner(url, killAt(-1));
      expect(await run(url)).toBeUndefined();
      const [row] = await asOwner(url, COMMANDS);
      return Number(row!['commands']);
    });
  }, 60_000);

  test('killed at any command, migrations run again make the same database', async () => {
    expect(commands).toBeGreaterThan(300);
    const all = Array.from({ length: commands }, (_, index) => index + 1);
    const wrong: string[] = [];
    for (const nth of sample === undefined ? all : random.sample(all, sample)) {
      await inNewDatabase(async (url) => {
        await asOwner(url, killAt(nth));
        const first = await run(url);
        await asOwner(url, NO_KILLS);
        const second = await run(url);
        const made = second === undefined ? await shapeOf(url) : [];
        if (first === undefined) wrong.push(`${nth}: was not killed`);
        if (second !== undefined) wrong.push(`${nth}: ${second}`);
        else if (JSON.stringify(made) !== JSON.stringify(shape)) wrong.push(`${nth}: another database`);
      });
    }
    expect(wrong).toEqual([]);
  }, 3_600_000);

  test('two nodes that start together migrate once', async () => {
    await inNewDatabase(async (url) => {
      expect(await Promise.all([run(url), run(url), run(url)])).toEqual([undefined, undefined, undefined]);
      expect(await shapeOf(url)).toEqual(shape);
    });
  }, 60_000);

  test('statements that are not in one transaction leave half a database, which shows', async () => {
    const text = readFileSync(new URL('../../../src/migrations/0001-tables.sql', import.meta.url), 'utf8');
    const statements = text.split(/;\s*\n/).slice(0, random.whole(5, 50));
    await inNewDatabase(async (url) => {
      await asOwner(url, ...statements);
      expect(await run(url)).toMatch(/already exists/);
    });
  }, 60_000);
}
