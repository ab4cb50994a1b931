import { JwtService } from '@nestjs/jwt';
import { TRUST_MS } from '../../src/kernel/auth/principals.js';
import { DECIDING_TABLES, isDeciding } from '../../src/kernel/db/deciding.js';
import { Actor, type Shown } from '../support/actor.js';
import { pause } from '../support/statements.js';
import { PASSWORD, World } from '../support/world.js';

describe('Sessions are one’s own', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  async function signIn(login: string, password = PASSWORD, agent = 'Phone'): Promise<Actor> {
    const nobody = new Actor(world.app, login, '', undefined);
    const { body, status } = await nobody.send('post', 'auth/sign-in', { login, password }, { 'User-Agent': agent });
    expect(status).toBe(200);
    return new Actor(world.app, login, '', body.accessToken as string);
  }
  const sessionsOf = async (by: Actor): Promise<Shown[]> => (await by.get<{ items: Shown[] }>('auth/sessions')).items;
  const worksFor = async (by: Actor): Promise<boolean> => (await by.send('get', 'auth/me')).status === 200;

  test('each one is listed with its browser, the present one marked, and can be ended', async () => {
    const phone = await signIn('wang', PASSWORD, 'Phone');
    const desk = await signIn('wang', PASSWORD, 'Desk');
    const mine = await sessionsOf(desk);
    expect(mine.filter(({ current }) => current).map(({ userAgent }) => userAgent as string)).toEqual(['Desk']);
    const onPhone = mine.find(({ userAgent }) => userAgent === 'Phone')!;
    expect(await desk.send('delete', `auth/sessions/${onPhone.id}`)).toMatchObject({ status: 204 });
    expect([await worksFor(phone), await worksFor(desk)]).toEqual([false, true]);
    expect((await sessionsOf(desk)).map(({ id }) => id)).not.toContain(onPhone.id);
    expect((await desk.send('delete', `auth/sessions/${onPhone.id}`)).status).toBe(404);
  });

  test('a token that was good a moment ago is not good after its end', async () => {
    const jwt = world.app.get(JwtService);
    const { sub, sid } = jwt.decode<{ sub: string; sid: string }>((await signIn('wang')).token!);
    const brief = new Actor(world.app, 'wang', sub, await jwt.signAsync({ sub, sid }, { expiresIn: 1 }));
    expect([await worksFor(brief), await worksFor(brief)]).toEqual([true, true]);
    await pause(1100);
    expect(await brief.send('get', 'auth/me')).toMatchObject({ status: 401, body: { code: 'auth.expired' } });
  });

  test('nobody sees or ends those of somebody else, not even the administrator', async () => {
    const [first] = await sessionsOf(await signIn('wang'));
    expect((await sessionsOf(world.admin)).map(({ id }) => id)).not.toContain(first!.id);
    expect((await world.admin.send('delete', `auth/sessions/${first!.id}`)).status).toBe(404);
  });

  test('signing out ends the session that did', async () => {
    const [one, two] = [await signIn('wang'), await signIn('wang')];
    expect((await one.send('post', 'auth/sign-out', {})).status).toBe(204);
    expect([await worksFor(one), await worksFor(two)]).toEqual([false, true]);
  });

  test.each([
    ['a wrong one', { current: 'not this one', next: 'another-horse-2' }, 422, 'auth.wrong-password'],
    ['a short one', { current: PASSWORD, next: 'short' }, 400, 'request.invalid'],
    ['the user name', { current: PASSWORD, next: 'wang' }, 400, 'request.invalid'],
  ])('a password is not changed by %s', async (_, input, status, code) => {
    const user = await signIn('wang');
    const refused = await user.send('post', 'auth/password', input);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    await signIn('wang');
  });

  test('who has the session but not the password guesses no more often than at the door', async () => {
    await world.colleague('Xu Ning');
    const user = await signIn('xu.ning');
    const guess = (): ReturnType<Actor['send']> =>
      user.send('post', 'auth/password', { current: 'a-guess-of-mine', next: 'another-horse-2' });
    const answers: string[] = [];
    for (let n = 0; n < 7; n += 1) answers.push((await guess()).body.code as string);
    expect(answers.slice(0, 5)).toEqual(Array(5).fill('auth.wrong-password'));
    expect(answers.at(-1)).toBe('auth.locked');
  });

  test('sessions that can no longer be gone on with are not listed', async () => {
    const user = await signIn('wang', PASSWORD, 'Old tablet');
    const agents = async (): Promise<unknown[]> =>
      (await sessionsOf(user)).map(({ userAgent }) => userAgent as unknown);
    expect(await agents()).toContain('Old tablet');
    await world.sqlAsOwner(
      `UPDATE session SET last_used_at = now() - interval '31 days' WHERE user_agent = 'Old tablet'`,
    );
    expect(await agents()).not.toContain('Old tablet');
  });

  test('a changed password ends every other session', async () => {
    await world.colleague('He Yun');
    const [here, there] = [await signIn('he.yun'), await signIn('he.yun')];
    const changed = await here.send('post', 'auth/password', { current: PASSWORD, next: 'another-horse-2' });
    expect(changed.status).toBe(204);
    expect([await worksFor(here), await worksFor(there)]).toEqual([true, false]);
    await signIn('he.yun', 'another-horse-2');
    const old = await there.send('post', 'auth/sign-in', { login: 'he.yun', password: PASSWORD });
    expect([old.status, old.body.code]).toEqual([401, 'auth.wrong']);
  });

  test('a new password and another language are acts that the log tells of, without the password', async () => {
    const { id } = await world.colleague('Zhao Lei');
    const zhao = await signIn('zhao.lei');
    const body = { current: PASSWORD, next: 'another-horse-3' };
    expect((await zhao.send('post', 'auth/password', body)).status).toBe(204);
    for (const language of ['en', 'en', 'zh-CN'])
      expect((await zhao.send('patch', 'auth/me', { language })).status).toBe(200);
    const { items } = await world.admin.get<{ items: Shown[] }>(`system/audit-logs?recordId=${id}&actorId=${id}`);
    const told = items.map((item) => [item['action'], item['changes']] as unknown);
    expect(told.slice(-1)).toEqual([['password', []]]);
    expect(told[0]).toEqual(['update', [{ field: 'language', from: 'en', to: 'zh-CN' }]]);
    expect(JSON.stringify(items)).not.toContain('horse');
    expect(await world.verify()).toEqual([]);
  });

  test('what another node ends is known here within 200 milliseconds, and what decides on rights is known to be', async () => {
    const one = await signIn('wang');
    expect(await worksFor(one)).toBe(true);
    // As a node does that shares nothing with this one but the database.
    await world.sqlAsOwner(`UPDATE session SET ended_at = now() WHERE user_id = '${world.second.id}'`);
    await pause(TRUST_MS);
    expect(await worksFor(one)).toBe(false);
    const counted = await world.sqlAsOwner(
      `SELECT DISTINCT tgrelid::regclass::text AS "table" FROM pg_trigger WHERE tgname = 'security_epoch'`,
    );
    const tables = counted.map(({ table }) => String(table).replaceAll('"', '')).sort();
    expect([...tables, 'session'].sort()).toEqual([...DECIDING_TABLES].sort());
    expect(isDeciding('UPDATE "user" SET "name" = $2 WHERE id = $1')).toBe(true);
    expect(isDeciding('INSERT INTO "user_setting" (id) VALUES ($1)')).toBe(false);
  });
});
