import type { Actor, Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const ORDERS = 'sales-orders';
const QUOTATIONS = 'sales-orders/quotations';

interface Prices {
  items: Shown[];
}

describe('What a customer was asked for a product before', () => {
  let world: World;
  let ground: Ground;
  let pricesOf: (reader: Actor) => Promise<Prices>;
  let path: string;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    path = `sales-orders/prices/${ground.customer.id}/${ground.product.id}`;
    pricesOf = (reader) => reader.get<Prices>(path);
  });
  afterAll(() => world.stop());

  const draft = (where: string, price: string, extra: Record<string, unknown> = {}): Promise<Shown> =>
    world.admin.create(where, {
      customerId: ground.customer.id,
      ...extra,
      lines: [{ productId: ground.product.id, quantity: '1', price, discountRate: '5' }],
    });

  async function reader(name: string, permissions: string[], rest: Record<string, unknown> = {}): Promise<Actor> {
    const role = await world.admin.create('system/roles', {
      name,
      permissions: ['customers.customer.read', ...permissions],
      scopes: { customers: 'all', 'sales-orders': 'all' },
      ...rest,
    });
    return world.colleague(name, { roleIds: [role.id] });
  }

  test('the last five that were approved are told, the latest first, with what they were for', async () => {
    expect(await pricesOf(world.admin)).toEqual({ items: [] });
    await draft(ORDERS, '9999');
    for (const price of ['6010', '6020', '6030', '6040']) await approved(ground, ORDERS, await draft(ORDERS, price));
    const quoted = await approved(ground, QUOTATIONS, await draft(QUOTATIONS, '6050', { taxMode: 'exclusive' }));
    const last = await approved(ground, ORDERS, await draft(ORDERS, '6060'));
    const { items } = await pricesOf(world.admin);
    expect(items.map(({ price }) => price)).toEqual(['6060', '6050', '6040', '6030', '6020']);
    expect(items[0]).toEqual({
      ...{ documentType: 'sales-order', documentId: last.id, number: last.number, date: last.date },
      ...{ currency: 'CNY', taxMode: 'inclusive', price: '6060', unit: 'pc', discountRate: '5' },
    });
    expect(items[1]).toMatchObject({ documentType: 'quotation', number: quoted.number, taxMode: 'exclusive' });
    await world.admin.act(ORDERS, await world.admin.get(`${ORDERS}/${last.id}`), 'void', { reason: 'Wrong customer' });
    expect((await pricesOf(world.admin)).items[0]).toMatchObject({ number: quoted.number });
  });

  test('only documents that the reader may see tell their prices', async () => {
    const quotations = ['sales-orders.quotation.read'];
    const clerk = await reader('Quotes only', quotations);
    expect((await pricesOf(clerk)).items.map(({ documentType }) => documentType)).toEqual(['quotation']);
    const scopes = { customers: 'all', 'sales-orders': 'own' };
    const own = await reader('Own only', [...quotations, 'sales-orders.sales-order.read'], { scopes });
    expect(await pricesOf(own)).toEqual({ items: [] });
  });

  test('customers and products that the reader may not see are not found', async () => {
    const quotations = ['sales-orders.quotation.read'];
    const stranger = await reader('Strange', quotations, { scopes: { customers: 'own', 'sales-orders': 'all' } });
    expect((await stranger.send('get', path)).status).toBe(404);
    const unknown = '0190a1b2-0000-7000-8000-000000000000';
    for (const gone of [`${unknown}/${ground.product.id}`, `${ground.customer.id}/${unknown}`, 'x/y'])
      expect((await world.admin.send('get', `sales-orders/prices/${gone}`)).status).toBe(404);
    const nobody = await reader('Nobody', []);
    expect(await pricesOf(nobody)).toEqual({ items: [] });
  });
});
