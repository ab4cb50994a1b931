import pg from 'pg';
import { Clearing } from '../../src/kernel/clearing/clearing.js';
import { Actor } from '../support/actor.js';
import { PASSWORD, World } from '../support/world.js';

const HOUR = 3_600_000;

describe('What has ended is cleared away', () => {
  let world: World;
  let clearing: Clearing;
  beforeAll(async () => {
    world = await World.start();
    clearing = world.app.get(Clearing);
    await clearing.run();
  });
  afterAll(() => world.stop());

  const after = (hours: number): Date => new Date(Date.now() + hours * HOUR);
  const countOf = async (table: string): Promise<number> =>
    Number((await world.sqlAsApp(`SELECT count(*)::int AS count FROM ${table}`))[0]!['count']);
  const stranger = (): Actor => new Actor(world.app, 'stranger', '', undefined);
  const refresh = (cookie: string): ReturnType<Actor['send']> =>
    stranger().send('post', 'auth/refresh', {}, { Cookie: cookie });
  const cookieOf = ({ headers }: { headers: Record<string, unknown> }): string =>
    (headers['set-cookie'] as string[])[0]!.split(';')[0]!;
  const signIn = (): ReturnType<Actor['send']> =>
    stranger().send('post', 'auth/sign-in', { login: 'wang', password: PASSWORD });

  test('a key is remembered for 72 hours, and can be used anew after that', async () => {
    const create = async (): Promise<string> => {
      const headers = { 'Idempotency-Key': 'order-7' };
      return (await world.admin.send('post', 'customers', { name: 'Walker Automation' }, headers)).body.id as string;
    };
    const first = await create();
    expect(await clearing.run(after(71))).toBe(0);
    expect(await create()).toBe(first);
    expect(await clearing.run(after(73))).toBe(1);
    expect(await create()).not.toBe(first);
  });

  test('tokens of ended sessions go, spent ones of living sessions still give a thief away', async () => {
    const [gone, alive] = [await signIn(), await signIn()];
    await new Actor(world.app, 'wang', '', gone.body.accessToken as string).send('post', 'auth/sign-out', {});
    const renewed = await refresh(cookieOf(alive));
    expect(await clearing.run()).toBe(1);
    expect((await refresh(cookieOf(gone))).body).toMatchObject({ code: 'auth.expired' });
    await world.sqlAsApp(`UPDATE refresh_token SET used_at = now() - interval '1 minute' WHERE used_at IS NOT NULL`);
    expect((await refresh(cookieOf(alive))).status).toBe(401);
    expect((await refresh(cookieOf(renewed))).status).toBe(401);
    await clearing.run();
    const left = await countOf('refresh_token');
    expect(left).toBeGreaterThan(0);
    expect(await clearing.run(after(29 * 24))).toBeLessThanOrEqual(1);
    expect(await countOf('refresh_token')).toBe(left);
    await clearing.run(after(31 * 24));
    expect(await countOf('refresh_token')).toBe(0);
  });

  test('links go when they are used or have expired', async () => {
    const link = async (): Promise<string> => {
      const { body } = await world.admin.send('post', `system/users/${world.second.id}/link`);
      return (body as { link: string }).link.split('/').pop()!;
    };
    const used = await link();
    expect((await stranger().send('post', `auth/links/${used}`, { password: PASSWORD })).status).toBe(200);
    const open = await link();
    expect(await countOf('one_time_link')).toBe(2);
    await clearing.run(after(71));
    expect(await countOf('one_time_link')).toBe(1);
    expect((await stranger().send('get', `auth/links/${open}`)).status).toBe(200);
    expect((await stranger().send('get', `auth/links/${used}`)).body).toMatchObject({ code: 'auth.link' });
    await clearing.run(after(73));
    expect(await countOf('one_time_link')).toBe(0);
  });

  test('however many there are, by one node at a time', async () => {
    await clearing.run(after(73));
    await world.sqlAsApp(
      `INSERT INTO idempotency_key (caller_id, key, request_hash, status, created_at)
       SELECT $1, 'key-' || n, 'hash', 200, now() - interval '73 hours' FROM generate_series(1, 2500) n`,
      [world.admin.id],
    );
    const other = new pg.Client(world.databaseUrl);
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7206002)');
    expect(await clearing.run()).toBe(0);
    await other.end();
    const [one, two] = await Promise.all([clearing.run(), clearing.run()]);
    expect((await clearing.run()) + one + two).toBe(2500);
  });
});
