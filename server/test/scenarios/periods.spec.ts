import { PeriodLock } from '../../src/kernel/auth/ports.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { World } from '../support/world.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, prepare, type Ground } from '../support/factories.js';

describe('Closing the books', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const period = async (): Promise<Shown> => (await admin.get<{ items: Shown[] }>('system/periods')).items[0]!;
  const change = async (body: Record<string, unknown>): ReturnType<Actor['send']> => {
    const { id, version } = await period();
    return admin.send('patch', `system/periods/${id}`, body, { 'If-Match': `"${version}"` });
  };

  test('there is one period of the company, and nobody makes another', async () => {
    expect(await period()).toMatchObject({
      company: { name: 'Yunqi Trading' },
      closedThrough: '1900-01-01',
      lockedThrough: '1900-01-01',
    });
    expect((await admin.send('post', 'system/periods', { closedThrough: '2026-01-31' })).status).toBe(404);
  });

  test('the lock stays within what is closed, and behind today', async () => {
    const beyond = await change({ closedThrough: '2026-01-31', lockedThrough: '2026-02-28' });
    expect([beyond.status, beyond.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/lockedThrough', code: 'maximum' }),
    ]);
    const slip = await change({ closedThrough: '2099-12-31', lockedThrough: '2099-12-31' });
    expect([slip.status, slip.body.errors[0].pointer]).toEqual([400, '/lockedThrough']);
    expect((await change({ closedThrough: '2026-01-31', lockedThrough: '2025-12-31' })).body).toMatchObject({
      version: 2,
      closedThrough: '2026-01-31',
    });
  });

  test('nothing is posted into closed days', async () => {
    const { company } = await period();
    const post = (date: string): Promise<void> =>
      world.app.get(UnitOfWork).run(() => world.app.get(PeriodLock).assertOpen(company.id, date));
    await expect(post('2026-01-31')).rejects.toMatchObject({ code: 'period.closed', status: 423 });
    await expect(post('2026-02-01')).resolves.toBeUndefined();
  });

  test('books open again down to the lock, which never moves back', async () => {
    expect((await change({ closedThrough: '2025-12-31' })).status).toBe(200);
    const opened = await change({ closedThrough: '2025-11-30', lockedThrough: '2025-11-30' });
    expect([opened.status, opened.body.code]).toEqual([423, 'period.closed']);
    expect(opened.body.detail).toContain('2025-12-31');
  });

  describe('with documents', () => {
    const ORDERS = 'sales-orders';
    const QUOTATIONS = 'sales-orders/quotations';
    const CLAIMS = 'office/expenses';
    const RECEIPTS = 'sales-orders/receipts';
    const BALANCES = 'sales-orders/opening-balances';
    const OPEN = '2026-02-10';
    const CLOSED = { code: 'period.closed', status: 423 };
    let ground: Ground;
    const quoted = (date: string): Record<string, unknown> => ({
      ...{ customerId: ground.customer.id, date },
      lines: [{ productId: ground.product.id, quantity: '1' }],
    });
    const ordered = (date: string): Promise<Shown> =>
      admin.create(ORDERS, { ...quoted(date), warehouseId: ground.warehouse.id });
    const send = async (by: Actor, path: string, body: Record<string, unknown>): Promise<Shown> =>
      (await by.send('post', path, body, { 'If-Match': '*' })).body as Shown;
    const closeThrough = async (day: string): Promise<void> =>
      expect((await change({ closedThrough: day })).status).toBe(200);

    beforeAll(async () => {
      ground = await prepare(world);
      await closeThrough('2026-01-31');
    });

    test('nothing is written into closed days, nor moved there', async () => {
      const claim = (date: string): Record<string, unknown> => ({
        ...{ purpose: 'Visit', date },
        lines: [{ category: 'travel', date: '2026-01-10', description: 'Train', amount: '10' }],
      });
      expect(await send(admin, CLAIMS, claim('2026-01-31'))).toMatchObject({ ...CLOSED, date: '2026-01-31' });
      expect(await send(admin, QUOTATIONS, quoted('2026-01-31'))).toMatchObject(CLOSED);
      const draft = await admin.create(QUOTATIONS, quoted('2026-02-01'));
      const moved = await admin.send('patch', `${QUOTATIONS}/${draft.id}`, { date: '2026-01-31' }, { 'If-Match': '*' });
      expect(moved.body).toMatchObject(CLOSED);
      expect((await admin.change(QUOTATIONS, draft, { date: '2026-02-02' }))['date']).toBe('2026-02-02');
    });

    test('what waits when its days are closed is neither submitted nor approved, and goes on when they open', async () => {
      const [draft, waiting] = [await ordered(OPEN), await ordered(OPEN)];
      await admin.act(ORDERS, waiting, 'submit');
      await closeThrough('2026-02-28');
      expect(await send(admin, `${ORDERS}/${draft.id}/submit`, {})).toMatchObject(CLOSED);
      expect(await send(world.second, `${ORDERS}/${waiting.id}/approve`, {})).toMatchObject(CLOSED);
      expect(await admin.get(`${ORDERS}/${waiting.id}`)).toMatchObject({ status: 'pending' });
      await closeThrough('2026-01-31');
      expect(await send(world.second, `${ORDERS}/${waiting.id}/approve`, {})).toMatchObject({ status: 'effective' });
    });

    test('money that came in closed days is used today', async () => {
      const receipt = { customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '500', date: OPEN };
      const deposit = await approved(ground, RECEIPTS, await admin.create(RECEIPTS, receipt));
      const owed = await approved(
        ground,
        BALANCES,
        await admin.create(BALANCES, { customerId: ground.customer.id, amount: '100' }),
      );
      await closeThrough('2026-02-28');
      const settled = await admin.act(RECEIPTS, deposit, 'settle', { lines: [{ itemId: owed.id, amount: '100' }] });
      expect(settled).toMatchObject({ openAmount: '400' });
      await closeThrough('2026-01-31');
    });

    test('what is done in closed days is not undone there, but what is left of it is closed today', async () => {
      const order = await approved(ground, ORDERS, await ordered(OPEN));
      const offer = await approved(ground, QUOTATIONS, await admin.create(QUOTATIONS, quoted(OPEN)));
      await closeThrough('2026-02-28');
      const reason = 'The customer has no need any more';
      for (const [path, { id }] of [
        [ORDERS, order],
        [QUOTATIONS, offer],
      ] as const) {
        expect(await send(admin, `${path}/${id}/void`, { reason })).toMatchObject(CLOSED);
        expect(await send(admin, `${path}/${id}/close`, { reason })).toMatchObject({ status: 'closed' });
      }
      expect(await world.verify()).toEqual([]);
      await closeThrough('2025-12-31');
    });
  });

  test('closing needs the right', async () => {
    const { id } = await period();
    const denied = await world.second.send(
      'patch',
      `system/periods/${id}`,
      { closedThrough: '2026-03-31' },
      { 'If-Match': '*' },
    );
    expect([denied.status, denied.body.code]).toEqual([403, 'access.denied']);
  });
});
