import type { Actor, Shown } from '../support/actor.js';
import { prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const COMPANIES = 'system/companies';
const ORDERS = 'sales-orders';
const QUOTATIONS = 'sales-orders/quotations';
const DELIVERIES = 'sales-orders/deliveries';
const RECEIPTS = 'sales-orders/receipts';
const ENTRIES = 'inventory/stock-entries';

interface Page {
  items: Shown[];
}

describe('Several companies', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  let boss: Actor;
  let first: Shown;
  let other: Shown;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
    boss = world.second;
    first = (await admin.get<Page>(COMPANIES)).items[0]!;
    other = await admin.create(COMPANIES, {
      ...{ name: 'Yunqi Hong Kong', country: 'HK', language: 'en', timeZone: 'Asia/Hong_Kong' },
      ...{ finalPoolIds: [boss.id, admin.id], releasePolicy: 'release' },
    });
  });
  afterAll(() => world.stop());

  const done = async (path: string, draft: Shown): Promise<Shown> =>
    boss.act(path, await admin.act(path, draft, 'submit'), 'approve');
  const problem = async (path: string, body: Record<string, unknown>): Promise<string> =>
    (await admin.send('post', path, body)).body.code as string;
  const lines = (quantity: string): unknown[] => [{ productId: ground.product.id, quantity }];

  test('a further company has the base currency of the first, and books of its own', async () => {
    expect(other).toMatchObject({ baseCurrency: first['baseCurrency'], releasePolicy: 'release', demo: false });
    expect(await admin.get('auth/me')).toMatchObject({ companyCount: 2, company: { id: first.id } });
    const { items } = await admin.get<Page>('system/periods');
    expect(items.map((period) => period['company'].id).sort()).toEqual([first.id, other.id].sort());
    expect(await problem(COMPANIES, { name: 'Alone', country: 'HK' })).toBe('request.invalid');
  });

  test('a chain of one company from end to end, with numbers of its own', async () => {
    const mine = { companyId: other.id };
    const warehouse = await admin.create('inventory/warehouses', { ...mine, code: 'HK1', name: 'Kwai Chung' });
    const account = { ...mine, code: 'HKB', name: 'Hong Kong account', kind: 'bank', currency: 'CNY' };
    const { id: fundAccountId } = await admin.create('system/fund-accounts', account);
    const stock = [{ ...(lines('10')[0] as object), unitCost: '4000' }];
    const entry = await admin.create(ENTRIES, { warehouseId: warehouse.id, reason: 'opening', lines: stock });
    expect(entry['company'].id).toBe(other.id);
    await done(ENTRIES, entry);

    const rule = { ...mine, documentType: 'sales-order', prefix: 'HK', digits: 4 };
    await admin.create('system/numbering-rules', rule);
    const head = { customerId: ground.customer.id, lines: lines('2') };
    const quotation = await done(QUOTATIONS, await admin.create(QUOTATIONS, { ...mine, ...head }));
    const draft = await admin.create(`${QUOTATIONS}/${quotation.id}/order`, {});
    const order = await done(ORDERS, await admin.change(ORDERS, draft, { warehouseId: warehouse.id }));
    expect(order['number']).toMatch(/^HK-\d{6}-0001$/);
    const delivery = await done(DELIVERIES, await admin.create(`${ORDERS}/${order.id}/delivery`, {}));
    const invoices = 'sales-orders/sales-invoices';
    const invoice = await done(invoices, await admin.create(`${DELIVERIES}/${delivery.id}/invoice`, {}));
    const settled = [{ itemId: invoice.id, amount: invoice['amount'] as string }];
    const money = {
      customerId: ground.customer.id,
      fundAccountId,
      amount: invoice['amount'] as string,
      lines: settled,
    };
    const receipt = await done(RECEIPTS, await admin.create(RECEIPTS, money));
    for (const one of [quotation, order, delivery, invoice, receipt]) expect(one['company'].id).toBe(other.id);
    // The first company counts its own numbers, and customers share one series of codes.
    const here = await done(ORDERS, await admin.create(ORDERS, head));
    expect([here['company'].id, here['number']]).toEqual([first.id, expect.stringMatching(/^SO-\d{6}-0001$/)]);
    expect(await world.verify()).toEqual([]);
  });

  test('what belongs to another company is refused wherever it is named', async () => {
    const warehouse = (await admin.get<Page>('inventory/warehouses?code=HK1')).items[0]!;
    const account = (await admin.get<Page>('system/fund-accounts?code=HKB')).items[0]!;
    const customerId = ground.customer.id;
    const head = { customerId, lines: lines('1') };
    expect(await problem(ORDERS, { ...head, warehouseId: warehouse.id })).toBe('company.mixed');

    const order = await done(ORDERS, await admin.create(ORDERS, { ...head, warehouseId: ground.warehouse.id }));
    const taken = [{ orderLineId: (order['lines'] as Shown[])[0]!.id, quantity: '1' }];
    const delivery = await admin.create(DELIVERIES, { warehouseId: warehouse.id, lines: taken });
    expect(await admin.refused(422, DELIVERIES, delivery, 'submit')).toMatchObject({
      ...{ code: 'company.mixed', number: order['number'] },
    });
    const balance = await admin.create('sales-orders/opening-balances', { customerId, amount: '50' });
    await done('sales-orders/opening-balances', balance);
    const receipt = { customerId, fundAccountId: account.id, amount: '50' };
    expect(await problem(RECEIPTS, { ...receipt, lines: [{ itemId: balance.id, amount: '50' }] })).toBe(
      'fulfilment.source',
    );
    const claims = 'office/expenses';
    const clerk = await world.colleague('Sun Qian', { superiorId: boss.id });
    const spent = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '100' }];
    const claim = await clerk.act(claims, await clerk.create(claims, { purpose: 'Visit', lines: spent }), 'submit');
    const approved = await boss.act(claims, claim, 'approve');
    expect(await admin.refused(422, claims, approved, 'reimburse', { fundAccountId: account.id })).toMatchObject({
      code: 'company.mixed',
    });
  });

  test('the company of a record stays as it was made; a user may move', async () => {
    const fixed = async (path: string, record: Shown): Promise<string> => {
      const body = { companyId: other.id };
      const answer = await admin.send('patch', `${path}/${record.id}`, body, { 'If-Match': `"${record.version}"` });
      return answer.body.code as string;
    };
    expect(await fixed('inventory/warehouses', await admin.get(`inventory/warehouses/${ground.warehouse.id}`))).toBe(
      'company.fixed',
    );
    const draft = await admin.create(ORDERS, { customerId: ground.customer.id, lines: lines('1') });
    expect(await fixed(ORDERS, draft)).toBe('company.fixed');
    const mover = await world.colleague('Chen Jie', { superiorId: boss.id });
    await admin.change('system/users', await admin.get(`system/users/${mover.id}`), { companyId: other.id });
    const quotation = await mover.create(QUOTATIONS, { customerId: ground.customer.id, lines: lines('1') });
    expect(quotation['company'].id).toBe(other.id);
    expect(await problem(ORDERS, { customerId: ground.customer.id, companyId: mover.id, lines: lines('1') })).toBe(
      'record.unknown',
    );
  });

  test('a closed period of one company does not close the other’s', async () => {
    const { items } = await admin.get<Page>('system/periods');
    const period = items.find((one) => one['company'].id === first.id)!;
    await admin.change('system/periods', period, { closedThrough: '2026-10-31' });
    const body = { customerId: ground.customer.id, date: '2026-10-15', lines: lines('1') };
    expect(await problem(QUOTATIONS, body)).toBe('period.closed');
    expect(await admin.create(QUOTATIONS, { ...body, companyId: other.id })).toMatchObject({ status: 'draft' });
  });
});
