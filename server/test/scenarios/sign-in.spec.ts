import { Actor } from '../support/actor.js';
import { PASSWORD, World } from '../support/world.js';

describe('Signing in', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  const stranger = (): Actor => new Actor(world.app, 'stranger', '', undefined);
  const refresh = (cookie: string): ReturnType<Actor['send']> =>
    stranger().send('post', 'auth/refresh', {}, { Cookie: cookie });
  const cookieOf = (response: { headers: Record<string, unknown> }): string =>
    (response.headers['set-cookie'] as string[])[0]!.split(';')[0]!;

  test('the company is set up once', async () => {
    const state = await stranger().get('auth/state');
    expect(state).toMatchObject({ setupNeeded: false, companyName: 'Yunqi Trading', demo: false });
    const again = await stranger().send('post', 'auth/setup', {
      token: 'x',
      company: {
        ...{ name: 'Other', country: 'CN', timeZone: 'Asia/Shanghai', language: 'en', baseCurrency: 'CNY' },
        ...{ preset: 'trading', content: 'empty' },
      },
      administrator: { name: 'A', login: 'a', password: PASSWORD },
      second: { name: 'B', login: 'b' },
    });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'auth.setup-done' });
  });

  test('without a cookie there is no session to go on with, and one that does not hold is refused', async () => {
    const first = await stranger().send('post', 'auth/refresh', {});
    expect([first.status, first.text, first.headers['set-cookie']]).toEqual([204, '', undefined]);
    expect((await refresh('gx_refresh=made-up')).status).toBe(401);
  });

  test('a wrong password and an unknown name answer alike, and five failures lock the name', async () => {
    const wrong = await stranger().send('post', 'auth/sign-in', { login: 'wang', password: 'not this one' });
    const unknown = await stranger().send('post', 'auth/sign-in', { login: 'nobody', password: 'not this one' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'auth.wrong']);
    expect([unknown.status, unknown.body.code]).toEqual([401, 'auth.wrong']);
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await stranger().send('post', 'auth/sign-in', { login: 'wang', password: 'no' });
    }
    const locked = await stranger().send('post', 'auth/sign-in', { login: 'wang', password: PASSWORD });
    expect([locked.status, locked.body.code]).toEqual([429, 'auth.locked']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
  });

  test.each([
    [5, 15],
    [6, 30],
    [8, 120],
    [11, 900],
    [500, 900],
  ])('after %i failures a name waits %i seconds', async (failures, seconds) => {
    const login = `patient-${failures}`;
    await world.sqlAsApp('INSERT INTO login_attempt (login, failures) VALUES ($1, $2)', [login, failures - 1]);
    const guess = (): ReturnType<Actor['send']> =>
      stranger().send('post', 'auth/sign-in', { login, password: 'not this one' });
    expect((await guess()).status).toBe(401);
    const waits = Number((await guess()).headers['retry-after']);
    expect(waits).toBeLessThanOrEqual(seconds);
    expect(waits).toBeGreaterThan(seconds - 10);
  });

  test('a lock ends by itself, and a success forgets the failures', async () => {
    await world.colleague('Lin Fang');
    const signIn = (): ReturnType<Actor['send']> =>
      stranger().send('post', 'auth/sign-in', { login: 'lin.fang', password: PASSWORD });
    await world.sqlAsApp(`INSERT INTO login_attempt VALUES ('lin.fang', 6, now() + interval '30 s')`);
    expect((await signIn()).status).toBe(429);
    await world.sqlAsApp(`UPDATE login_attempt SET locked_until = now() WHERE login = 'lin.fang'`);
    expect((await signIn()).status).toBe(200);
    expect(await world.sqlAsApp(`SELECT 1 FROM login_attempt WHERE login = 'lin.fang'`)).toEqual([]);
  });

  test('a link that nobody used in time lets nobody in', async () => {
    const { id } = await world.admin.create('system/users', { login: 'late', name: 'Late', roleIds: [] });
    const { link } = (await world.admin.send('post', `system/users/${id}/link`)).body as { link: string };
    const path = `auth/links/${link.split('/').pop()!}`;
    expect((await stranger().send('get', path)).status).toBe(200);
    await world.sqlAsApp('UPDATE one_time_link SET expires_at = now() WHERE user_id = $1', [id]);
    const answers = [await stranger().send('get', path), await stranger().send('post', path, { password: PASSWORD })];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'auth.link']);
    expect(await world.sqlAsApp('SELECT used_at FROM one_time_link WHERE user_id = $1', [id])).toEqual([
      { used_at: null },
    ]);
  });

  test('of many guesses at once no more than the free ones are looked at', async () => {
    const guess = (): ReturnType<Actor['send']> =>
      stranger().send('post', 'auth/sign-in', { login: 'guessed', password: 'not this one' });
    const statuses = (await Promise.all(Array.from({ length: 20 }, guess))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  test('a password that is set anew by a link ends the sessions before it and the lock', async () => {
    const user = await world.colleague('Sun Qian');
    const signIn = (password: string): ReturnType<Actor['send']> =>
      stranger().send('post', 'auth/sign-in', { login: 'sun.qian', password });
    const before = cookieOf(await signIn(PASSWORD));
    for (let attempt = 1; attempt <= 5; attempt += 1) await signIn('no');
    expect((await signIn(PASSWORD)).status).toBe(429);
    const { link } = (await world.admin.send('post', `system/users/${user.id}/link`)).body as { link: string };
    const token = link.split('/').pop()!;
    const used = await stranger().send('post', `auth/links/${token}`, { password: 'another-horse-2' });
    expect(used.status).toBe(200);
    expect((await refresh(before)).status).toBe(401);
    expect((await user.send('get', 'auth/me')).status).toBe(401);
    expect((await signIn('another-horse-2')).status).toBe(200);
    expect((await stranger().send('post', `auth/links/${token}`, { password: PASSWORD })).status).toBe(404);
  });

  test('two tabs may refresh at once; a stolen old token ends the session', async () => {
    const first = cookieOf(await stranger().send('post', 'auth/sign-in', { login: 'zhou', password: PASSWORD }));
    const [one, two] = [await refresh(first), await refresh(first)];
    expect(cookieOf(one)).toBe(cookieOf(two));
    await world.sqlAsApp(`UPDATE refresh_token SET used_at = now() - interval '1 minute' WHERE used_at IS NOT NULL`);
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(cookieOf(one))).status).toBe(401);
  });

  test('a session that nobody goes on with ends after thirty days', async () => {
    const age = (days: number): Promise<unknown> =>
      world.sqlAsApp('UPDATE refresh_token SET created_at = now() - make_interval(days => $1)', [days]);
    const first = await stranger().send('post', 'auth/sign-in', { login: 'zhou', password: PASSWORD });
    await age(29);
    const next = await refresh(cookieOf(first));
    expect(next.status).toBe(200);
    await age(31);
    expect((await refresh(cookieOf(next))).status).toBe(401);
  });

  test('scripts, other sites and other addresses never see the refresh token; nobody claims an address', async () => {
    const body = { login: 'zhou', password: PASSWORD };
    const { headers } = await stranger().send('post', 'auth/sign-in', body, { 'X-Forwarded-For': '203.0.113.7' });
    const [, ...attributes] = (headers['set-cookie'] as unknown as string[])[0]!.split('; ');
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/api/v1/auth', 'SameSite=Strict']);
    const [noted] = await world.sqlAsApp(`SELECT ip FROM login_log WHERE login = 'zhou' ORDER BY id DESC LIMIT 1`);
    expect(noted!['ip']).toMatch(/127\.0\.0\.1$/);
  });

  test('a user who is kept out is out at once', async () => {
    const leaver = await world.colleague('Chen Hao');
    const record = await world.admin.get(`system/users/${leaver.id}`);
    await world.admin.act('system/users', record, 'deactivate');
    expect((await leaver.send('get', 'auth/me')).status).toBe(401);
  });

  test('the audit chain verifies', async () => {
    expect(await world.verify()).toEqual([]);
  });
});
