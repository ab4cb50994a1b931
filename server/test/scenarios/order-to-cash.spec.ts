import type { Actor, Shown } from '../support/actor.js';
import { until } from '../support/statements.js';
import { World } from '../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';
const ENTRIES = 'inventory/stock-entries';

describe('From the quotation to the goods', () => {
  let world: World;
  let seller: Actor;
  let customer: Shown;
  let contact: Shown;
  let motor: Shown;
  let rail: Shown;
  let warehouse: Shown;

  beforeAll(async () => {
    world = await World.start();
    seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
    customer = await seller.create('customers', { name: '苏州沃克自动化设备有限公司', level: 'A' });
    contact = await seller.create('customers/contacts', { customerId: customer.id, name: '沈工' });
    warehouse = await world.admin.create('inventory/warehouses', { code: 'HZ1', name: 'Hangzhou No. 1' });
    const product = (code: string, name: string, salePrice: string): Promise<Shown> =>
      world.admin.create('inventory/products', {
        code,
        name,
        unit: 'pc',
        units: [{ unit: 'box', numerator: '12', denominator: '1' }],
        taxRate: '13',
        salePrice,
      });
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
  const stockOf = async (product: Shown): Promise<Shown> =>
    (await world.admin.get<{ items: Shown[] }>(`inventory/stock?productId=${product.id}`)).items[0]!;

  test('opening stock lies in the warehouse at its cost', async () => {
    expect(await stockOf(motor)).toMatchObject({ onHand: '60', reserved: '0', available: '60', value: '240000' });
  });

  test('a quotation becomes an order, the order reserves, deliveries in parts complete it', async () => {
    let quotation = await seller.create(QUOTATIONS, {
      ...{ customerId: customer.id, contactId: contact.id },
      lines: [
        { productId: motor.id, quantity: '40', discountRate: '8' },
        { productId: rail.id, quantity: '5', unit: 'box', price: '22000' },
      ],
    });
    expect(quotation).toMatchObject({ grossAmount: '348464', status: 'draft' });
    quotation = await approved(QUOTATIONS, quotation);

    const terms = { warehouseId: warehouse.id, promisedDate: '2026-12-01' };
    let order = await seller.create(`${QUOTATIONS}/${quotation.id}/order`, terms);
    expect(order).toMatchObject({
      ...{ customer: { id: customer.id }, quotation: { id: quotation.id }, contact: { id: contact.id } },
      ...{ warehouse: { id: warehouse.id }, promisedDate: '2026-12-01', grossAmount: '348464' },
    });
    order = await approved(ORDERS, order);
    expect(order.lines.map((line: Shown) => [line.baseQuantity, line.reserved, line.available])).toEqual([
      ['40', '40', '20'],
      ['60', '60', '40'],
    ]);
    expect(await seller.get(`${QUOTATIONS}/${quotation.id}`)).toMatchObject({ status: 'completed', orderShare: '1' });

    let first = await seller.create(DELIVERIES, {
      warehouseId: warehouse.id,
      lines: [{ orderLineId: order.lines[0].id, quantity: '10' }],
    });
    expect(first).toMatchObject({ title: customer.name, amount: '59616' });
    first = await approved(DELIVERIES, first);
    expect(await stockOf(motor)).toMatchObject({ onHand: '50', reserved: '30', value: '200000' });
    order = await seller.get(`${ORDERS}/${order.id}`);
    expect(order).toMatchObject({ status: 'effective', deliveryShare: '0.1' });

    const given = { trackingNo: 'SF1', date: '2026-11-02' };
    const rest = await seller.create(`${ORDERS}/${order.id}/delivery`, given);
    expect(rest).toMatchObject(given);
    expect(rest.lines.map((line: Shown) => [line.quantity, line.unit])).toEqual([
      ['30', 'pc'],
      ['5', 'box'],
    ]);
    await approved(DELIVERIES, rest);
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({
      status: 'effective',
      deliveryShare: '1',
      invoiceShare: '0',
    });
    expect(await stockOf(rail)).toMatchObject({ onHand: '40', reserved: '0' });

    expect(
      await seller.refused(409, ORDERS, await seller.get(`${ORDERS}/${order.id}`), 'void', { reason: 'Mistake' }),
    ).toMatchObject({ code: 'document.depended-on' });
    await seller.act(DELIVERIES, await seller.get(`${DELIVERIES}/${first.id}`), 'void', { reason: 'Wrong address' });
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({ status: 'effective', deliveryShare: '0.9' });
    expect(await stockOf(motor)).toMatchObject({ onHand: '30', reserved: '10' });
    expect(await world.verify()).toEqual([]);
  });

  test('more than was ordered does not leave', async () => {
    const order = await approved(ORDERS, await anOrder('3'));
    const delivery = await seller.create(DELIVERIES, {
      warehouseId: warehouse.id,
      lines: [{ orderLineId: order.lines[0].id, quantity: '4' }],
    });
    const pending = await seller.act(DELIVERIES, delivery, 'submit');
    expect(await world.second.refused(409, DELIVERIES, pending, 'approve')).toMatchObject({
      code: 'fulfilment.exceeded',
      lineNo: 1,
      open: '3',
      required: '4',
    });
    expect(await seller.get(`${DELIVERIES}/${delivery.id}`)).toMatchObject({ status: 'pending' });
  });

  test('more than is there is not delivered, and the rest of an order can be closed', async () => {
    let order = await approved(ORDERS, await anOrder('500'));
    expect(order.lines[0].reserved).not.toBe('500');
    const delivery = await seller.create(`${ORDERS}/${order.id}/delivery`, {});
    const pending = await seller.act(DELIVERIES, delivery, 'submit');
    const refusal = await world.second.refused(409, DELIVERIES, pending, 'approve');
    expect(refusal).toMatchObject({
      code: 'stock.insufficient',
      product: 'Servo motor',
      warehouse: 'Hangzhou No. 1',
      required: '500',
    });

    order = await seller.get(`${ORDERS}/${order.id}`);
    order = await seller.act(ORDERS, order, 'close', { reason: 'The customer waits no longer' });
    expect(order.status).toBe('closed');
    expect(await stockOf(motor)).toMatchObject({ reserved: '13' });
    expect(await world.verify()).toEqual([]);
  });

  test('stock that comes in serves who waits, the earliest promise first; scrap releases the latest', async () => {
    const gauge = await world.admin.create('inventory/products', {
      code: 'G-1',
      name: 'Gauge',
      unit: 'pc',
      taxRate: '13',
      salePrice: '100',
    });
    const early = await approved(ORDERS, await anOrder('8', gauge, '2026-12-01'));
    const late = await approved(ORDERS, await anOrder('8', gauge, '2026-12-20'));
    await stockUp([{ productId: gauge.id, quantity: '10', unitCost: '50' }]);
    const reserved = async (order: Shown): Promise<string> =>
      (await seller.get(`${ORDERS}/${order.id}`)).lines[0].reserved as string;
    expect([await reserved(early), await reserved(late)]).toEqual(['8', '2']);

    const scrap = await world.admin.create('inventory/stock-issues', {
      warehouseId: warehouse.id,
      reason: 'scrap',
      lines: [{ productId: gauge.id, quantity: '3' }],
    });
    await approved('inventory/stock-issues', scrap, world.admin);
    expect([await reserved(early), await reserved(late)]).toEqual(['7', '0']);
    const demands = await seller.get<{ items: Shown[] }>(`inventory/demands?productId=${gauge.id}&short[gt]=0`);
    expect(demands.items).toMatchObject([
      {
        orderId: late.id,
        orderType: 'sales-order',
        promisedDate: '2026-12-20',
        quantity: '8',
        reserved: '0',
        short: '8',
      },
      { orderId: early.id, promisedDate: '2026-12-01', quantity: '8', reserved: '7', short: '1', unit: 'pc' },
    ]);
    expect((await seller.get<{ items: Shown[] }>('inventory/demands?q=Gaug')).items).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });

  test('invoices in parts add up to the cent, money settles them, and everything is completed', async () => {
    const bank = await world.admin.create('system/fund-accounts', {
      code: 'ICBC',
      name: 'Main account',
      kind: 'bank',
      currency: 'CNY',
    });
    const order = await approved(
      ORDERS,
      await seller.create(ORDERS, {
        customerId: customer.id,
        warehouseId: warehouse.id,
        lines: [{ productId: rail.id, quantity: '3', price: '33.33' }],
      }),
    );
    const delivery = await approved(DELIVERIES, await seller.create(`${ORDERS}/${order.id}/delivery`, {}));
    const line = delivery.lines[0].id as string;
    const one = await approved(
      INVOICES,
      await seller.create(INVOICES, { lines: [{ deliveryLineId: line, quantity: '1' }] }),
    );
    const two = await approved(INVOICES, await seller.create(`${DELIVERIES}/${delivery.id}/invoice`, {}));
    expect(one.number).toMatch(/^INV-\d{4}-\d{6}$/);
    expect([one.grossAmount, two.grossAmount]).toEqual(['33.33', '66.66']);
    expect([one.netAmount, two.netAmount, one.taxAmount, two.taxAmount]).toEqual(['29.5', '58.99', '3.83', '7.67']);
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({
      status: 'completed',
      invoiceShare: '1',
      netAmount: '88.49',
      taxAmount: '11.5',
    });
    expect(await seller.get(`${DELIVERIES}/${delivery.id}`)).toMatchObject({ status: 'completed', invoiceShare: '1' });
    expect(
      await seller.refused(409, DELIVERIES, await seller.get(`${DELIVERIES}/${delivery.id}`), 'void', { reason: 'x' }),
    ).toMatchObject({ code: 'document.depended-on' });

    const tooMuch = {
      customerId: customer.id,
      fundAccountId: bank.id,
      amount: '50',
      lines: [{ itemId: one.id, amount: '40' }],
    };
    const overspent = await seller.send('post', RECEIPTS, { ...tooMuch, amount: '30' });
    expect(overspent.body).toMatchObject({ code: 'receipt.overspent', status: 422, amount: '30', required: '40' });
    const wrong = await seller.act(RECEIPTS, await seller.create(RECEIPTS, tooMuch), 'submit');
    expect(await world.second.refused(409, RECEIPTS, wrong, 'approve')).toMatchObject({
      code: 'settlement.exceeded',
      number: one.number,
      open: '33.33',
    });

    let deposit = await seller.create(RECEIPTS, {
      ...tooMuch,
      amount: '60',
      lines: [{ itemId: one.id, amount: '33.33' }],
    });
    deposit = await approved(RECEIPTS, deposit);
    expect(deposit).toMatchObject({ status: 'effective', openAmount: '26.67' });
    expect(await seller.get(`${INVOICES}/${one.id}`)).toMatchObject({ status: 'completed', openAmount: '0' });
    expect(await seller.get(`sales-orders/credit/${customer.id}`)).toMatchObject({
      receivables: '66.66',
      deposits: '26.67',
    });

    const whole = await seller.create(RECEIPTS, {
      customerId: customer.id,
      fundAccountId: bank.id,
      amount: '0.01',
      lines: [{ itemId: two.id, amount: '0.01' }],
    });
    expect((await approved(RECEIPTS, whole)).status).toBe('completed');
    await seller.act(RECEIPTS, await seller.get(`${RECEIPTS}/${whole.id}`), 'void', { reason: 'Only a trial' });

    const chain = await seller.get<{ nodes: Shown[]; lanes: Shown[]; edges: Shown[] }>(`${INVOICES}/${two.id}/chain`);
    expect(chain.lanes.map((lane) => [lane.type, lane.nodes.length, lane.share])).toEqual([
      ['sales-order', 1, null],
      ['delivery', 1, '1'],
      ['sales-invoice', 2, '1'],
      ['receipt', 3, '0.3333'],
    ]);
    expect(chain.edges).toEqual(
      expect.arrayContaining([
        { from: one.id, to: wrong.id, quantity: null, amount: null },
        { from: one.id, to: deposit.id, quantity: null, amount: '33.33' },
        { from: two.id, to: whole.id, quantity: null, amount: '0' },
        expect.objectContaining({ to: two.id, quantity: '2', amount: null }),
      ]),
    );
    expect(chain.nodes.find((node) => node.id === wrong.id)).toMatchObject({
      status: 'pending',
      held: { by: [{ name: 'Wang Liqun' }] },
    });

    deposit = await seller.act(RECEIPTS, deposit, 'settle', { lines: [{ itemId: two.id, amount: '26.67' }] });
    expect(deposit.status).toBe('completed');
    const open = await seller.get<{ items: Shown[] }>(
      `sales-orders/receivables?customerId=${customer.id}&openAmount[gt]=0&voided=false`,
    );
    expect(open.items).toMatchObject([{ id: two.id, number: two.number, openAmount: '39.99', side: 'debit' }]);
    expect(
      await seller.refused(409, INVOICES, await seller.get(`${INVOICES}/${two.id}`), 'void', { reason: 'x' }),
    ).toMatchObject({ code: 'document.depended-on' });

    await seller.act(RECEIPTS, await seller.get(`${RECEIPTS}/${deposit.id}`), 'void', { reason: 'Bounced' });
    expect(await seller.get(`${INVOICES}/${one.id}`)).toMatchObject({ status: 'effective', openAmount: '33.33' });
    expect(await world.admin.get(`system/fund-accounts/${bank.id}`)).toMatchObject({ balance: '0' });
    await seller.act(INVOICES, await seller.get(`${INVOICES}/${two.id}`), 'void', { reason: 'Wrong title' });
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({ status: 'effective', invoiceShare: '0.3333' });
    // What follows from other documents is told like what people do, in the log and in the change feed.
    for (const [action, from, to, by] of [
      ['complete', 'effective', 'completed', world.second],
      ['reopen', 'completed', 'effective', seller],
    ] as const) {
      const { items } = await world.admin.get<{ items: Shown[] }>(
        `system/audit-logs?recordId=${order.id}&action=${action}`,
      );
      expect(items).toMatchObject([{ actor: { id: by.id }, changes: [{ field: 'status', from, to }] }]);
      const fed = 'SELECT 1 FROM change WHERE record_id = $1 AND action = $2';
      await until(`${action} in the feed`, async () => (await world.sqlAsApp(fed, [order.id, action])).length === 1);
    }
    expect(await world.verify()).toEqual([]);
  });

  test('over the credit limit asks one superior more, and takes effect only with what was approved', async () => {
    const small = await seller.create('customers', { name: 'Small Ltd', creditLimit: '1000' });
    const order = await seller.create(ORDERS, {
      customerId: small.id,
      warehouseId: warehouse.id,
      lines: [{ productId: rail.id, quantity: '1', price: '1500' }],
    });
    let pending = await seller.act(ORDERS, order, 'submit');
    expect(pending.creditExcess).toBe('500');
    const { current } = await seller.get(`${ORDERS}/${order.id}/approval`);
    expect(current.steps).toHaveLength(2);
    pending = await world.second.act(ORDERS, pending, 'approve');
    expect(pending.status).toBe('pending');

    const quick = await seller.create(ORDERS, {
      customerId: small.id,
      lines: [{ productId: rail.id, quantity: '1', price: '900' }],
    });
    await approved(ORDERS, quick);
    expect(await world.admin.refused(409, ORDERS, pending, 'approve')).toMatchObject({
      code: 'credit.exceeded',
      limit: '1000',
      used: '900',
      required: '1500',
    });
    await seller.act(ORDERS, await seller.get(`${ORDERS}/${quick.id}`), 'void', { reason: 'Not needed' });
    expect((await world.admin.act(ORDERS, pending, 'approve')).status).toBe('effective');
    expect(await world.verify()).toEqual([]);
  });

  test('an opening balance is owed like an invoice', async () => {
    const balance = await approved(
      'sales-orders/opening-balances',
      await seller.create('sales-orders/opening-balances', {
        customerId: customer.id,
        amount: '120.5',
        dueDate: '2026-01-31',
        reference: 'old 77',
      }),
    );
    expect(balance).toMatchObject({ status: 'effective', openAmount: '120.5' });
    const voided = await seller.act('sales-orders/opening-balances', balance, 'void', { reason: 'Paid before' });
    expect(voided).toMatchObject({ status: 'void', openAmount: null });
    expect(await world.verify()).toEqual([]);
  });

  async function anOrder(quantity: string, product: Shown = motor, promisedDate = '2026-12-10'): Promise<Shown> {
    return seller.create(ORDERS, {
      customerId: customer.id,
      warehouseId: warehouse.id,
      promisedDate,
      lines: [{ productId: product.id, quantity }],
    });
  }

  test('an order that takes more than was quoted is refused when it is submitted, not by who approves it last', async () => {
    const offer = await approved(
      QUOTATIONS,
      await seller.create(QUOTATIONS, { customerId: customer.id, lines: [{ productId: rail.id, quantity: '7' }] }),
    );
    const order = await seller.create(`${QUOTATIONS}/${offer.id}/order`, { warehouseId: warehouse.id });
    const [line] = order.lines as Shown[];
    const taken = (quantity: string): Record<string, unknown> => ({
      ...{ id: line!.id, quotationLineId: offer.lines[0].id, productId: rail.id, quantity, price: line!['price'] },
    });
    const more = await seller.change(ORDERS, order, { lines: [taken('400')] });
    expect(await seller.refused(409, ORDERS, more, 'submit')).toMatchObject({
      ...{ code: 'fulfilment.exceeded', lineNo: 1, open: '7', required: '400' },
    });
    const fits = await seller.change(ORDERS, more, { lines: [taken('7')] });
    expect(await approved(ORDERS, fits)).toMatchObject({ status: 'effective' });
  });
});
