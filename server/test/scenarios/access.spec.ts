import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, type Ground } from '../support/factories.js';
import { csvOf } from '../support/csv.js';
import { World } from '../support/world.js';

interface Page {
  items: Shown[];
  total?: number;
}

const CUSTOMERS = 'customers';
const CLAIMS = 'office/expenses';
const SCOPES = ['own', 'subordinates', 'department', 'department-below', 'departments', 'all'] as const;

describe('Who sees whose records', () => {
  let world: World;
  let viewer: Actor;
  let role: Shown;
  /** A customer of each owner, by the owner's name. */
  const customers: Record<string, Shown> = {};
  const claims: Record<string, Shown> = {};
  const people: Record<string, Actor> = {};

  beforeAll(async () => {
    world = await World.start();
    const { admin } = world;
    const sales = await admin.create('system/departments', { code: 'S', name: 'Sales' });
    const east = await admin.create('system/departments', { code: 'E', name: 'Sales East', parentId: sales.id });
    const finance = await admin.create('system/departments', { code: 'F', name: 'Finance' });
    role = await admin.create('system/roles', {
      name: 'Viewer',
      permissions: [
        ...['read', 'create', 'update', 'delete', 'export'].map((action) => `customers.customer.${action}`),
        ...[
          'customers.contact.create',
          'customers.contact.read',
          'sales-orders.quotation.create',
          'sales-orders.quotation.read',
        ],
        ...['read', 'create', 'submit', 'export'].map((action) => `office.expense.${action}`),
      ],
      scopeDepartmentIds: [finance.id],
    });
    viewer = await world.colleague('Viewer', { departmentId: sales.id, roleIds: [role.id] });
    people['Peer'] = await world.colleague('Peer', { departmentId: sales.id });
    people['Junior'] = await world.colleague('Junior', { departmentId: east.id, superiorId: viewer.id });
    people['Trainee'] = await world.colleague('Trainee', { departmentId: finance.id, superiorId: people['Junior'].id });
    people['East'] = await world.colleague('East', { departmentId: east.id });
    people['Clerk'] = await world.colleague('Clerk', { departmentId: finance.id });
    people['Stranger'] = await world.colleague('Stranger');
    people['Viewer'] = viewer;
    for (const [name, person] of Object.entries(people)) {
      customers[name] = await person.create(CUSTOMERS, { name: `Customer of ${name}` });
      claims[name] = await FACTORIES['expense']!({ world } as Ground, person);
    }
  });
  afterAll(() => world.stop());

  const SEEN: Record<(typeof SCOPES)[number], string[]> = {
    own: ['Viewer'],
    subordinates: ['Viewer', 'Junior', 'Trainee'],
    department: ['Viewer', 'Peer'],
    'department-below': ['Viewer', 'Peer', 'Junior', 'East'],
    departments: ['Viewer', 'Trainee', 'Clerk'],
    all: ['Viewer', 'Peer', 'Junior', 'Trainee', 'East', 'Clerk', 'Stranger'],
  };
  const ownerOf = (row: Shown): string => row['owner'].name as string;
  const statusOf = async (...request: Parameters<Actor['send']>): Promise<number> =>
    (await viewer.send(...request)).status;

  async function scopeTo(scope: string): Promise<void> {
    const now = await world.admin.get(`system/roles/${role.id}`);
    await world.admin.change('system/roles', now, { scopes: { customers: scope, office: scope } });
  }

  async function listed(path: string): Promise<string[][]> {
    const plain = await viewer.get<Page>(`${path}?limit=200&count=exact`);
    const exported = await viewer.send('get', path, undefined, { Accept: 'text/csv' });
    const [header, ...rows] = csvOf(exported.text);
    const column = header!.indexOf('owner');
    expect(plain.total).toBe(plain.items.length);
    return [plain.items.map(ownerOf).sort(), rows.map((row) => row[column]!).sort()];
  }

  test.each(SCOPES)(
    'the scope %s holds on lists, exports, counts, search, single reads and references',
    async (scope) => {
      await scopeTo(scope);
      const seen = [...SEEN[scope]].sort();
      for (const path of [CUSTOMERS, CLAIMS]) expect(await listed(path)).toEqual([seen, seen]);
      expect((await viewer.get<Page>(`${CUSTOMERS}?q=customer&limit=200`)).items.map(ownerOf).sort()).toEqual(seen);
      for (const [name, { id }] of Object.entries(customers)) {
        const isSeen = seen.includes(name);
        const one = `${CUSTOMERS}/${id}`;
        const said = { text: 'Hello' };
        expect([name, await statusOf('get', one)]).toEqual([name, isSeen ? 200 : 404]);
        expect([name, await statusOf('get', `${one}/timeline`)]).toEqual([name, isSeen ? 200 : 404]);
        expect([name, await statusOf('post', `${one}/comments`, said)]).toEqual([name, isSeen ? 201 : 404]);
        expect([name, await statusOf('patch', `${one}?dryRun=true`, { note: 'x' }, { 'If-Match': '*' })]).toEqual([
          name,
          isSeen ? 200 : 404,
        ]);
        expect([name, await statusOf('delete', `${one}?dryRun=true`, undefined, { 'If-Match': '*' })]).toEqual([
          name,
          isSeen ? 204 : 404,
        ]);
        const contact = await viewer.send('post', 'customers/contacts?dryRun=true', { customerId: id, name: 'Zhao' });
        expect([name, contact.status, contact.body.field]).toEqual(
          isSeen ? [name, 201, undefined] : [name, 422, 'customerId'],
        );
        const grouped = await viewer.send('post', `${CUSTOMERS}?dryRun=true`, { name: 'Daughter', groupId: id });
        expect([name, grouped.status]).toEqual([name, isSeen ? 201 : 422]);
      }
    },
  );

  test.each(SCOPES)('the scope %s holds for documents and their acts', async (scope) => {
    await scopeTo(scope);
    for (const [name, { id }] of Object.entries(claims)) {
      const isSeen = SEEN[scope].includes(name);
      const one = `${CLAIMS}/${id}`;
      const reads = [one, `${one}/approval`, `${one}/timeline`];
      for (const path of reads) expect([path, await statusOf('get', path)]).toEqual([path, isSeen ? 200 : 404]);
      expect([name, await statusOf('post', `${one}/comments?dryRun=true`, { text: 'x' })]).toEqual([
        name,
        isSeen ? 201 : 404,
      ]);
      expect([name, await statusOf('post', `${one}/submit?dryRun=true`, {}, { 'If-Match': '*' })]).toEqual([
        name,
        isSeen ? 200 : 404,
      ]);
      expect([name, await statusOf('post', `${one}/copy?dryRun=true`, {})]).toEqual([name, isSeen ? 201 : 404]);
    }
  });

  test('a customer out of scope can be put into no document', async () => {
    await scopeTo('own');
    const product = await world.admin.create('inventory/products', {
      code: 'A',
      name: 'A',
      unit: 'pc',
      taxRate: '13',
      salePrice: '1',
    });
    const quote = (name: string): ReturnType<Actor['send']> =>
      viewer.send('post', 'sales-orders/quotations', {
        customerId: customers[name]!.id,
        lines: [{ productId: product.id, quantity: '1' }],
      });
    expect((await quote('Viewer')).status).toBe(201);
    const refused = await quote('Stranger');
    expect([refused.status, refused.body.code, refused.body.field]).toEqual([422, 'record.unknown', 'customerId']);
  });

  test('who is asked to decide may read that document and no other, with no right to read any', async () => {
    const bare = await world.admin.create('system/roles', { name: 'Decides only', permissions: ['system.team.read'] });
    const decider = await world.colleague('Decider', { roleIds: [bare.id] });
    const asker = await world.colleague('Asker', { superiorId: decider.id });
    const draft = await FACTORIES['expense']!({ world } as Ground, asker);
    const one = `${CLAIMS}/${draft.id}`;
    const reads = [one, `${one}/approval`, `${one}/timeline`];
    for (const path of reads) expect([path, (await decider.send('get', path)).status]).toEqual([path, 404]);
    const pending = await asker.act(CLAIMS, draft, 'submit');
    for (const path of reads) expect([path, (await decider.send('get', path)).status]).toEqual([path, 200]);
    expect((await decider.send('post', `${one}/comments`, { text: 'Why?' })).status).toBe(201);
    expect((await decider.send('get', CLAIMS)).status).toBe(403);
    expect((await decider.send('get', `${CLAIMS}/${claims['Stranger']!.id}`)).status).toBe(404);
    expect((await decider.send('patch', one, { purpose: 'x' }, { 'If-Match': '*' })).status).toBe(403);
    await decider.act(CLAIMS, pending, 'approve');
    expect((await decider.send('get', one)).status).toBe(200);
  });

  test('whose turn never came may not read what was decided before', async () => {
    const [first, second] = [await world.colleague('First step'), await world.colleague('Second step')];
    const bare = await world.admin.create('system/roles', { name: 'Reads nothing', permissions: ['system.team.read'] });
    await world.admin.change('system/users', await world.admin.get(`system/users/${second.id}`), {
      roleIds: [bare.id],
    });
    const builtIn = (await world.admin.get<Page>('system/roles')).items.find((one) => one['builtIn'] === true)!;
    const otherAdmin = await world.colleague('Other admin', { roleIds: [builtIn.id] });
    const steps = [first, second].map(({ id }, index) => ({
      ...{ name: `Step ${index + 1}`, mode: 'any' },
      approver: { kind: 'users', userIds: [id] },
    }));
    const flow = await world.admin.create('system/approval-flows', {
      ...{ name: 'Two steps', documentType: 'expense', priority: 90, conditions: [], steps },
    });
    await otherAdmin.act('system/approval-flows', flow, 'activate');
    const pending = await world.admin.act(
      CLAIMS,
      await FACTORIES['expense']!({ world } as Ground, world.admin),
      'submit',
    );
    await first.act(CLAIMS, pending, 'reject', { reason: 'No bill' });
    expect((await first.send('get', `${CLAIMS}/${pending.id}`)).status).toBe(200);
    for (const path of ['', '/timeline', '/approval'])
      expect((await second.send('get', `${CLAIMS}/${pending.id}${path}`)).status).toBe(404);
  });

  test('who may read but not export gets no file, and whoever does is told of by the log', async () => {
    const [read, mayExport] = ['customers.customer.read', 'customers.customer.export'];
    const reads = await world.admin.create('system/roles', { name: 'Reads customers', permissions: [read] });
    const reader = await world.colleague('Reader', { roleIds: [reads.id] });
    const asked = (): ReturnType<Actor['send']> => reader.send('get', CUSTOMERS, undefined, { Accept: 'text/csv' });
    const told = async (): Promise<Shown[]> =>
      (await world.admin.get<Page>(`system/audit-logs?actorId=${reader.id}&action=export`)).items;
    const { status, body } = await asked();
    expect([status, body]).toEqual([403, expect.objectContaining({ code: 'access.denied', permission: mayExport })]);
    expect(await told()).toEqual([]);
    await world.admin.change('system/roles', reads, { permissions: [read, mayExport] });
    expect((await asked()).status).toBe(200);
    expect(await told()).toMatchObject([{ recordType: 'customer', recordId: reader.id }]);
  });

  test('rights of several roles add up, and change at once', async () => {
    await scopeTo('own');
    const wide = await world.admin.create('system/roles', {
      name: 'Wide',
      permissions: ['customers.customer.read'],
      scopes: { customers: 'department' },
    });
    const user = await world.admin.get(`system/users/${viewer.id}`);
    const changed = await world.admin.change('system/users', user, { roleIds: [role.id, wide.id] });
    expect((await viewer.get<Page>(CUSTOMERS)).items.map(ownerOf).sort()).toEqual(['Peer', 'Viewer']);
    await world.admin.change('system/users', changed, { roleIds: [role.id] });
    expect((await viewer.get<Page>(CUSTOMERS)).items.map(ownerOf)).toEqual(['Viewer']);
  });
});
