import { readFileSync } from 'node:fs';
import { migrateDatabase, openDataSource } from '../../src/app.js';
import { loadConfig, Settings } from '../../src/kernel/config/config.js';
import type { DataSource } from '../../src/kernel/db/data-source.js';
import { Db } from '../../src/kernel/db/db.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { Verifier, type Difference } from '../../src/kernel/verify/verifier.js';
import { World } from '../support/world.js';

describe('The database beneath', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  test('is UTF-8 in a fixed locale, with checksums, whatever the system’s', async () => {
    const [made] = await world.sqlAsOwner(
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale, datcollate AS collate,
         current_setting('data_checksums') AS checksums, current_setting('server_version_num')::int / 10000 AS version
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(made).toEqual({
      ...{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', collate: 'C', checksums: 'on', version: 18 },
    });
  });

  test('serves requests as a role that owns nothing, empties nothing and makes nothing', async () => {
    const [who] = await world.sqlAsApp(
      `SELECT current_user AS role, rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls AS "isStrong",
         (SELECT count(*)::int FROM pg_class WHERE pg_get_userbyid(relowner) = current_user) AS owned,
         has_schema_privilege('public', 'CREATE') AS "mayCreate" FROM pg_roles WHERE rolname = current_user`,
    );
    expect(who).toEqual({ role: 'guanxi_app', isStrong: false, owned: 0, mayCreate: false });
    const truncatable = `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND has_table_privilege('guanxi_app', oid, 'TRUNCATE')`;
    expect(await world.sqlAsOwner(truncatable)).toEqual([]);
  });

  test('lets that role put no table of its own before those that its guards read', async () => {
    await expect(world.sqlAsApp('CREATE TEMP TABLE approval (LIKE public.approval)')).rejects.toMatchObject({
      code: '42501',
    });
    const settings = { poolSize: 1 } as Settings['config'];
    const opened = (): Promise<DataSource> =>
      openDataSource(new Settings(settings, world.databaseUrl, 'a secret of tests that is long enough'));
    const [{ name }] = (await world.sqlAsOwner('SELECT current_database() AS name')) as [{ name: string }];
    await world.sqlAsOwner(`GRANT TEMPORARY ON DATABASE ${name} TO PUBLIC`);
    await expect(opened()).rejects.toThrow(`REVOKE CREATE, TEMPORARY ON DATABASE "${name}" FROM PUBLIC`);
    await migrateDatabase(world.databaseUrl);
    await (await opened()).destroy();
  });

  test('keeps of passwords and tokens only what they can be checked with', async () => {
    const users = await world.sqlAsOwner('SELECT password_hash AS hash FROM "user" WHERE password_hash IS NOT NULL');
    expect(users.length).toBeGreaterThan(1);
    for (const { hash } of users) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('plans acts once and by index, what is no act by its values, and the proof of the books like that, too', async () => {
    const db = world.app.get(Db);
    const settings = async (): Promise<unknown> =>
      db.one(`SELECT current_setting('plan_cache_mode') AS mode, current_setting('enable_hashjoin') AS hash,
        current_setting('enable_mergejoin') AS merge, current_setting('enable_seqscan') AS whole`);
    const byIndex = { mode: 'force_generic_plan', hash: 'off', merge: 'off', whole: 'off' };
    const byValues = { mode: 'auto', hash: 'on', merge: 'on', whole: 'on' };
    const inAct = world.app.get(UnitOfWork);
    expect([await settings(), await inAct.run(settings)]).toEqual([byValues, byIndex]);
    const seen: unknown[] = [];
    const check = async (): Promise<Difference[]> => {
      seen.push(await settings());
      return [];
    };
    world.app.get(Verifier).register({ name: 'how the proof is planned', check });
    expect(await world.admin.send('post', 'system/audit-logs/books')).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect([seen, await inAct.run(settings)]).toEqual([[byValues], byIndex]);
  });
});

test('.env.example documents every setting that is read, and no other', () => {
  const read = new Set<string>();
  loadConfig(new Proxy({}, { get: (_, name) => (read.add(String(name)), undefined) }));
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const [ours] = text.split('# --- docker compose only ---');
  expect([...ours!.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name).sort()).toEqual([...read].sort());
});
