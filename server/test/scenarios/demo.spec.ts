import { isCreditCode } from '@guanxi/shared/kernel';
import { DemoService } from '../../src/demo/index.js';
import { ClientOffice } from '../../src/demo/company/clients.js';
import { StoryTeller } from '../../src/demo/story-teller.js';
import { Actor, type Shown } from '../support/actor.js';
import { World } from '../support/world.js';

/** A fill takes some ten seconds on an idle machine. */
const PATIENCE = 300_000;
const DOCUMENTS = [
  ...['quotation', 'sales_order', 'delivery', 'sales_invoice', 'receipt'],
  ...['opening_balance', 'stock_entry', 'stock_issue', 'expense'],
];

/** Another language, another tax, and a currency without fractions. */
const JAPAN = { language: 'en', country: 'JP', timeZone: 'Asia/Tokyo', baseCurrency: 'JPY' };

type Counts = Record<string, number>;

async function countsOf(world: World, table: string): Promise<Counts> {
  const rows = await world.sqlAsOwner(`SELECT status, count(*)::int AS n FROM "${table}" GROUP BY 1`);
  return Object.fromEntries(rows.map((row) => [row['status'], row['n']])) as Counts;
}

/** Every document as people would compare it: number, state, day, party, amount. */
async function documentsOf(world: World): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const table of DOCUMENTS) {
    all.push(
      await world.sqlAsOwner(`SELECT number, status, date, title, amount FROM "${table}" ORDER BY created_at, id`),
    );
  }
  return all;
}

