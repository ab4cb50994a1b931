import { ListRegistry } from '../../src/kernel/lists/list-registry.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { csvOf } from '../support/csv.js';
import { World } from '../support/world.js';

interface Page {
  items: Shown[];
}

const CUSTOMERS = 'customers';
const ENTRIES = 'inventory/stock-entries';

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

  type Rules = Record<string, Record<string, string>>;
  /** Somebody whose role has field rules; `forced` are such as can't be set. */
  async function under(name: string, fieldRules: Rules, forced?: Rules): Promise<Actor> {
    const staff = (await world.admin.get<Page>('system/roles')).items.find(
      (role) => role['builtIn'] !== true && role['name'] === '业务人员',
    )!;
    const made = await world.admin.create('system/roles', {
      name,
      permissions: staff['permissions'],
      scopes: staff['scopes'],
      fieldRules,
    });
    if (forced)
      await world.sqlAsOwner('UPDATE role SET field_rules = $1 WHERE id = $2', [JSON.stringify(forced), made.id]);
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
    expect(await refusal(clerk, `${CUSTOMERS}?phone[contains]=4321`)).toEqual([403, 'field.hidden', 'phone']);
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
    // These fields are told elsewhere, so no rule can be set for them; searching and sorting ask for any rule all the same.
    const rules = { customer: { name: 'hidden' }, 'sales-order': { customerOrderNo: 'masked', amount: 'hidden' } };
    const clerk = await under('Searches', {}, rules);
    for (const query of ['q=Fields', 'sort=sortKey'])
      expect(await refusal(clerk, `${CUSTOMERS}?${query}`)).toEqual([403, 'field.hidden', 'name']);
    expect((await refusal(clerk, 'sales-orders?q=PO-7')).slice(0, 2)).toEqual([403, 'field.hidden']);
    expect((await refusal(admin, 'sales-orders?q=PO-7')).slice(0, 1)).toEqual([200]);
    const writer = await world.colleague('Order writer', { superiorId: clerk.id });
    const order = await writer.act('sales-orders', await FACTORIES['sales-order']!(ground, writer), 'submit');
    const unseen = { number: order['number'], amount: null };
    const { approvals } = await clerk.get<{ approvals: Shown[] }>('inbox');
    expect(approvals.map(({ document }) => document as unknown)).toMatchObject([{ id: order.id, ...unseen }]);
    expect((await clerk.get(`sales-orders/${order.id}/chain`))['nodes']).toMatchObject([unseen]);
    expect((await writer.get(`sales-orders/${order.id}/chain`))['nodes']).toMatchObject([
      { number: order['number'], amount: order['amount'] },
    ]);
  });

  test('rules are for sensitive fields; a rule for another field, or for none, is refused with those that can have one', async () => {
    const role = await world.admin.create('system/roles', { name: 'Rules', permissions: [] });
    const wrong: [Record<string, unknown>, string, RegExp][] = [
      [{ customer: { name: 'hidden' } }, '/fieldRules/customer/name', /creditLimit, phone/],
      [{ customer: { phone: 'hidden', phoen: 'hidden' } }, '/fieldRules/customer/phoen', /creditLimit, phone/],
      [{ spaceship: { phone: 'hidden' } }, '/fieldRules/spaceship/phone', /./],
    ];
    for (const [fieldRules, pointer, detail] of wrong) {
      const { status, body } = await world.admin.send(
        'patch',
        `system/roles/${role.id}`,
        { fieldRules },
        { 'If-Match': '*' },
      );
      expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer, code: 'choice' })]]);
      expect(body.errors[0].detail).toMatch(detail);
    }
    expect((await world.admin.get(`system/roles/${role.id}`))['fieldRules']).toEqual({});
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

  test('a masked figure is masked whole, however long it is', async () => {
    const clerk = await under('Masked figures', {
      customer: { creditLimit: 'masked' },
      'stock-entry': { unitCost: 'masked', cost: 'masked', amount: 'masked' },
    });
    const rich = await world.admin.create(CUSTOMERS, { name: 'Rich Ltd', creditLimit: '123456789.01' });
    expect((await clerk.get(`${CUSTOMERS}/${rich.id}`))['creditLimit']).toBe('****');
    const lines = [{ productId: ground.product.id, quantity: '1', unitCost: '98765432.1' }];
    const entry = await world.admin.create(ENTRIES, { warehouseId: ground.warehouse.id, reason: 'other', lines });
    expect(await clerk.get(`${ENTRIES}/${entry.id}`)).toMatchObject({
      amount: '****',
      lines: [{ unitCost: '****', cost: '****' }],
    });
  });

  test('a read-only field is seen and found by, but not written', async () => {
    const clerk = await under('Read-only', { customer: { creditLimit: 'read-only' } });
    const one = await clerk.get(`${CUSTOMERS}/${customer.id}`);
    expect(Number(one['creditLimit'])).toBe(600000);
    expect((await clerk.get<Page>(`${CUSTOMERS}?creditLimit[gte]=600000&name=Fields%20Ltd`)).items).toHaveLength(1);
    for (const body of [{ creditLimit: '1' }, { creditLimit: null }]) {
      const refused = await clerk.send('patch', `${CUSTOMERS}/${customer.id}`, body, { 'If-Match': '*' });
      expect([refused.status, refused.body.code]).toEqual([403, 'field.read-only']);
    }
  });

  test('what follows a field of another resource follows one that a role can hide', () => {
    const definitions = world.app
      .get(ListRegistry)
      .all()
      .map(({ definition }) => definition);
    const follows = definitions.flatMap((one) =>
      Object.entries(one.follows ?? {}).map(([field, of]) => ({ one, field, of })),
    );
    expect(follows.map(({ one, field }) => `${one.type}.${field}`)).toEqual(['sales-order.creditExcess']);
    for (const { of } of follows)
      expect(definitions.find(({ type }) => type === of.type)?.sensitive).toContain(of.field);
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

  test('a refusal does not tell what the reader may not see either', async () => {
    const { admin } = world;
    const clerk = await under('Cashier', { 'fund-account': { balance: 'hidden' } });
    const cash = await admin.create('system/fund-accounts', {
      ...{ code: 'CASH', name: 'Petty cash', kind: 'cash', currency: 'CNY' },
    });
    const claim = await FACTORIES['expense']!(ground, admin);
    const done = await approved(ground, 'office/expenses', claim);
    const told = async (by: Actor): Promise<unknown> =>
      (await by.refused(409, 'office/expenses', done, 'reimburse', { fundAccountId: cash.id }))['available'];
    expect([await told(clerk), await told(world.second)]).toEqual(['****', '0']);
  });

  test('nor does the refusal to take back that an account may be overdrawn', async () => {
    const { admin, second } = world;
    const role = await admin.create('system/roles', {
      ...{ name: 'Treasurer', permissions: ['read', 'update'].map((right) => `system.fund-account.${right}`) },
      fieldRules: { 'fund-account': { balance: 'masked' } },
    });
    const treasurer = await world.colleague('Treasurer', { roleIds: [role.id] });
    const account = await admin.create('system/fund-accounts', {
      ...{ code: 'OVER', name: 'Overdrawn', kind: 'bank', currency: 'CNY', overdraft: true },
    });
    const claim = await approved(ground, 'office/expenses', await FACTORIES['expense']!(ground, admin));
    await second.act('office/expenses', claim, 'reimburse', { fundAccountId: account.id });
    const path = `system/fund-accounts/${account.id}`;
    const { balance } = await admin.get<{ balance: string }>(path);
    const told = async (by: Actor): Promise<unknown> => {
      const { status, body } = await by.send('patch', `${path}?dryRun=true`, { overdraft: false }, { 'If-Match': '*' });
      return [status, body.code, body['available']];
    };
    expect(balance).toMatch(/^-/);
    expect(await told(admin)).toEqual([409, 'fund.insufficient', balance]);
    expect(await told(treasurer)).toEqual([409, 'fund.insufficient', '****']);
  });
});
