import type { Actor, Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';

describe('One document for several, and several for one', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const done = async (path: string, body: Record<string, unknown>): Promise<Shown> =>
    approved(ground, path, await admin.create(path, body));
  const anOrder = (customerId: string = ground.customer.id): Promise<Shown> =>
    done(ORDERS, {
      ...{ customerId, warehouseId: ground.warehouse.id },
      lines: [{ productId: ground.product.id, quantity: '3', price: '100' }],
    });
  const line = (one: Shown): string => one.lines[0].id as string;
  const deliver = (...parts: [Shown, string][]): Promise<Shown> =>
    done(DELIVERIES, {
      warehouseId: ground.warehouse.id,
      lines: parts.map(([order, quantity]) => ({ orderLineId: line(order), quantity })),
    });
  const pay = (amount: string, ...parts: [Shown, string][]): Promise<Shown> =>
    done(RECEIPTS, {
      ...{ customerId: ground.customer.id, fundAccountId: ground.account.id, amount },
      lines: parts.map(([invoice, part]) => ({ itemId: invoice.id, amount: part })),
    });

  test('two orders leave in one delivery and a rest, are invoiced together, and paid crosswise', async () => {
    const [one, two] = [await anOrder(), await anOrder()];
    const both = await deliver([one, '3'], [two, '1']);
    expect(both.lines.map((each: Shown) => each['order'].id)).toEqual([one.id, two.id]);
    const rest = await deliver([two, '2']);
    const lines = [...both.lines, ...rest.lines].map(({ id, quantity }: Shown) => ({ deliveryLineId: id, quantity }));
    const merged = await done(INVOICES, { lines });
    expect(merged).toMatchObject({ grossAmount: '600' });
    for (const { id } of [one, two])
      expect(await admin.get(`${ORDERS}/${id}`)).toMatchObject({ status: 'completed', deliveryShare: '1' });
    const third = await anOrder();
    const other = await done(INVOICES, {
      lines: [{ deliveryLineId: line(await deliver([third, '3'])), quantity: '3' }],
    });
    expect(await pay('400', [merged, '300'], [other, '100'])).toMatchObject({ status: 'completed' });
    expect(await pay('500', [merged, '300'], [other, '200'])).toMatchObject({ status: 'completed' });
    for (const { id } of [merged, other])
      expect(await admin.get(`${INVOICES}/${id}`)).toMatchObject({ status: 'completed', openAmount: '0' });
    expect(await world.verify()).toEqual([]);
  });

  test('a draft is offered what it could take along: open, of the same customer, from the same warehouse, in sight', async () => {
    const other = await admin.create('inventory/warehouses', { code: 'NB1', name: 'Ningbo No. 1' });
    const { id: stranger } = await admin.create('customers', { name: 'Stranger Ltd' });
    const [one, two] = [await anOrder(), await anOrder()];
    await deliver([two, '1']);
    const elsewhere = await done(ORDERS, {
      ...{ customerId: ground.customer.id, warehouseId: other.id },
      lines: [{ productId: ground.product.id, quantity: '3', price: '100' }],
    });
    const left = [elsewhere, await anOrder(stranger), await deliver([one, '1'])].map(({ id }) => id);
    const draft = await admin.create(`${ORDERS}/${one.id}/delivery`, {});
    const offered = (reader: Actor, path: string, { id }: Shown): Promise<{ items: Shown[] }> =>
      reader.get<{ items: Shown[] }>(`${path}/${id}/open-lines`);
    const { items } = await offered(admin, DELIVERIES, draft);
    expect(items.map((item) => [item['order'].name, item['quantity']])).toEqual([
      [one.number, '2'],
      [two.number, '2'],
    ]);
    expect(items[1]).toEqual({
      ...{ orderLineId: line(two), unit: 'pc', quantity: '2', order: { id: two.id, name: two.number } },
      product: { id: ground.product.id, name: ground.product.name, code: ground.product.code },
    });
    expect(items.some((item) => left.includes(item['order'].id))).toBe(false);

    const bill = await admin.create(`${DELIVERIES}/${left[2]}/invoice`, {});
    const bills = await offered(admin, INVOICES, bill);
    expect(bills.items.map((item) => [item['delivery'].id === left[2], item['quantity']])).toEqual([
      [false, '1'],
      [true, '1'],
    ]);
    const role = await admin.create('system/roles', {
      ...{ name: 'Keeper', scopes: { 'sales-orders': 'own' } },
      permissions: ['sales-orders.sales-order', 'sales-orders.delivery', 'sales-orders.sales-invoice'].flatMap(
        (resource) => [`${resource}.read`, `${resource}.update`],
      ),
    });
    const keeper = await world.colleague('Keeper', { roleIds: [role.id] });
    for (const [path, { id }] of [
      [DELIVERIES, draft],
      [INVOICES, bill],
    ] as const) {
      expect((await keeper.send('get', `${path}/${id}/open-lines`)).status).toBe(404);
      await world.sqlAsOwner(
        `UPDATE ${path === DELIVERIES ? 'delivery' : 'sales_invoice'} SET owner_id = $2 WHERE id = $1`,
        [id, keeper.id],
      );
      expect(await offered(keeper, path, { id, version: 1 })).toEqual({ items: [] });
    }
  });

  test('what belongs to two customers is not put into one document', async () => {
    const { id } = await admin.create('customers', { name: 'Another Ltd' });
    const [ours, theirs] = [await anOrder(), await anOrder(id)];
    const tried = await admin.send('post', DELIVERIES, {
      warehouseId: ground.warehouse.id,
      lines: [ours, theirs].map((order) => ({ orderLineId: line(order), quantity: '1' })),
    });
    expect([tried.status, tried.body.code]).toEqual([422, 'fulfilment.source']);
  });
});
