import { readFileSync } from 'node:fs';
import pg from 'pg';
import { BATCH, insertBatch, populationOf, type Owners } from '../../bench/api/customers.js';
import { Names } from '../../bench/api/names.js';
import { Explained, shapeOf } from '../../bench/support/explained.js';
import type { Statement } from '../../src/kernel/lists/list-sql.js';
import type { Actor } from '../support/actor.js';
import { Statements } from '../support/statements.js';
import { World } from '../support/world.js';

const CUSTOMERS = 10_000;

let world: World;
let statements: Statements;
let people: Map<string, Actor>;
let owners: Owners;

beforeAll(async () => {
  world = await World.start();
  statements = new Statements(world.app);
  const { permissions } = (
    await world.admin.get<{ items: { builtIn: boolean; permissions: string[] }[] }>('system/roles')
  ).items.find((role) => !role.builtIn)!;
  const role = async (scope: string): Promise<string[]> => {
    const input = { name: `Sees ${scope}`, permissions, scopes: { customers: scope } };
    return [(await world.admin.create('system/roles', input)).id];
  };
  const [own, team] = [await role('own'), await role('subordinates')];
  people = new Map([
    ['many', await world.colleague('Sees Many', { roleIds: team })],
    ['few', await world.colleague('Sees Few', { roleIds: own })],
    ['old', await world.colleague('Sees Old', { roleIds: team })],
    ['all', await world.colleague('Sees All')],
  ]);
  owners = await ownersOf();
  const database = await connected();
  for (let batch = 0; batch * BATCH < CUSTOMERS; batch += 1)
    await insertBatch(database, new Names(undefined), populationOf(owners, CUSTOMERS), batch);
  // One of a team has the newest ones, so that its members' first rows end at different times.
  await database.query(
    'UPDATE customer SET owner_id = $1 WHERE id IN (SELECT id FROM customer ORDER BY created_at DESC LIMIT 300)',
    [owners.many[0]],
  );
  await database.query('VACUUM (ANALYZE) customer');
  await database.end();
}, 180_000);
afterAll(() => world.stop());

async function ownersOf(): Promise<Owners> {
  const team = async (name: string, count: number, superiorId: string | null): Promise<string[]> => {
    const ids = [];
    for (let n = 1; n <= count; n += 1)
      ids.push(
        (
          await world.admin.create('system/users', {
            login: `${name}.${n}`,
            name: `${name} ${n}`,
            roleIds: [],
            superiorId,
          })
        ).id,
      );
    return ids;
  };
  const idOf = (name: string): string => people.get(name)!.id;
  return {
    many: await team('many', 20, idOf('many')),
    few: idOf('few'),
    old: await team('old', 3, idOf('old')),
    others: await team('other', 20, null),
  };
}

async function connected(): Promise<pg.Client> {
  const database = new pg.Client(world.databaseUrl);
  await database.connect();
  return database;
}

/** How PostgreSQL runs the statement with which a request reads customers. */
async function shapeAs(name: string, path: string): Promise<string> {
  const sent = await sentFor(name, path);
  const database = await connected();
  const explained = await Explained.on(database);
  const shape = shapeOf(await explained.settled(sent));
  await database.end();
  return shape;
}

/** The statement with which a request reads customers. */
async function sentFor(name: string, path: string): Promise<Statement> {
  const sent: Statement[] = [];
  const rewrite = (text: string, values: readonly unknown[]): string => {
    if (text.includes('FROM "customer" t')) sent.push({ text, values });
    return text;
  };
  await statements.during({ rewrite }, () => people.get(name)!.get(path));
  expect(sent).toHaveLength(1);
  return sent[0]!;
}

/** How often a statement that runs ten times is planned by its values. */
async function plannings(statement: Statement): Promise<number> {
  const database = await connected();
  await Explained.on(database);
  for (let run = 0; run < 10; run += 1)
    await database.query({ name: 'page', text: statement.text, values: [...statement.values] });
  const { rows } = await database.query<{ count: number }>(
    `SELECT custom_plans::int AS count FROM pg_prepared_statements WHERE name = 'page'`,
  );
  await database.end();
  return rows[0]!.count;
}

