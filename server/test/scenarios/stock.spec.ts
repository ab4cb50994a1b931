import type { Actor, Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const ENTRIES = 'inventory/stock-entries';
const ISSUES = 'inventory/stock-issues';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';

type Body = Record<string, unknown>;

describe('What lies in the warehouse, and what it cost', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  let made = 0;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const aProduct = (extra: Body = {}): Promise<Shown> =>
    admin.create('inventory/products', {
      ...{ code: `P-${(made += 1)}`, name: 'Bearing', unit: 'kg', taxRate: '13', salePrice: '10' },
      ...extra,
    });
  const move = async (path: string, reason: string, line: Body): Promise<Shown> =>
    approved(ground, path, await admin.create(path, { warehouseId: ground.warehouse.id, reason, lines: [line] }));
  const enter = ({ id }: Shown, quantity: string, unitCost: string, extra: Body = {}): Promise<Shown> =>
    move(ENTRIES, 'opening', { productId: id, quantity, unitCost, ...extra });
  const issue = ({ id }: Shown, quantity: string): Promise<Shown> => move(ISSUES, 'used', { productId: id, quantity });
  const stockOf = async ({ id }: Shown): Promise<[string, string]> => {
    const { items } = await admin.get<{ items: Shown[] }>(`inventory/stock?productId=${id}`);
    return [items[0]!['onHand'] as string, items[0]!['value'] as string];
  };
  const undo = (path: string, { id }: Shown): ReturnType<Actor['send']> =>
    admin.send('post', `${path}/${id}/void`, { reason: 'Mistake' }, { 'If-Match': '*' });

  test('goods go out at the moving average, and a void takes back exactly what was posted', async () => {
    const product = await aProduct();
    const dear = [await enter(product, '10', '4'), await enter(product, '30', '6')][1]!;
    expect(await stockOf(product)).toEqual(['40', '220']);
    const out = await issue(product, '8');
    expect(await stockOf(product)).toEqual(['32', '176']);
    const late = await enter(product, '8', '9.5');
    expect(await stockOf(product)).toEqual(['40', '252']);
    // The issue took 44, whatever the average is by now.
    expect((await undo(ISSUES, out)).body).toMatchObject({ status: 'void', number: out['number'] });
    expect(await stockOf(product)).toEqual(['48', '296']);
    expect((await undo(ENTRIES, late)).body).toMatchObject({ status: 'void' });
    expect((await undo(ENTRIES, dear)).body).toMatchObject({ status: 'void' });
    expect(await stockOf(product)).toEqual(['10', '40']);
    expect((await undo(ENTRIES, dear)).body).toMatchObject({ code: 'document.state' });
    expect(await world.verify()).toEqual([]);
  });

  test('what has gone out again cannot be taken back', async () => {
    const product = await aProduct();
    const entry = await enter(product, '5', '2');
    await issue(product, '3');
    expect((await undo(ENTRIES, entry)).body).toMatchObject({
      code: 'stock.insufficient',
      available: '2',
      required: '5',
    });
    expect(await stockOf(product)).toEqual(['2', '4']);
  });

  test('an average that has no end leaves nothing behind', async () => {
    const product = await aProduct();
    await enter(product, '1', '3');
    await enter(product, '2', '3.5');
    const values: string[] = [];
    for (let piece = 1; piece <= 3; piece += 1) {
      await issue(product, '1');
      values.push((await stockOf(product))[1]);
    }
    expect(values).toEqual(['6.6667', '3.3333', '0']);
  });

  describe('a unit of ten thirds', () => {
    const units = [{ unit: 'bag', numerator: '10', denominator: '3' }];

    test.each([
      ['3', '10'],
      ['0.3', '1'],
      ['1', '3.333333'],
      ['2', '6.666667'],
      ['300', '1000'],
    ])('%s bags are %s kg', async (quantity, baseQuantity) => {
      const product = await aProduct({ units });
      const entry = await enter(product, quantity, '30', { unit: 'bag' });
      expect(entry.lines[0]).toMatchObject({ quantity, unit: 'bag', baseQuantity });
      expect((await stockOf(product))[0]).toBe(baseQuantity);
    });

    test('three bags that leave one by one are three bags', async () => {
      const product = await aProduct({ units });
      await enter(product, '3', '30', { unit: 'bag' });
      const draft = await admin.create(ORDERS, {
        ...{ customerId: ground.customer.id, warehouseId: ground.warehouse.id },
        lines: [{ productId: product.id, quantity: '3', unit: 'bag', price: '33.33' }],
      });
      const order = await approved(ground, ORDERS, draft);
      const one = { warehouseId: ground.warehouse.id, lines: [{ orderLineId: order.lines[0].id, quantity: '1' }] };
      for (let bag = 1; bag <= 2; bag += 1) await approved(ground, DELIVERIES, await admin.create(DELIVERIES, one));
      const rest = await admin.create(`${ORDERS}/${order.id}/delivery`, {});
      expect(rest.lines[0]).toMatchObject({ quantity: '1', baseQuantity: '3.333334' });
      await approved(ground, DELIVERIES, rest);
      expect(await stockOf(product)).toEqual(['0', '0']);
      expect(await admin.get(`${ORDERS}/${order.id}`)).toMatchObject({ deliveryShare: '1' });
      expect(await world.verify()).toEqual([]);
    });
  });

  test('a quotation that is voided takes nothing, and an order that came of it keeps it', async () => {
    const quotation = async (): Promise<Shown> =>
      approved(
        ground,
        'sales-orders/quotations',
        await admin.create('sales-orders/quotations', {
          ...{ customerId: ground.customer.id, lines: [{ productId: ground.product.id, quantity: '2' }] },
        }),
      );
    const [free, ordered] = [await quotation(), await quotation()];
    const before = await stockOf(ground.product);
    expect((await undo('sales-orders/quotations', free)).body).toMatchObject({
      status: 'void',
      number: free['number'],
    });
    const order = await approved(ground, ORDERS, await admin.create(`sales-orders/quotations/${ordered.id}/order`, {}));
    const kept = (await undo('sales-orders/quotations', ordered)).body as Shown;
    expect(kept).toMatchObject({ code: 'document.depended-on', number: order['number'] });
    expect((await undo(ORDERS, order)).status).toBe(200);
    expect((await undo('sales-orders/quotations', ordered)).body).toMatchObject({ status: 'void' });
    expect(await stockOf(ground.product)).toEqual(before);
    expect(await world.verify()).toEqual([]);
  });

  test('goods are ordered from a warehouse: the only one unless told, a chosen one where there are several', async () => {
    const anOrder = (productId: string, extra: Body = {}): Promise<Shown> =>
      admin.create(ORDERS, { customerId: ground.customer.id, lines: [{ productId, quantity: '1' }], ...extra });
    const service = await aProduct({ kind: 'service' });
    expect(await anOrder(ground.product.id)).toMatchObject({ warehouse: { id: ground.warehouse.id } });

    await admin.create('inventory/warehouses', { code: 'NB1', name: 'Ningbo No. 1' });
    const open = await anOrder(ground.product.id);
    expect(open['warehouse']).toBeNull();
    expect(await admin.refused(422, ORDERS, open, 'submit')).toMatchObject({
      ...{ code: 'stock.no-warehouse', product: 'Servo motor', field: 'warehouseId' },
    });
    const chosen = await admin.change(ORDERS, open, { warehouseId: ground.warehouse.id });
    const order = await approved(ground, ORDERS, chosen);
    const { items } = await admin.get<{ items: Shown[] }>(`inventory/demands?orderId=${order.id}`);
    expect(items).toMatchObject([{ quantity: '1', reserved: '1' }]);
    expect((await approved(ground, ORDERS, await anOrder(service.id)))['warehouse']).toBeNull();
  });

  describe('in a warehouse that may go below zero', () => {
    let warehouseId: string;
    beforeAll(async () => {
      const extern = { code: 'EXT', name: 'Agent', negativeAllowed: true };
      warehouseId = (await admin.create('inventory/warehouses', extern)).id;
    });
    const moved = async (path: string, reason: string, line: Body): Promise<Shown> =>
      approved(ground, path, await admin.create(path, { warehouseId, reason, lines: [line] }));
    const entered = ({ id }: Shown, quantity: string, unitCost: string): Promise<Shown> =>
      moved(ENTRIES, 'opening', { productId: id, quantity, unitCost });
    const issued = ({ id }: Shown, quantity: string): Promise<Shown> =>
      moved(ISSUES, 'used', { productId: id, quantity });

    test('what goes out before it came costs what comes in next, and what is not there is worth nothing', async () => {
      const product = await aProduct();
      await entered(product, '5', '10');
      await issued(product, '8');
      expect(await stockOf(product)).toEqual(['-3', '0']);
      await issued(product, '2');
      await entered(product, '4', '11');
      expect(await stockOf(product)).toEqual(['-1', '0']);
      const late = await entered(product, '4', '12');
      expect(await stockOf(product)).toEqual(['3', '36']);
      await entered(product, '3', '14');
      expect(await stockOf(product)).toEqual(['6', '78']);
      const { items } = await admin.get<{ items: Shown[] }>(`inventory/stock-ledger?productId=${product.id}&sort=at`);
      const cost = items.filter(({ documentId }) => documentId === late.id);
      expect(cost.map(({ quantity, value }) => [quantity, value]).sort()).toEqual([
        ['0', '-12'],
        ['4', '48'],
      ]);
      expect(await world.verify()).toEqual([]);
    });

    test('a void takes the late cost back with the entry, and later entries set right what that leaves', async () => {
      const product = await aProduct();
      const first = await entered(product, '10', '10');
      await issued(product, '12');
      const second = await entered(product, '5', '20');
      expect(await stockOf(product)).toEqual(['3', '60']);
      expect((await undo(ENTRIES, second)).body).toMatchObject({ status: 'void' });
      expect(await stockOf(product)).toEqual(['-2', '0']);
      expect((await undo(ENTRIES, first)).body).toMatchObject({ status: 'void' });
      expect(await stockOf(product)).toEqual(['-12', '-100']);
      await entered(product, '15', '9');
      expect(await stockOf(product)).toEqual(['3', '27']);
      expect(await world.verify()).toEqual([]);
    });

    test('a forged late cost is found, though all sums agree', async () => {
      const product = await aProduct();
      await issued(product, '1');
      await entered(product, '3', '7');
      await world.sqlAsOwner(`SET session_replication_role = replica;
        UPDATE stock_ledger SET value = value + 1, value_after = value_after + 1 WHERE product_id = '${product.id}' AND quantity = 0;
        UPDATE stock_balance SET value = value + 1 WHERE product_id = '${product.id}'`);
      expect(await world.verify()).toMatchObject([
        { invariant: 'S1', expected: 'worth 14.0000', actual: 'worth 15.0000' },
      ]);
    });
  });
});
