import { PeriodLock } from '../../src/kernel/auth/ports.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { World } from '../support/world.js';
import type { Actor, Shown } from '../support/actor.js';

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
    expect(opened.body.title).toContain('2025-12-31');
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
