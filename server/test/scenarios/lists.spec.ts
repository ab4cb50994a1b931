import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

interface Page {
  items: Shown[];
  nextCursor: string | null;
  total?: number;
  totalIsCapped?: boolean;
}

const COUNT = 1203;
/** Names that a spreadsheet would take for formulas, and how they are written into a file. */
const NAMES = [
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+86 Ltd', "'+86 Ltd"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['Plain, Ltd', '"Plain, Ltd"'],
] as const;

describe('Long lists', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
    const { id } = await admin.create('customers', { name: 'Customer 0' });
    await world.sqlAsApp(
      `INSERT INTO customer SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'code', 'L' || n,
         'name', 'Customer ' || n, 'sort_key', lpad((n / 3)::text, 6, '0'), 'created_at', c.created_at - n * interval '1 s'))).*
       FROM customer c, generate_series(1, $2::int) n WHERE c.id = $1`,
      [id, COUNT - 1],
    );
  });
  afterAll(() => world.stop());

  const pageOf = (query: string): Promise<Page> => admin.get<Page>(`customers?${query}`);

  /** Every page after the other, as a client turns them. */
  async function turn(query: string): Promise<Shown[][]> {
    const pages: Shown[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, nextCursor }: Page = await pageOf(`${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      pages.push(items);
      cursor = nextCursor;
    }
    return pages;
  }

  test.each(['-createdAt', 'createdAt', 'sortKey', '-sortKey'])(
    'sorted by %s, each record comes once, on pages that are full up to the last',
    async (sort) => {
      const pages = await turn(`sort=${sort}&limit=200&fields=code`);
      expect(pages.map((items) => items.length)).toEqual([200, 200, 200, 200, 200, 200, 3]);
      expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(COUNT);
    },
  );

  test('the second page begins after the first, also when records came and went meanwhile', async () => {
    const query = 'sort=-createdAt&limit=2&fields=name';
    const first = await pageOf(query);
    expect(first.items.map(({ name }) => name as string)).toEqual(['Customer 0', 'Customer 1']);
    const newer = await admin.create('customers', { name: 'Newer' });
    const second = await pageOf(`${query}&cursor=${encodeURIComponent(first.nextCursor!)}`);
    expect(second.items.map(({ name }) => name as string)).toEqual(['Customer 2', 'Customer 3']);
    expect((await admin.send('delete', `customers/${newer.id}`, undefined, { 'If-Match': '"1"' })).status).toBe(204);
  });

  test('a last page that is just full has none after it', async () => {
    const pages = await turn('limit=3&code[in]=L1,L2,L3,L4,L5,L6');
    expect(pages.map((items) => items.length)).toEqual([3, 3]);
  });

  test.each([
    ['count=true', { total: 1000, totalIsCapped: true }],
    ['count=exact', { total: COUNT, totalIsCapped: false }],
    ['count=true&code=L7', { total: 1, totalIsCapped: false }],
    ['count=true&code=none', { total: 0, totalIsCapped: false }],
  ])('%s counts %j', async (query, counted) => {
    expect(await pageOf(`limit=1&${query}`)).toMatchObject(counted);
  });

  test('a file holds every row, and nothing in it is a formula', async () => {
    for (const [name] of NAMES) await admin.create('customers', { name });
    const file = await admin.send('get', 'customers?fields=name&sort=-createdAt', undefined, { Accept: 'text/csv' });
    expect(file.headers['content-type']).toContain('text/csv');
    const lines = file.text.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(file.text.charCodeAt(0)).toBe(0xfeff);
    expect(lines).toHaveLength(1 + COUNT + NAMES.length);
    const column = lines[0]!.split(',').indexOf('name');
    const cells = lines.slice(1, 1 + NAMES.length).map((line) => line.split(',').slice(column).join(','));
    expect(cells).toEqual(NAMES.map(([, cell]) => cell).reverse());
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0])).size).toBe(COUNT + NAMES.length);
  });
});
