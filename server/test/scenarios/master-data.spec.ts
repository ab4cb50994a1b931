import { World } from '../support/world.js';
import type { Actor, Shown } from '../support/actor.js';

interface Page {
  items: Shown[];
}

describe('Master data', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const PRODUCTS = 'inventory/products';
  const aProduct = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{
      code: 'KB-01',
      name: '机械键盘',
      nameEn: 'Mechanical keyboard',
      unit: 'pc',
      taxRate: '13',
      salePrice: '399',
      barcode: '6901234567892',
    },
    units: [{ unit: 'box', numerator: '12', denominator: '1' }],
    ...input,
  });
  const version = (record: Pick<Shown, 'version'>): Record<string, string> => ({ 'If-Match': `"${record.version}"` });
  const codesOf = async (path: string): Promise<string[]> =>
    (await admin.get<Page>(path)).items.map((item) => String(item['code']));

  test('a product is made, found by pinyin initials, by its English name and by its barcode', async () => {
    const made = await admin.create(PRODUCTS, aProduct());
    expect(made).toMatchObject({
      version: 1,
      kind: 'goods',
      taxRate: '13',
      salePrice: '399',
      category: null,
      archived: false,
    });
    expect(made['units']).toEqual([{ unit: 'box', numerator: '12', denominator: '1' }]);
    for (const q of ['jxjp', 'jianpan', '键盘', 'mechanical', '567892'])
      expect(await codesOf(`${PRODUCTS}?q=${encodeURIComponent(q)}`)).toEqual(['KB-01']);
    expect(await codesOf(`${PRODUCTS}?q=zzz`)).toEqual([]);
  });

  test('a change needs the version that was read', async () => {
    const made = await admin.create(PRODUCTS, aProduct({ code: 'MS-01', name: '鼠标', barcode: null }));
    const missing = await admin.send('patch', `${PRODUCTS}/${made.id}`, { name: '无线鼠标' });
    expect([missing.status, missing.body.code]).toEqual([428, 'record.precondition']);
    const changed = await admin.change(PRODUCTS, made, { name: '无线鼠标', salePrice: null });
    expect(changed).toMatchObject({ version: 2, name: '无线鼠标', salePrice: null });
    const stale = await admin.send('patch', `${PRODUCTS}/${made.id}`, { name: '另一个' }, version(made));
    expect([stale.status, stale.body.code]).toEqual([412, 'record.stale']);
  });

  test('entries that cannot be are named one by one', async () => {
    const unknown = await admin.send('post', PRODUCTS, aProduct({ code: 'X', colour: 'red' }));
    expect([unknown.status, unknown.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/colour', code: 'unknown' })],
    ]);
    const units = [
      { unit: 'box', numerator: '12', denominator: '1' },
      { unit: 'pc', numerator: '2', denominator: '1' },
    ];
    const wrong = await admin.send(
      'post',
      PRODUCTS,
      aProduct({ code: 'X', barcode: null, units: [...units, units[0]!] }),
    );
    expect(wrong.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/units/1/unit',
      '/units/2/unit',
    ]);
    const factor = await admin.send(
      'post',
      PRODUCTS,
      aProduct({ units: [{ unit: 'box', numerator: '0', denominator: '1' }], taxRate: '101' }),
    );
    expect(factor.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/taxRate',
      '/units/0/numerator',
    ]);
    for (const [value, taken] of [
      ['KB-01', { barcode: null }],
      ['6901234567892', { code: 'KB-02' }],
    ] as const) {
      const twice = await admin.send('post', PRODUCTS, aProduct(taken));
      expect([twice.status, twice.body]).toEqual([409, expect.objectContaining({ code: 'record.exists', value })]);
    }
  });

  test('categories form a tree, and what is used can be archived but not deleted', async () => {
    const office = await admin.create('inventory/categories', { code: 'OF', name: '办公设备' });
    const input = await admin.create('inventory/categories', { code: 'IN', name: '输入设备', parentId: office.id });
    expect(input['parent']).toEqual({ id: office.id, name: '办公设备', code: 'OF' });
    const circle = await admin.send(
      'patch',
      `inventory/categories/${office.id}`,
      { parentId: input.id },
      version(office),
    );
    expect([circle.status, circle.body.code]).toEqual([422, 'record.cycle']);
    const made = await admin.create(
      PRODUCTS,
      aProduct({ code: 'TP-01', name: '触控板', barcode: null, categoryId: input.id }),
    );
    expect(made['category']).toMatchObject({ code: 'IN' });
    const used = await admin.send('delete', `inventory/categories/${input.id}`, undefined, version(input));
    expect([used.status, used.body.code]).toEqual([409, 'record.in-use']);
    const archived = await admin.act('inventory/categories', input, 'archive');
    expect(archived['archived']).toBe(true);
    const chosen = await admin.send('post', PRODUCTS, aProduct({ code: 'TP-02', barcode: null, categoryId: input.id }));
    expect([chosen.status, chosen.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.archived', field: 'categoryId' }),
    ]);
    // What chose it before keeps it through other changes.
    expect(await admin.change(PRODUCTS, made, { note: '促销' })).toMatchObject({
      note: '促销',
      category: { code: 'IN' },
    });
    expect(await codesOf('inventory/categories?archived=false')).toEqual(['OF']);
    expect((await admin.act('inventory/categories', archived, 'restore'))['archived']).toBe(false);
  });

  test('unit and negative stock stay as they are once there is stock', async () => {
    const warehouse = await admin.create('inventory/warehouses', {
      code: 'SH',
      name: '上海仓',
      keeperId: world.second.id,
    });
    expect(warehouse).toMatchObject({
      negativeAllowed: false,
      keeper: { name: 'Wang Liqun' },
      company: { name: 'Yunqi Trading' },
    });
    const product = await admin.create(PRODUCTS, aProduct({ code: 'CB-01', name: '网线', barcode: null }));
    const before = await admin.change(PRODUCTS, product, { unit: 'm', units: [] });
    expect(before).toMatchObject({ unit: 'm', units: [] });
    await world.sqlAsApp(
      `WITH moved AS (INSERT INTO stock_ledger (id, warehouse_id, product_id, at, date, quantity, value, balance_after, value_after, document_type, document_id, document_line_id)
         VALUES (gen_random_uuid(), $1, $2, now(), current_date, 1, 1, 1, 1, 'stock-entry', gen_random_uuid(), gen_random_uuid()))
       INSERT INTO stock_balance (id, warehouse_id, product_id, on_hand, reserved, value, negative_allowed, version, updated_at)
       VALUES (gen_random_uuid(), $1, $2, 1, 0, 1, false, 1, now())`,
      [warehouse.id, product.id],
    );
    const unit = await admin.send('patch', `${PRODUCTS}/${product.id}`, { unit: 'pc' }, version(before));
    expect([unit.status, unit.body.code]).toEqual([409, 'record.in-use']);
    expect(
      await admin.change(PRODUCTS, before, { units: [{ unit: 'roll', numerator: '100', denominator: '1' }] }),
    ).toMatchObject({ version: 3 });
    const negative = await admin.send(
      'patch',
      `inventory/warehouses/${warehouse.id}`,
      { negativeAllowed: true },
      version(warehouse),
    );
    expect([negative.status, negative.body.code]).toEqual([409, 'record.in-use']);
  });

  test('a role without the permission is refused, a role with a hidden price neither sees nor filters by it', async () => {
    const role = await admin.create('system/roles', {
      ...{
        name: 'Stock clerk',
        permissions: ['inventory.product.read', 'inventory.product.update', 'system.team.read'],
      },
      fieldRules: { product: { purchasePrice: 'hidden', salePrice: 'read-only' } },
    });
    const clerk = await world.colleague('Sun Qian', { roleIds: [role.id] });
    const denied = await clerk.send('post', PRODUCTS, aProduct({ code: 'NO' }));
    expect([denied.status, denied.body]).toEqual([
      403,
      expect.objectContaining({ code: 'access.denied', permission: 'inventory.product.create' }),
    ]);
    expect((await clerk.send('get', 'inventory/categories')).status).toBe(403);
    const [seen] = (await clerk.get<Page>(`${PRODUCTS}?code=KB-01`)).items;
    expect(seen).not.toHaveProperty('purchasePrice');
    expect((await clerk.send('get', `${PRODUCTS}?purchasePrice[gt]=1`)).status).toBe(403);
    const readOnly = await clerk.send('patch', `${PRODUCTS}/${seen!.id}`, { salePrice: '1' }, version(seen!));
    expect([readOnly.status, readOnly.body.code]).toEqual([403, 'field.read-only']);
  });

  test('a role keeps what nothing asks for any more, and is given nothing that there is not', async () => {
    const gone = 'sales-orders.delivery.close';
    const role = await admin.create('system/roles', { name: 'Dispatcher', permissions: ['system.team.read'] });
    const give = { permissions: ['system.team.read', gone] };
    expect((await admin.send('patch', `system/roles/${role.id}`, give, version(role))).status).toBe(400);
    await world.sqlAsOwner('UPDATE role SET permissions = $2 WHERE id = $1', [role.id, give.permissions]);
    const more = { permissions: [...give.permissions, 'system.user.read'] };
    const kept = await admin.send('patch', `system/roles/${role.id}`, more, version(role));
    expect([kept.status, kept.body['permissions']]).toEqual([200, more.permissions.sort()]);
  });

  test('an archived role grants nothing and is not handed out; people who left are out at once', async () => {
    const role = await admin.create('system/roles', { name: 'Trainee', permissions: ['system.team.read'] });
    const trainee = await world.colleague('Li Wei', { roleIds: [role.id] });
    expect((await trainee.send('get', 'system/teams')).status).toBe(200);
    await admin.act('system/roles', role, 'archive');
    expect((await trainee.send('get', 'system/teams')).status).toBe(403);
    const given = await admin.send('post', 'system/users', { name: 'Wu Di', login: 'wudi', roleIds: [role.id] });
    expect([given.status, given.body.code]).toEqual([422, 'record.archived']);
    await admin.act('system/users', await admin.get(`system/users/${trainee.id}`), 'archive');
    expect((await trainee.send('get', 'auth/me')).status).toBe(401);
    const team = await admin.send('post', 'system/teams', { name: 'East', leaderId: trainee.id });
    expect([team.status, team.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.archived', field: 'leaderId' }),
    ]);
    const self = await admin.send('post', `system/users/${admin.id}/archive`, {}, { 'If-Match': '*' });
    expect(self.status).toBe(422);
    const builtIn = (await admin.get<Page>('system/roles?builtIn=true')).items[0]!;
    expect((await admin.refused(409, 'system/roles', builtIn, 'archive'))['code']).toBe('record.in-use');
  });

  test('nobody hands out more than they hold, neither by a role nor by a link', async () => {
    const permissions = ['system.user.read', 'system.user.create', 'system.user.update'];
    const personnel = await admin.create('system/roles', { name: 'Personnel', permissions });
    const stronger = await admin.create('system/roles', { name: 'Auditor', permissions: ['system.audit-log.read'] });
    const he = await world.colleague('He Lin', { roleIds: [personnel.id] });
    const self = await he.get(`system/users/${he.id}`);
    const raised = await he.send(
      'patch',
      `system/users/${he.id}`,
      { roleIds: [personnel.id, stronger.id] },
      version(self),
    );
    expect([raised.status, raised.body]).toEqual([
      403,
      expect.objectContaining({ permission: 'system.audit-log.read' }),
    ]);
    expect((await he.send('post', `system/users/${admin.id}/link`)).status).toBe(403);
    const junior = await he.create('system/users', { name: 'Ma Chao', login: 'machao', roleIds: [personnel.id] });
    expect((await he.send('post', `system/users/${junior.id}/link`)).status).toBe(200);
    await admin.act('system/users', junior, 'deactivate');
    const useless = await he.send('post', `system/users/${junior.id}/link`);
    expect([useless.status, useless.body.code]).toEqual([409, 'user.inactive']);
  });

  test('what happened to a record and what was said about it is on its timeline', async () => {
    const [product] = (await admin.get<Page>(`${PRODUCTS}?code=KB-01`)).items;
    await admin.create(`${PRODUCTS}/${product!.id}/comments`, { text: '新包装下月到货' });
    const { items } = await admin.get<{ items: { action: string; text: string | null }[] }>(
      `${PRODUCTS}/${product!.id}/timeline`,
    );
    expect(items.map((item) => item.text ?? item.action)).toEqual(['新包装下月到货', 'create']);
  });

  test('the chain of everything done here is whole', async () => {
    const verify = await world.verify();
    expect(verify.filter((difference) => difference.invariant === 'U1')).toEqual([]);
  });
});
