import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

interface Page {
  items: Shown[];
  total?: number;
}

const CUSTOMERS = 'customers';
const CLAIMS = 'office/expenses';
const ENTRIES = 'inventory/stock-entries';
const SCOPES = ['own', 'subordinates', 'department', 'department-below', 'departments', 'all'] as const;

/** The rows of an export, without its byte-order mark. */
const csvOf = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

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

describe('Who sees which fields', () => {
  let world: World;
  let ground: Ground;
  let customer: Shown;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    customer = await world.admin.create(CUSTOMERS, {
      name: 'Fields Ltd',
      phone: '13812345678',
      creditLimit: '500000',
      level: 'A',
    });
    await world.admin.change(CUSTOMERS, customer, {
      phone: '13887654321',
      creditLimit: '600000',
      level: 'B',
      website: 'fields.example',
    });
  });
  afterAll(() => world.stop());

  async function under(name: string, fieldRules: Record<string, Record<string, string>>): Promise<Actor> {
    const staff = (await world.admin.get<Page>('system/roles')).items.find(
      (role) => role['builtIn'] !== true && role['name'] === '业务人员',
    )!;
    const made = await world.admin.create('system/roles', {
      name,
      permissions: staff['permissions'],
      scopes: staff['scopes'],
      fieldRules,
    });
    return world.colleague(name, { roleIds: [made.id] });
  }
  const refusal = async (by: Actor, path: string): Promise<unknown[]> => {
    const { status, body } = await by.send('get', path);
    return [status, body.code, body.field];
  };

  test('a hidden field is on no answer, and nothing can be found out by it', async () => {
    const clerk = await under('Hidden', { customer: { phone: 'hidden', creditLimit: 'hidden' } });
    const one = await clerk.get(`${CUSTOMERS}/${customer.id}`);
    const [row] = (await clerk.get<Page>(`${CUSTOMERS}?name=Fields%20Ltd`)).items;
    for (const shown of [one, row!])
      for (const field of ['phone', 'creditLimit']) expect(shown).not.toHaveProperty(field);
    const [header] = csvOf((await clerk.send('get', CUSTOMERS, undefined, { Accept: 'text/csv' })).text);
    expect(header).toEqual(expect.arrayContaining(['name', 'level']));
    expect(header).not.toContain('phone');
    expect(await refusal(clerk, `${CUSTOMERS}?creditLimit[gt]=1`)).toEqual([403, 'field.hidden', 'creditLimit']);
    expect(await refusal(clerk, `${CUSTOMERS}?creditLimit[empty]=false`)).toEqual([403, 'field.hidden', 'creditLimit']);
    expect(await refusal(clerk, `${CUSTOMERS}?fields=name,phone`)).toEqual([403, 'field.hidden', 'phone']);
    expect((await clerk.get<Page>(`${CUSTOMERS}?q=13887654321`)).items).toEqual([]);
    const { items } = await clerk.get<Page>(`${CUSTOMERS}/${customer.id}/timeline`);
    const fields = items.flatMap((item) => (item['changes'] as { field: string }[]).map((change) => change.field));
    expect(fields).toEqual(expect.arrayContaining(['level', 'website']));
    expect(fields).not.toContain('phone');
    expect(fields).not.toContain('creditLimit');
    const write = await clerk.send('patch', `${CUSTOMERS}/${customer.id}`, { phone: '1' }, { 'If-Match': '*' });
    expect([write.status, write.body.code, write.body.field]).toEqual([403, 'field.read-only', 'phone']);
    const create = await clerk.send('post', CUSTOMERS, { name: 'New', creditLimit: '1' });
    expect([create.status, create.body.field]).toEqual([403, 'creditLimit']);
    const changed = await clerk.change(CUSTOMERS, one, { website: 'fields2.example' });
    expect(changed).not.toHaveProperty('phone');
  });

  test('what is hidden is found by no search and no order, and shown by no chain and no inbox', async () => {
    const { admin } = world;
    const clerk = await under('Searches', {
      customer: { name: 'hidden' },
      'sales-order': { customerOrderNo: 'masked', title: 'hidden', number: 'hidden', amount: 'hidden' },
    });
    for (const query of ['q=Fields', 'sort=sortKey'])
      expect(await refusal(clerk, `${CUSTOMERS}?${query}`)).toEqual([403, 'field.hidden', 'name']);
    expect((await refusal(clerk, 'sales-orders?q=PO-7')).slice(0, 2)).toEqual([403, 'field.hidden']);
    expect((await refusal(admin, 'sales-orders?q=PO-7')).slice(0, 1)).toEqual([200]);
    const writer = await world.colleague('Order writer', { superiorId: clerk.id });
    const order = await writer.act('sales-orders', await FACTORIES['sales-order']!(ground, writer), 'submit');
    const unseen = { number: null, title: null, amount: null };
    const { approvals } = await clerk.get<{ approvals: Shown[] }>('inbox');
    expect(approvals.map(({ document }) => document as unknown)).toMatchObject([{ id: order.id, ...unseen }]);
    expect((await clerk.get(`sales-orders/${order.id}/chain`))['nodes']).toMatchObject([unseen]);
    expect((await writer.get(`sales-orders/${order.id}/chain`))['nodes']).toMatchObject([{ number: order['number'] }]);
  });

  test('a masked field keeps its ends, everywhere, and is neither filtered nor written', async () => {
    const clerk = await under('Masked', {
      customer: { phone: 'masked', creditLimit: 'masked' },
      contact: { mobile: 'masked' },
    });
    expect(await clerk.get(`${CUSTOMERS}/${customer.id}`)).toMatchObject({ phone: '138****4321', creditLimit: '****' });
    const [row] = (await clerk.get<Page>(`${CUSTOMERS}?name=Fields%20Ltd&fields=phone`)).items;
    expect(row).toMatchObject({ phone: '138****4321' });
    const text = (await clerk.send('get', `${CUSTOMERS}?name=Fields%20Ltd`, undefined, { Accept: 'text/csv' })).text;
    expect(text).toContain('138****4321');
    expect(text).not.toContain('13887654321');
    for (const query of ['creditLimit=600000', 'creditLimit[gte]=600000&fields=name,creditLimit'])
      expect(await refusal(clerk, `${CUSTOMERS}?${query}`)).toEqual([403, 'field.hidden', 'creditLimit']);
    const { items } = await clerk.get<Page>(`${CUSTOMERS}/${customer.id}/timeline`);
    expect(JSON.stringify(items)).not.toContain('13812345678');
    expect((await clerk.send('patch', `${CUSTOMERS}/${customer.id}`, { phone: '1' }, { 'If-Match': '*' })).status).toBe(
      403,
    );
    await world.admin.create('customers/contacts', {
      customerId: customer.id,
      name: 'Zhao Lei',
      mobile: '13900001111',
    });
    expect((await clerk.get<Page>('customers/contacts')).items).toMatchObject([{ mobile: '139****1111' }]);
    expect(await refusal(clerk, 'customers/contacts?mobile=13900001111')).toEqual([403, 'field.hidden', 'mobile']);
  });

  test('a read-only field is seen and found by, but not written', async () => {
    const clerk = await under('Read-only', { customer: { creditLimit: 'read-only', owner: 'read-only' } });
    const one = await clerk.get(`${CUSTOMERS}/${customer.id}`);
    expect(Number(one['creditLimit'])).toBe(600000);
    expect((await clerk.get<Page>(`${CUSTOMERS}?creditLimit[gte]=600000`)).items).toHaveLength(1);
    for (const body of [{ creditLimit: '1' }, { creditLimit: null }, { ownerId: clerk.id }]) {
      const refused = await clerk.send('patch', `${CUSTOMERS}/${customer.id}`, body, { 'If-Match': '*' });
      expect([refused.status, refused.body.code]).toEqual([403, 'field.read-only']);
    }
  });

  test('the most open of several roles wins, and a role that says nothing leaves the field open', async () => {
    const hidden = await world.admin.create('system/roles', {
      name: 'H',
      permissions: ['customers.customer.read'],
      scopes: { customers: 'all' },
      fieldRules: { customer: { phone: 'hidden' } },
    });
    const masked = await world.admin.create('system/roles', {
      name: 'M',
      permissions: [],
      fieldRules: { customer: { phone: 'masked' } },
    });
    const silent = await world.admin.create('system/roles', { name: 'S', permissions: ['system.team.read'] });
    const phone = async (name: string, ...roles: Shown[]): Promise<unknown> => {
      const by = await world.colleague(name, { roleIds: roles.map((one) => one.id) });
      return (await by.get(`${CUSTOMERS}/${customer.id}`))['phone'];
    };
    expect(await phone('One', hidden)).toBeUndefined();
    expect(await phone('Two', hidden, masked)).toBe('138****4321');
    expect(await phone('Three', hidden, masked, silent)).toBe('13887654321');
  });

  test('who must not see what things cost sees it nowhere', async () => {
    const clerk = await under('No cost', {
      product: { purchasePrice: 'hidden' },
      stock: { value: 'hidden' },
      'stock-ledger': { value: 'hidden', valueAfter: 'hidden' },
      'stock-entry': { unitCost: 'hidden', cost: 'hidden', amount: 'hidden' },
    });
    const priced = await world.admin.change('inventory/products', ground.product, { purchasePrice: '4321' });
    const entry = await world.admin.act(ENTRIES, await FACTORIES['stock-entry']!(ground, world.admin), 'submit');
    const paths = [
      ...[
        'inventory/products',
        `inventory/products/${priced.id}`,
        `inventory/products/${priced.id}/timeline`,
        'inventory/stock',
        'inventory/stock-ledger',
      ],
      ...[ENTRIES, `${ENTRIES}/${entry.id}`, `${ENTRIES}/${entry.id}/timeline`],
    ];
    for (const path of paths) {
      const { status, text } = await clerk.send('get', path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, /purchasePrice|"value|unitCost|"cost"|4321|400000/.exec(text)?.[0]]).toEqual([path, undefined]);
      if (path.includes(priced.id) || path.includes(entry.id)) continue;
      const csv = (await clerk.send('get', path, undefined, { Accept: 'text/csv' })).text;
      expect([path, /purchasePrice|value|cost|amount|4321|400000/i.exec(csv)?.[0]]).toEqual([path, undefined]);
    }
    expect((await clerk.get<Page>(ENTRIES)).items[0]).not.toHaveProperty('amount');
    expect(await refusal(clerk, 'inventory/products?purchasePrice[gt]=1')).toEqual([
      403,
      'field.hidden',
      'purchasePrice',
    ]);
    expect(await refusal(clerk, `${ENTRIES}?amount[gt]=1`)).toEqual([403, 'field.hidden', 'amount']);
    expect(
      (await clerk.send('patch', `inventory/products/${priced.id}`, { purchasePrice: '1' }, { 'If-Match': '*' }))
        .status,
    ).toBe(403);
  });
});
