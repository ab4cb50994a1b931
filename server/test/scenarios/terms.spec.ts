import type { Actor, Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';
const BALANCES = 'sales-orders/opening-balances';

type Body = Record<string, unknown>;

describe('The terms of a document hold on its day', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const only = async (path: string): Promise<Shown> => {
    const { items } = await admin.get<{ items: Shown[] }>(path);
    expect(items).toHaveLength(1);
    return items[0]!;
  };
  const line = (taxRate: string): Body => ({ productId: ground.product.id, quantity: '1', price: '100', taxRate });
  const anOrder = (date: string, rates: string[], extra: Body = {}): Body => ({
    ...{ customerId: ground.customer.id, date, lines: rates.map(line) },
    ...extra,
  });
  const post = async (path: string, body: Body): Promise<[number, Body]> => {
    const { status, body: answer } = await admin.send('post', path, body);
    return [status, answer as Body];
  };
  const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  describe('tax rates', () => {
    beforeAll(async () => {
      const old = { code: 'VAT16', name: 'VAT 16%', rate: '16', validFrom: '2018-05-01', validTo: '2019-03-31' };
      await admin.create('system/tax-rates', old);
      await admin.act('system/tax-rates', await only('system/tax-rates?code=VAT1'), 'archive');
    });

    test.each([
      ['of the first day', '2018-05-01', ['16'], undefined],
      ['of the last day', '2019-03-31', ['16', '16.0', '016.00'], undefined],
      ['a day too late', '2019-04-01', ['13', '16'], { lineNo: 2, rate: '16', date: '2019-04-01' }],
      ['a day too early', '2018-04-30', ['16'], { lineNo: 1, rate: '16', date: '2018-04-30' }],
      ['unknown', '2026-03-01', ['13', '9', '14'], { lineNo: 3, rate: '14', date: '2026-03-01' }],
      ['archived', '2026-03-01', ['1'], { lineNo: 1, rate: '1', date: '2026-03-01' }],
    ])('%s', async (_, date, rates, wrong) => {
      for (const path of [QUOTATIONS, ORDERS]) {
        const [status, answer] = await post(path, anOrder(date, rates));
        if (wrong)
          expect([status, answer]).toEqual([422, expect.objectContaining({ code: 'tax-rate.not-valid', ...wrong })]);
        else expect(status).toBe(201);
      }
    });

    test('a line keeps a rate that was archived since; nobody takes it anew, and it must still hold', async () => {
      const rate = await admin.create('system/tax-rates', {
        ...{ code: 'VAT5', name: 'VAT 5%', rate: '5', validFrom: '2020-01-01', validTo: '2026-06-30' },
      });
      const order = await admin.create(ORDERS, anOrder('2026-06-01', ['5']));
      await admin.act('system/tax-rates', rate, 'archive');
      const kept = { ...line('5.00'), id: order.lines[0].id, quantity: '3' };
      const changed = await admin.change(ORDERS, order, { lines: [kept] });
      expect(changed).toMatchObject({ grossAmount: '300' });
      const change = (body: Body): ReturnType<Actor['send']> =>
        admin.send('patch', `${ORDERS}/${order.id}`, body, { 'If-Match': `"${changed.version}"` });
      expect((await change({ lines: [kept, line('5')] })).body).toMatchObject({
        code: 'tax-rate.not-valid',
        lineNo: 2,
      });
      expect((await change({ date: '2026-07-01' })).body).toMatchObject({ code: 'tax-rate.not-valid', lineNo: 1 });
    });

    test('a copy is of today, so its rates are looked at again when it is submitted', async () => {
      const copy = await admin.create(
        `${ORDERS}/${(await admin.create(ORDERS, anOrder('2019-03-31', ['16']))).id}/copy`,
        {},
      );
      expect(copy['date']).toBe(today());
      expect(await admin.refused(422, ORDERS, copy, 'submit')).toMatchObject({
        code: 'tax-rate.not-valid',
        rate: '16',
      });
    });
  });

  describe('exchange rates', () => {
    let dollar: Shown;
    beforeAll(async () => {
      const archived = await only('system/currencies?code=USD');
      const restored = await admin.act('system/currencies', archived, 'restore');
      expect((await post(ORDERS, anOrder('2026-05-01', ['13'], { currency: 'USD' })))[1]).toMatchObject({
        ...{ code: 'currency.no-rate', status: 422, date: '2026-05-01' },
        detail: 'USD has no exchange rate on or before 2026-05-01; enter one with the currency first',
      });
      const first = await admin.act('system/currencies', restored, 'rates', { date: '2026-03-01', rate: '7.18' });
      dollar = await admin.act('system/currencies', first, 'rates', { date: '2026-04-01', rate: '7.2042' });
    });

    test.each([
      ['2026-03-01', '7.18', '811.34'],
      ['2026-03-31', '7.18', '811.34'],
      ['2026-04-01', '7.2042', '814.07'],
      ['2026-12-24', '7.2042', '814.07'],
    ])('an order of %s is counted at %s', async (date, exchangeRate, baseAmount) => {
      const terms = { currency: 'USD', taxMode: 'exclusive' };
      const order = await admin.create(ORDERS, anOrder(date, ['13'], terms));
      expect(order).toMatchObject({ exchangeRate, grossAmount: '113', baseAmount, currency: 'USD' });
    });

    test('amounts have the digits of their currency, their value those of the base currency', async () => {
      const yen = { code: 'JPY', name: 'Yen', symbol: '¥', minorUnit: 0, rate: '0.0486', rateDate: '2026-01-01' };
      await admin.create('system/currencies', yen);
      const lines = [{ ...line('13'), quantity: '3', price: '333.5' }];
      const terms = { currency: 'JPY', taxMode: 'exclusive', lines };
      expect(await admin.create(ORDERS, anOrder('2026-05-01', [], terms))).toMatchObject({
        ...{ netAmount: '1001', taxAmount: '130', grossAmount: '1131', baseAmount: '54.97' },
      });
    });

    test('nothing is counted at a rate of a later day', async () => {
      const account = await admin.create('system/fund-accounts', {
        ...{ code: 'BOC', name: 'Dollars', kind: 'bank', currency: 'USD' },
      });
      const { id: customerId } = ground.customer;
      const early = { date: '2026-02-28', customerId };
      for (const [path, body] of [
        [QUOTATIONS, anOrder('2026-02-28', ['13'], { currency: 'USD' })],
        [ORDERS, anOrder('2026-02-28', ['13'], { currency: 'USD' })],
        [BALANCES, { ...early, currency: 'USD', amount: '10' }],
        [RECEIPTS, { ...early, fundAccountId: account.id, amount: '10' }],
      ] as const)
        expect((await post(path, body))[1]).toMatchObject({ code: 'currency.no-rate', status: 422 });
      const receipt = { customerId, fundAccountId: account.id, amount: '10', date: '2026-03-02' };
      const draft = await admin.create(RECEIPTS, receipt);
      expect(await admin.change(RECEIPTS, draft, { date: '2026-04-02' })).toMatchObject({ exchangeRate: '7.2042' });
    });

    test('a copy takes the rate of its own day when it is submitted', async () => {
      const order = await admin.create(ORDERS, anOrder('2026-03-01', ['13'], { currency: 'USD' }));
      const copy = await admin.create(`${ORDERS}/${order.id}/copy`, {});
      await admin.act('system/currencies', dollar, 'rates', { date: today(), rate: '7' });
      expect(await admin.act(ORDERS, copy, 'submit')).toMatchObject({ exchangeRate: '7', baseAmount: '700' });
    });

    test('what was agreed in dollars goes on in dollars when they are not in use any more, at the rate of each day', async () => {
      await admin.act('system/currencies', await only('system/currencies?code=USD'), 'rates', {
        date: today(),
        rate: '7',
      });
      const terms = { currency: 'USD', warehouseId: ground.warehouse.id };
      const order = await approved(ground, ORDERS, await admin.create(ORDERS, anOrder('2026-03-01', ['13'], terms)));
      await admin.act('system/currencies', await only('system/currencies?code=USD'), 'archive');
      const delivery = await admin.create(`${ORDERS}/${order.id}/delivery`, {});
      expect(delivery).toMatchObject({ currency: 'USD', amount: '100' });
      const done = await approved(ground, 'sales-orders/deliveries', delivery);
      const invoice = await admin.create(`sales-orders/deliveries/${done.id}/invoice`, {});
      expect(invoice).toMatchObject({ date: today(), currency: 'USD', grossAmount: '100' });
      expect(invoice).toMatchObject({ exchangeRate: '7', baseAmount: '700' });
      const earlier = await admin.change(INVOICES, invoice, { date: '2026-03-31' });
      expect(earlier).toMatchObject({ exchangeRate: '7.18', baseAmount: '718' });
      await approved(ground, INVOICES, earlier);
      const account = await only('system/fund-accounts?code=BOC');
      const receipt = { customerId: ground.customer.id, fundAccountId: account.id, amount: '100', date: '2026-04-01' };
      const paid = await admin.create(RECEIPTS, { ...receipt, lines: [{ itemId: invoice.id, amount: '100' }] });
      expect(paid).toMatchObject({ exchangeRate: '7.2042', baseAmount: '720.42' });
      expect(await approved(ground, RECEIPTS, paid)).toMatchObject({ status: 'completed' });
      expect(await world.verify()).toEqual([]);
    });
  });
});
