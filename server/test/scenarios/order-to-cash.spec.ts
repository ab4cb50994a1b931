import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const ENTRIES = 'inventory/stock-entries';

describe('From the quotation to the goods', () => {
  let world: World;
  let seller: Actor;
  let customer: Shown;
  let motor: Shown;
  let rail: Shown;
  let warehouse: Shown;

  beforeAll(async () => {
    world = await World.start();
    seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
    customer = await seller.create('customers', { name: '苏州沃克自动化设备有限公司', level: 'A' });
    warehouse = await world.admin.create('inventory/warehouses', { code: 'HZ1', name: 'Hangzhou No. 1' });
    const product = (code: string, name: string, salePrice: string): Promise<Shown> =>
      world.admin.create('inventory/products', { code, name, unit: 'pc', units: [{ unit: 'box', numerator: '12', denominator: '1' }], taxRate: '13', salePrice });
    motor = await product('SV-750', 'Servo motor', '6480');
    rail = await product('LM-20', 'Linear rail', '1860');
    await stockUp([
      { productId: motor.id, quantity: '60', unitCost: '4000' },
      { productId: rail.id, quantity: '100', unitCost: '1200' },
    ]);
  });
  afterAll(() => world.stop());

  async function stockUp(lines: Record<string, unknown>[]): Promise<Shown> {
    const draft = await world.admin.create(ENTRIES, { warehouseId: warehouse.id, reason: 'opening', lines });
    const pending = await world.admin.act(ENTRIES, draft, 'submit');
    return world.second.act(ENTRIES, pending, 'approve');
  }
  async function approved(path: string, draft: Shown, by: Actor = seller): Promise<Shown> {
    return world.second.act(path, await by.act(path, draft, 'submit'), 'approve');
  }
  const stockOf = async (product: Shown): Promise<Shown> => (await world.admin.get<{ items: Shown[] }>(`inventory/stock?productId=${product.id}`)).items[0]!;

  test('opening stock lies in the warehouse at its cost', async () => {
    expect(await stockOf(motor)).toMatchObject({ onHand: '60.000000', reserved: '0.000000', available: '60.000000', value: '240000.0000' });
  });

  test('a quotation becomes an order, the order reserves, deliveries in parts complete it', async () => {
    let quotation = await seller.create(QUOTATIONS, {
      customerId: customer.id,
      lines: [
        { productId: motor.id, quantity: '40', discountRate: '8' },
        { productId: rail.id, quantity: '5', unit: 'box', price: '22000' },
      ],
    });
    expect(quotation).toMatchObject({ grossAmount: '348464.0000', status: 'draft' });
    quotation = await approved(QUOTATIONS, quotation);

    let order = await seller.create(`${QUOTATIONS}/${quotation.id}/order`, {});
    expect(order).toMatchObject({ customer: { id: customer.id }, quotation: { id: quotation.id }, grossAmount: '348464.0000' });
    order = await seller.change(ORDERS, order, { warehouseId: warehouse.id, promisedDate: '2026-12-01' });
    order = await approved(ORDERS, order);
    expect(order.lines.map((line: Shown) => [line.baseQuantity, line.reserved, line.available])).toEqual([
      ['40.000000', '40.000000', '20.000000'],
      ['60.000000', '60.000000', '40.000000'],
    ]);
    expect(await seller.get(`${QUOTATIONS}/${quotation.id}`)).toMatchObject({ status: 'completed', orderShare: '1.0000' });

    let first = await seller.create(DELIVERIES, { warehouseId: warehouse.id, lines: [{ orderLineId: order.lines[0].id, quantity: '10' }] });
    expect(first).toMatchObject({ title: customer.name, amount: '59616.0000' });
    first = await approved(DELIVERIES, first);
    expect(await stockOf(motor)).toMatchObject({ onHand: '50.000000', reserved: '30.000000', value: '200000.0000' });
    order = await seller.get(`${ORDERS}/${order.id}`);
    expect(order).toMatchObject({ status: 'effective', deliveryShare: '0.1000' });

    const rest = await seller.create(`${ORDERS}/${order.id}/delivery`, {});
    expect(rest.lines.map((line: Shown) => [line.quantity, line.unit])).toEqual([['30.000000', 'pc'], ['5.000000', 'box']]);
    await approved(DELIVERIES, rest);
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({ status: 'completed', deliveryShare: '1.0000' });
    expect(await stockOf(rail)).toMatchObject({ onHand: '40.000000', reserved: '0.000000' });

    expect(await seller.refused(409, ORDERS, await seller.get(`${ORDERS}/${order.id}`), 'void', { reason: 'Mistake' })).toMatchObject({ code: 'document.depended-on' });
    await seller.act(DELIVERIES, await seller.get(`${DELIVERIES}/${first.id}`), 'void', { reason: 'Wrong address' });
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({ status: 'effective', deliveryShare: '0.9000' });
    expect(await stockOf(motor)).toMatchObject({ onHand: '30.000000', reserved: '10.000000' });
    expect(await world.verify()).toEqual([]);
  });

  test('more than was ordered does not leave', async () => {
    const order = await approved(ORDERS, await anOrder('3'));
    const delivery = await seller.create(DELIVERIES, { warehouseId: warehouse.id, lines: [{ orderLineId: order.lines[0].id, quantity: '4' }] });
    const pending = await seller.act(DELIVERIES, delivery, 'submit');
    expect(await world.second.refused(409, DELIVERIES, pending, 'approve')).toMatchObject({ code: 'fulfilment.exceeded', lineNo: 1, open: '3', required: '4' });
    expect(await seller.get(`${DELIVERIES}/${delivery.id}`)).toMatchObject({ status: 'pending' });
  });

  test('more than is there is not delivered, and the rest of an order can be closed', async () => {
    let order = await approved(ORDERS, await anOrder('500'));
    expect(order.lines[0].reserved).not.toBe('500.000000');
    const delivery = await seller.create(`${ORDERS}/${order.id}/delivery`, {});
    const pending = await seller.act(DELIVERIES, delivery, 'submit');
    const refusal = await world.second.refused(409, DELIVERIES, pending, 'approve');
    expect(refusal).toMatchObject({ code: 'stock.insufficient', product: 'Servo motor', warehouse: 'Hangzhou No. 1', required: '500' });

    order = await seller.get(`${ORDERS}/${order.id}`);
    order = await seller.act(ORDERS, order, 'close', { reason: 'The customer waits no longer' });
    expect(order.status).toBe('closed');
    expect(await stockOf(motor)).toMatchObject({ reserved: '13.000000' });
    expect(await world.verify()).toEqual([]);
  });

  test('stock that comes in serves who waits, the earliest promise first; scrap releases the latest', async () => {
    const gauge = await world.admin.create('inventory/products', { code: 'G-1', name: 'Gauge', unit: 'pc', taxRate: '13', salePrice: '100' });
    const early = await approved(ORDERS, await anOrder('8', gauge, '2026-12-01'));
    const late = await approved(ORDERS, await anOrder('8', gauge, '2026-12-20'));
    await stockUp([{ productId: gauge.id, quantity: '10', unitCost: '50' }]);
    const reserved = async (order: Shown): Promise<string> => (await seller.get(`${ORDERS}/${order.id}`)).lines[0].reserved as string;
    expect([await reserved(early), await reserved(late)]).toEqual(['8.000000', '2.000000']);

    const scrap = await world.admin.create('inventory/stock-issues', { warehouseId: warehouse.id, reason: 'scrap', lines: [{ productId: gauge.id, quantity: '3' }] });
    await approved('inventory/stock-issues', scrap, world.admin);
    expect([await reserved(early), await reserved(late)]).toEqual(['7.000000', '0.000000']);
    expect(await world.verify()).toEqual([]);
  });

  async function anOrder(quantity: string, product: Shown = motor, promisedDate = '2026-12-10'): Promise<Shown> {
    return seller.create(ORDERS, { customerId: customer.id, warehouseId: warehouse.id, promisedDate, lines: [{ productId: product.id, quantity }] });
  }
});
