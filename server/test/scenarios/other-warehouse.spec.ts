import type { Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const ENTRIES = 'inventory/stock-entries';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';

describe('Goods leave another warehouse than the one that the order names', () => {
  let world: World;
  let ground: Ground;
  let elsewhere: Shown;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    elsewhere = await world.admin.create('inventory/warehouses', { code: 'NB1', name: 'Ningbo No. 1' });
    const lines = [{ productId: ground.product.id, quantity: '20', unitCost: '40' }];
    const entry = { warehouseId: elsewhere.id, reason: 'opening', lines };
    await approved(ground, ENTRIES, await world.admin.create(ENTRIES, entry));
  });
  afterAll(() => world.stop());

  const order = async (quantity: string): Promise<Shown> => {
    const { customer, warehouse, product } = ground;
    const body = {
      customerId: customer.id,
      warehouseId: warehouse.id,
      lines: [{ productId: product.id, quantity }],
    };
    return approved(ground, ORDERS, await world.admin.create(ORDERS, body));
  };
  const setAside = async (of: Shown): Promise<string[]> => {
    const stock = await world.admin.get<{ items: Shown[] }>(`inventory/stock?warehouseId=${ground.warehouse.id}`);
    const { lines } = await world.admin.get(`${ORDERS}/${of.id}`);
    return [stock.items[0]!['reserved'] as string, ...(lines as Shown[]).map(({ reserved }) => reserved as string)];
  };

  test('what was set aside for it goes to whoever waits, and comes back as far as it is there', async () => {
    const first = await order('98');
    const second = await order('5');
    expect([await setAside(first), await setAside(second)]).toEqual([
      ['100', '98'],
      ['100', '2'],
    ]);
    const lines = [{ orderLineId: (first.lines as Shown[])[0]!.id, quantity: '3' }];
    const draft = await world.admin.create(DELIVERIES, { warehouseId: elsewhere.id, lines });
    const delivery = await approved(ground, DELIVERIES, draft);
    expect([await setAside(first), await setAside(second)]).toEqual([
      ['100', '95'],
      ['100', '5'],
    ]);
    await world.admin.act(ORDERS, await world.admin.get(`${ORDERS}/${second.id}`), 'void', { reason: 'Not needed' });
    await world.admin.act(DELIVERIES, delivery, 'void', { reason: 'Wrong goods' });
    expect(await setAside(first)).toEqual(['98', '98']);
    expect(await world.verify()).toEqual([]);
  });
});