describe.each(['many', 'few', 'old', 'all'])(`ten thousand customers, for somebody who sees %s`, (name) => {
  test.each(['A', 'C'])('a page of level %s comes from an index', async (level) => {
    const shape = await shapeAs(name, `customers?level=${level}&limit=20`);
    expect(shape).toContain('ix_customer_');
    expect(shape).not.toContain('Seq Scan customer');
  });

  test('a record comes from its key', async () => {
    const { items } = await people.get(name)!.get<{ items: { id: string }[] }>('customers?limit=1');
    expect(await shapeAs(name, `customers/${items[0]!.id}`)).toContain('Index Scan pk_customer');
  });

  test('a search comes from an index', async () => {
    const shape = await shapeAs(name, `customers?q=${encodeURIComponent('沃克')}`);
    expect(shape).toContain('ix_customer_');
    expect(shape).not.toContain('Seq Scan customer');
  });

  // Pages that the first rows fill, that a stretch of time fills, and that only the whole index fills.
  test.each(['公司', '科技', '州', '沃克', 'sh', 'keji', 'woke', 'K-00012', '没有'])(
    'a search for %s finds, page by page and in either order, what the names hold',
    async (q) => {
      for (const sort of ['-createdAt', 'createdAt', 'sortKey']) {
        expect(await found(name, q, sort)).toEqual(await held(name, q, sort));
      }
    },
  );
});

test('a page that is merged by owner is planned once, also where each owner is taken to have very many', async () => {
  const few = async (count: number): Promise<void> => {
    await world.sqlAsOwner(`ALTER TABLE customer ALTER COLUMN owner_id SET (n_distinct = ${count})`);
    await world.sqlAsOwner('ANALYZE customer');
  };
  const page = await sentFor('old', 'customers?level=A&limit=20');
  await few(2);
  // The first five are always planned by their values; from then on PostgreSQL has decided.
  expect(await plannings(page)).toBe(5);
  const limit = `LIMIT $${page.values.length + 1}::bigint`;
  const text = page.text.replaceAll('LIMIT 21', limit).replaceAll(' OFFSET 0', '');
  expect(await plannings({ text, values: [...page.values, 21] })).toBe(10);
  await few(0);
});

test('records from before they were searched by threes and fours get them from their searched text', async () => {
  const database = await connected();
  const sample = `SELECT code, ARRAY(SELECT unnest(grams) ORDER BY 1) AS grams FROM customer WHERE code LIKE 'K-00000%' ORDER BY code`;
  const { rows: before } = await database.query(sample);
  await database.query(
    `UPDATE customer SET grams = ARRAY(SELECT g FROM unnest(grams) g WHERE length(g) < 3) WHERE code LIKE 'K-00000%'`,
  );
  expect((await database.query(sample)).rows).not.toEqual(before);
  await database.query(readFileSync(new URL('../../src/migrations/0017-grams.sql', import.meta.url), 'utf8'));
  expect((await database.query(sample)).rows).toEqual(before);
  await database.end();
});

test('what next to none of the first rows have is not looked for before there were dates', async () => {
  const database = await connected();
  await database.query(`UPDATE customer SET created_at = created_at - interval '10 years' WHERE code < 'K-0009000'`);
  await database.end();
  const table = await people.get('all')!.send('get', 'customers?q=K-0009999', undefined, { Accept: 'text/csv' });
  expect(table.status).toBe(200);
  const codes = [...table.text.matchAll(/K-\d{7}/g)].map(([code]) => code);
  expect(codes).toEqual(await held('all', 'K-0009999', '-createdAt'));
});

/** Codes of what somebody finds, up to five pages. */
async function found(name: string, q: string, sort: string): Promise<string[]> {
  const codes: string[] = [];
  let cursor: string | null = '';
  for (let page = 0; page < 5 && cursor !== null; page += 1) {
    const query = new URLSearchParams({ q, sort, limit: '40', ...(cursor && { cursor }) });
    const answer: { items: { code: string }[]; nextCursor: string | null } = await people
      .get(name)!
      .get(`customers?${query.toString()}`);
    codes.push(...answer.items.map(({ code }) => code));
    cursor = answer.nextCursor;
  }
  return codes;
}

/** The same read off the table. */
async function held(name: string, q: string, sort: string): Promise<string[]> {
  const reports = { many: owners.many, few: [], old: owners.old, all: undefined }[name];
  const database = await connected();
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const column = sort === 'sortKey' ? 'sort_key' : 'created_at';
  const { rows } = await database.query<{ code: string }>(
    `SELECT code FROM customer WHERE search_text LIKE $1 AND ($2::uuid[] IS NULL OR owner_id = ANY($2))
     ORDER BY ${column} ${direction}, id ${direction} LIMIT 200`,
    [`%${q.toLowerCase()}%`, reports && [people.get(name)!.id, ...reports]],
  );
  await database.end();
  return rows.map(({ code }) => code);
}
