import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

type Entries = Record<string, unknown>;
interface Change {
  field: string;
  from?: unknown;
  to?: unknown;
}
const ORDERS = 'sales-orders';

describe('The timeline of a record', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const changesOf = async (path: string, action = 'update'): Promise<Change[]> => {
    const { items } = await admin.get<{ items: Shown[] }>(path);
    return items.filter((item) => item['action'] === action).flatMap((item) => item['changes'] as Change[]);
  };

  test('it is read page by page to its beginning, each entry once', async () => {
    const path = `customers/${ground.customer.id}`;
    const said = Array.from({ length: 7 }, (_, n) => `said ${n}`);
    for (const text of said) await admin.create(`${path}/comments`, { text });
    const told: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
      const page: { items: Shown[]; nextCursor: string | null } = await admin.get(
        `${path}/timeline?limit=3&cursor=${cursor}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      told.push(...page.items.map((item) => (item['text'] ?? item['action']) as string));
      cursor = page.nextCursor;
    }
    expect(told).toEqual([...said.reverse(), 'create']);
  });

  test('what it does not know is refused', async () => {
    const path = `customers/${ground.customer.id}/timeline`;
    for (const [query, code] of [
      ['sort=at', 'request.unknown-parameter'],
      ['limit=0', 'request.bad-parameter'],
      ['cursor=nonsense', 'request.bad-cursor'],
    ] as const) {
      const { status, body } = await admin.send('get', `${path}?${query}`);
      expect([status, body.code]).toEqual([400, code]);
    }
  });

  test('what was changed is told by name: in the record, in its lines, and of several at once', async () => {
    const order = await FACTORIES['sales-order']!(ground, admin);
    const other = await admin.create('inventory/products', { code: 'T-1', name: 'Other', unit: 'pc', taxRate: '13' });
    const lines = [{ productId: other.id, quantity: '1', price: '5', taxRate: '13' }];
    await admin.change(ORDERS, order, { ownerId: world.second.id, lines });
    const team = await admin.create('system/teams', { name: 'Team', leaderId: admin.id, memberIds: [admin.id] });
    await admin.change('system/teams', team, { memberIds: [admin.id, world.second.id] });
    const [zhou, wang] = [
      { id: admin.id, name: 'Zhou Min' },
      { id: world.second.id, name: 'Wang Liqun' },
    ];
    const product = { id: other.id, name: 'Other' };
    for (const path of [`${ORDERS}/${order.id}/timeline`, `system/audit-logs?recordId=${order.id}`]) {
      const changes = await changesOf(path);
      expect(changes).toContainEqual({ field: 'owner', from: zhou, to: wang });
      expect(changes.find(({ field }) => field === 'lines.1.product')?.to).toEqual(product);
    }
    const [members] = await changesOf(`system/audit-logs?recordId=${team.id}`);
    expect(members).toMatchObject({ field: 'memberIds', from: [zhou] });
    expect(members!.to).toEqual(expect.arrayContaining([zhou, wang]));
    const mixed = await admin.get<{ items: Shown[] }>('system/audit-logs?action=create&limit=200');
    const leaders = mixed.items
      .flatMap((item) => item['changes'] as Change[])
      .filter(({ field }) => field === 'leader');
    expect(leaders).toEqual([{ field: 'leader', to: zhou }]);
  });

  test('a setting tells who changed what, and takes comments', async () => {
    const made: [path: string, input: Entries, change: Entries, told: Change[]][] = [
      [
        'system/currencies',
        { code: 'SEK', name: 'Krona', symbol: 'kr', minorUnit: 2, rate: '0.68', rateDate: '2026-01-01' },
        { name: 'Swedish krona' },
        [{ field: 'name', from: 'Krona', to: 'Swedish krona' }],
      ],
      [
        'system/tax-rates',
        { code: 'R9', name: 'Reduced', rate: '9', validFrom: '2026-01-01' },
        { validTo: '2026-12-31' },
        [{ field: 'validTo', from: null, to: '2026-12-31' }],
      ],
      [
        'system/dictionaries',
        { type: 'region', code: 'polar', name: 'Polar' },
        { sortNo: 5 },
        [{ field: 'sortNo', from: expect.any(Number), to: 5 }],
      ],
      [
        'system/teams',
        { name: 'Projects', memberIds: [] },
        { leaderId: world.second.id },
        [{ field: 'leader', from: null, to: { id: world.second.id, name: 'Wang Liqun' } }],
      ],
      [
        'inventory/categories',
        { code: 'K1', name: 'Spindles' },
        { name: 'Drives' },
        [{ field: 'name', from: 'Spindles', to: 'Drives' }],
      ],
    ];
    for (const [path, input, change, told] of made) {
      const record = await admin.create(path, input);
      await admin.change(path, record, change);
      await admin.create(`${path}/${record.id}/comments`, { text: 'as agreed' });
      expect(await changesOf(`${path}/${record.id}/timeline`)).toEqual(told);
      const { items } = await admin.get<{ items: Shown[] }>(`${path}/${record.id}/timeline`);
      expect(items.map((item) => item['action'])).toEqual(['comment', 'update', 'create']);
    }
  });
});
