import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const USERS = 'system/users';
const LAST = { code: 'user.last-administrator', status: 409 };

describe('There is always an administrator', () => {
  let world: World;
  let admin: Actor;
  let roles: { administrator: string; staff: string; clerk: string };
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
    const { items } = await admin.get<{ items: Shown[] }>('system/roles');
    const clerk = await admin.create('system/roles', {
      ...{ name: 'Keeps users', scopes: { system: 'all' } },
      permissions: ['system.user.read', 'system.user.update', 'system.user.delete'],
    });
    const [builtIn, staff] = [true, false].map((kind) => items.find((role) => role['builtIn'] === kind)!.id);
    roles = { administrator: builtIn!, staff: staff!, clerk: clerk.id };
  });
  afterAll(() => world.stop());

  const recordOf = ({ id }: Actor): Promise<Shown> => admin.get(`${USERS}/${id}`);
  const send = async (by: Actor, user: Shown, act: string | string[]): ReturnType<Actor['send']> => {
    const headers = { 'If-Match': `"${user.version}"` };
    if (Array.isArray(act)) return by.send('patch', `${USERS}/${user.id}`, { roleIds: act }, headers);
    if (act === 'delete') return by.send('delete', `${USERS}/${user.id}`, undefined, headers);
    return by.send('post', `${USERS}/${user.id}/${act}`, {}, headers);
  };

  test.each(['deactivate', 'archive', 'delete'])('nobody can %s themselves', async (act) => {
    const refused = await send(admin, await recordOf(admin), act);
    expect([refused.status, refused.body.code]).toEqual([422, 'user.self']);
  });

  test('the last one keeps the role, whoever wants to take it', async () => {
    const clerk = await world.colleague('Sun Qian', { roleIds: [roles.clerk] });
    for (const left of [[], [roles.staff]])
      expect((await send(admin, await recordOf(admin), left)).body).toMatchObject(LAST);
    for (const act of [[], 'deactivate', 'archive', 'delete'])
      expect((await send(clerk, await recordOf(admin), act)).body).toMatchObject(LAST);
    const more = await send(admin, await recordOf(admin), [roles.administrator, roles.staff]);
    expect([more.status, (more.body as Shown)['roleIds']]).toEqual([200, [roles.administrator, roles.staff]]);
    expect((await admin.send('get', 'auth/me')).status).toBe(200);
  });

  test('who has not chosen a password yet is none, and neither is who was kept out', async () => {
    const invited = { name: 'He Yun', login: 'he.yun', roleIds: [roles.administrator] };
    await admin.create(USERS, invited);
    expect((await send(admin, await recordOf(admin), [])).body).toMatchObject(LAST);
    const former = await world.colleague('Chen Hao', { roleIds: [roles.administrator] });
    await admin.act(USERS, await recordOf(former), 'deactivate');
    expect((await send(admin, await recordOf(admin), [])).body).toMatchObject(LAST);
  });

  test('of two who step down at once one stays, however often they try', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const rival = await world.colleague(`Rival ${round}`, { roleIds: [roles.administrator] });
      const records = [await recordOf(admin), await recordOf(rival)] as const;
      const answers = await Promise.all([send(admin, records[0], []), send(rival, records[1], [])]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [stays, left] = answers[0].status === 409 ? [admin, rival] : [rival, admin];
      expect((await stays.send('get', USERS)).status).toBe(200);
      expect((await left.send('get', USERS)).status).toBe(403);
      if (stays === admin) continue;
      await send(rival, await rival.get(`${USERS}/${admin.id}`), [roles.administrator]);
      await send(rival, await rival.get(`${USERS}/${rival.id}`), []);
    }
  });
});