/** A demo company, filled to the end: the set-up answers before that on a slow machine. */
async function startDemo(company: Record<string, unknown> = {}): Promise<World> {
  const world = await World.start({ content: 'demo', ...company });
  const filled = `SELECT count(*)::int FROM audit_log WHERE action = 'fill'`;
  while ((await scalar(world, filled)) === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  return world;
}

const scalar = async (world: World, text: string): Promise<unknown> =>
  Object.values((await world.sqlAsOwner(text))[0]!)[0];

describe('A demo company', () => {
  let world: World;

  beforeAll(async () => {
    world = await startDemo();
  }, PATIENCE);
  afterAll(() => world.stop());

  test('has a barcode on all goods, and on services none', async () => {
    const products = await world.sqlAsOwner('SELECT kind, barcode FROM product');
    for (const { kind, barcode } of products) {
      if (kind === 'service') expect(barcode).toBeNull();
      else expect(barcode).toMatch(/^690\d{10}$/);
    }
  });

  test('is filled once, and its books are right', async () => {
    expect(await world.verify()).toEqual([]);
    expect(await world.app.get(DemoService).fill()).toBe(false);
    expect(await scalar(world, 'SELECT count(*)::int FROM customer')).toBe(60);
    expect(await scalar(world, 'SELECT count(*)::int FROM product')).toBe(45);
  });

  test('leaves companies as they are that are made later', async () => {
    const { items } = await world.admin.get<{ items: Shown[] }>('system/companies');
    const { country, language, timeZone, finalPoolIds, releasePolicy } = items[0]!;
    const like = { country, language, timeZone, finalPoolIds, releasePolicy };
    await world.admin.create('system/companies', { ...like, name: 'Another one' });
    expect(await world.app.get(DemoService).fill()).toBe(false);
  });

  test('has documents in every state', async () => {
    expect(await countsOf(world, 'quotation')).toMatchObject({ draft: 4, pending: 5, rejected: 3, void: 2 });
    const orders = await countsOf(world, 'sales_order');
    expect(orders).toMatchObject({ draft: 3, pending: 4, rejected: 2, void: 2 });
    for (const status of ['effective', 'completed', 'closed']) expect(orders[status]).toBeGreaterThan(0);
    for (const table of ['delivery', 'sales_invoice', 'receipt']) {
      const counts = await countsOf(world, table);
      expect(counts['pending']).toBeGreaterThan(0);
      expect((counts['effective'] ?? 0) + (counts['completed'] ?? 0)).toBeGreaterThan(40);
    }
    expect(await countsOf(world, 'expense')).toMatchObject({ draft: 2, pending: 4, rejected: 2, void: 1 });
    const lines = `SELECT 1 FROM fulfilment f WHERE f.document_id = o.id AND f.delivered`;
    const partly = `SELECT count(*)::int FROM sales_order o WHERE o.status = 'effective' AND EXISTS (${lines} > 0) AND EXISTS (${lines} < f.total)`;
    expect(await scalar(world, partly)).toBeGreaterThan(0);
  });

  test('spreads over the year that ends today', async () => {
    const months = await world.sqlAsOwner(
      `SELECT to_char(date, 'YYYY-MM') AS month, count(*)::int AS n FROM sales_order GROUP BY 1`,
    );
    expect(months.length).toBeGreaterThanOrEqual(11);
    const misnumbered = `SELECT count(*)::int FROM sales_order WHERE number NOT LIKE '%-' || to_char(date, 'YYYYMM') || '-%'`;
    expect(await scalar(world, misnumbered)).toBe(0);
    const days = DOCUMENTS.map((table) => `SELECT date FROM "${table}"`).join(' UNION ALL ');
    expect(await scalar(world, `SELECT max(date) <= (now() AT TIME ZONE 'Asia/Shanghai')::date FROM (${days}) d`)).toBe(
      true,
    );
  });

  test('is the work of many people, and nobody decided about their own', async () => {
    expect(await scalar(world, 'SELECT count(DISTINCT created_by_id)::int FROM sales_order')).toBeGreaterThan(5);
    const deciders = await scalar(world, 'SELECT count(DISTINCT decider_id)::int FROM approval_decision');
    expect(deciders).toBeGreaterThan(3);
    const users = await world.admin.get<{ items: Shown[] }>('system/users');
    expect(users.items.find((user) => user.login === 'zhou')).toMatchObject({
      version: 1,
      name: 'Zhou Min',
      superior: null,
    });
  });

  test('has valid credit codes, and something to do for whoever set it up', async () => {
    const codes = await world.sqlAsOwner('SELECT credit_code AS code FROM customer');
    expect(codes.every(({ code }) => isCreditCode(String(code)))).toBe(true);
    const inbox = await world.admin.get('inbox');
    expect(inbox.approvals.length).toBeGreaterThan(0);
    expect(inbox.due.length).toBeGreaterThan(0);
  });

  test('shows itself as any of its people sees it', async () => {
    const { items } = await world.admin.get<{ items: Shown[] }>('auth/demo-users');
    expect(items).toHaveLength(15);
    const seller = items.find((user) => user.title === '销售工程师')!;
    const answer = await world.admin.send('post', 'auth/demo-sign-in', { userId: seller.id });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeDefined();
    const actor = new Actor(world.app, seller.name as string, seller.id, answer.body.accessToken as string);
    expect(await actor.get('auth/me')).toMatchObject({
      id: seller.id,
      name: seller.name,
      department: seller.department,
    });
    const mine = await actor.get<{ items: Shown[] }>('customers?limit=200');
    expect(mine.items.length).toBeLessThan(60);
    expect(new Set(mine.items.map((customer) => customer.owner.id))).toEqual(new Set([seller.id]));
    const [login] = await world.sqlAsOwner('SELECT reason, user_id FROM login_log ORDER BY id DESC LIMIT 1');
    expect(login).toEqual({ reason: 'demo', user_id: seller.id });
    const unknown = await world.admin.send('post', 'auth/demo-sign-in', {
      userId: '01900000-0000-7000-8000-000000000000',
    });
    expect(unknown.status).toBe(422);
  });

  test(
    'is told the same way again by the same seed',
    async () => {
      const again = await startDemo();
      try {
        expect(await documentsOf(again)).toEqual(await documentsOf(world));
      } finally {
        await again.stop();
      }
    },
    PATIENCE,
  );

  test(
    'speaks English where the company does',
    async () => {
      const english = await startDemo(JAPAN);
      try {
        expect(await english.verify()).toEqual([]);
        expect(await scalar(english, `SELECT count(*)::int FROM customer WHERE name ~ '[\u4e00-\u9fff]'`)).toBe(0);
        // In a currency without cents, too, each line is whole coins.
        expect(await scalar(english, 'SELECT count(*)::int FROM expense_line WHERE amount <> round(amount)')).toBe(0);
        expect(await countsOf(english, 'quotation')).toMatchObject({ draft: 4, pending: 5, rejected: 3, void: 2 });
      } finally {
        await english.stop();
      }
    },
    PATIENCE,
  );
});

describe('An ordinary company', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  test('starts empty, and nobody becomes somebody else', async () => {
    expect(await scalar(world, 'SELECT count(*)::int FROM customer')).toBe(0);
    expect(await world.app.get(DemoService).fill()).toBe(false);
    const users = await world.admin.send('get', 'auth/demo-users');
    expect([users.status, users.body.code]).toEqual([403, 'auth.demo-only']);
    const answer = await world.admin.send('post', 'auth/demo-sign-in', { userId: world.second.id });
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.demo-only']);
  });

  test('would be told another story by another seed', async () => {
    await world.sqlAsOwner('UPDATE company SET demo = true');
    const [demo, teller] = [world.app.get(DemoService), world.app.get(StoryTeller)];
    const clientsOf = async (seed: number): Promise<string[]> => {
      let names: string[] = [];
      teller.tell = async (setting, staff) => {
        names = (await world.app.get(ClientOffice).acquire(setting, staff)).map(({ name }) => name);
        throw new Error('cut');
      };
      await expect(demo.fill(seed)).rejects.toThrow('cut');
      return names;
    };
    const [one, other] = [await clientsOf(1), await clientsOf(2)];
    expect([one.length, other.length]).toEqual([60, 60]);
    expect(one).not.toEqual(other);
  });

  test('would go on with its people if it were a demo company whose filling was cut short', async () => {
    const [demo, teller] = [world.app.get(DemoService), world.app.get(StoryTeller)];
    teller.tell = () => Promise.reject(new Error('cut'));
    await expect(demo.fill()).rejects.toThrow('cut');
    const people = await world.sqlAsOwner('SELECT id, name FROM "user" ORDER BY id');
    expect(people).toHaveLength(15);
    teller.tell = () => Promise.resolve();
    expect(await demo.fill()).toBe(true);
    expect(await world.sqlAsOwner('SELECT id, name FROM "user" ORDER BY id')).toEqual(people);
    expect(await demo.fill()).toBe(false);
    expect(await world.verify()).toEqual([]);
  });
});
