import request, { type Response } from 'supertest';
import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const CLAIMS = 'office/expenses';
const REASON = { reason: 'Not needed' };

/** An approval task opens a document that is out of scope for reading (P1); it does not make it one's own. */
describe('Who decides on a document out of scope', () => {
  let world: World;
  let claimant: Actor;
  let decider: Actor;
  let claim: Shown;
  beforeAll(async () => {
    world = await World.start();
    const actions = ['read', 'create', 'update', 'delete', 'submit', 'void'];
    const role = await world.admin.create('system/roles', {
      ...{ name: 'Own claims', permissions: actions.map((action) => `office.expense.${action}`) },
      scopes: { office: 'own' },
    });
    decider = await world.colleague('Gu Yifan', { roleIds: [role.id] });
    claimant = await world.colleague('Li Xiaotong', { roleIds: [role.id], superiorId: decider.id });
    const draft = await FACTORIES['expense']!({ world } as Ground, claimant);
    claim = await claimant.act(CLAIMS, draft, 'submit');
  });
  afterAll(() => world.stop());

  const stateOf = async (): Promise<unknown> => {
    const { version, status, acts, mayChange } = await decider.get(`${CLAIMS}/${claim.id}`);
    const allowed = (acts as Shown[]).filter(({ allowed }) => allowed).map(({ act }) => act as string);
    return { version, status, allowed, mayChange };
  };
  const refused = async (method: 'post' | 'patch' | 'delete', path: string, body?: object): Promise<unknown> => {
    const answer = await decider.send(method, `${CLAIMS}/${claim.id}${path}`, body as Record<string, unknown>, {
      'If-Match': '*',
    });
    return [answer.status, answer.body.code];
  };
  const upload = (by: Actor, path: string): Promise<Response> =>
    Promise.resolve(
      request(world.app.getHttpServer())
        .post(`/api/v1/${path}`)
        .set('Authorization', `Bearer ${by.token!}`)
        .attach('file', Buffer.from('Train, 312.50'), 'receipt.txt'),
    );
  const ONLY_READ = [403, 'access.decider'];

  test('reads it and rejects it, and then changes nothing of it', async () => {
    expect(await stateOf()).toMatchObject({
      status: 'pending',
      allowed: ['approve', 'reject', 'transfer', 'copy'],
      mayChange: false,
    });
    await decider.act(CLAIMS, claim, 'reject', REASON);
    expect(await stateOf()).toMatchObject({ status: 'rejected', allowed: ['copy'] });
    expect(await refused('patch', '', { purpose: 'Mine now' })).toEqual(ONLY_READ);
    expect(await refused('post', '/submit', {})).toEqual(ONLY_READ);
    expect(await refused('post', '/comments', { text: 'See the receipt' })).toEqual([201, undefined]);
  });

  test('approves it, and then does not void it', async () => {
    const again = await claimant.act(CLAIMS, await claimant.get(`${CLAIMS}/${claim.id}`), 'submit');
    await decider.act(CLAIMS, again, 'approve');
    expect(await refused('post', '/void', REASON)).toEqual(ONLY_READ);
    expect(await stateOf()).toMatchObject({ status: 'effective', allowed: ['copy'] });
    expect(await claimant.get(`${CLAIMS}/${claim.id}`)).toMatchObject({ mayChange: true });
  });

  test('files are neither added nor taken away, and somebody in scope does both', async () => {
    const path = `${CLAIMS}/${claim.id}/attachments`;
    const added = await upload(claimant, path);
    expect(added.status).toBe(201);
    expect((await upload(decider, path)).body).toMatchObject({ code: 'access.decider' });
    const { id } = added.body as Shown;
    expect(await refused('delete', `/attachments/${id}`)).toEqual(ONLY_READ);
    expect((await claimant.send('delete', `${path}/${id}`)).status).toBeLessThan(300);
  });
});
