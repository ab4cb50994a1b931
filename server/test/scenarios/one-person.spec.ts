import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const USERS = 'system/users';
/** Where the documents of these types are found; they need no effective document before them. */
const PATHS = {
  quotation: 'sales-orders/quotations',
  'sales-order': 'sales-orders',
  'stock-issue': 'inventory/stock-issues',
  expense: 'office/expenses',
} as const;

describe('A company of one person', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
    ground = await prepare(world);
    expect(await admin.get('auth/me')).toMatchObject({ releaseBlocked: false });
    await admin.act(USERS, await admin.get(`${USERS}/${world.second.id}`), 'deactivate');
  });
  afterAll(() => world.stop());

  test('says that somebody else must release', async () => {
    expect(await admin.get('auth/me')).toMatchObject({ releaseBlocked: true });
    expect((await world.second.send('get', 'auth/me')).status).toBe(401);
  });

  test.each(Object.entries(PATHS))('prepares a %s, but does not submit it', async (type, path) => {
    const draft = await FACTORIES[type]!(ground, admin);
    const edited = await admin.change(path, draft, { date: draft['date'], note: 'Prepared' });
    const refused = await admin.refused(422, path, edited, 'submit');
    expect(refused).toMatchObject({
      code: 'approval.second-person',
      detail: expect.stringContaining('invite a colleague'),
    });
    expect(await admin.get(`${path}/${draft.id}`)).toMatchObject({
      status: 'draft',
      number: null,
      version: edited.version,
      submittedAt: null,
    });
  });

  test('a submission that is refused takes no number, and the books agree', async () => {
    const types = Object.keys(PATHS);
    const counters = 'SELECT document_type FROM numbering_counter WHERE document_type = ANY($1)';
    expect(await world.sqlAsApp(counters, [types])).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  test('cannot get round it by asking itself', async () => {
    const flow = await admin.create('system/approval-flows', {
      ...{ documentType: 'expense', name: 'Myself', priority: 900 },
      steps: [{ name: 'Me', mode: 'any', approver: { kind: 'users', userIds: [admin.id] } }],
    });
    expect(await admin.refused(403, 'system/approval-flows', flow, 'activate')).toMatchObject({
      code: 'approval.author',
    });
    const tried = await admin.send('post', 'system/approval-flows/simulate', {
      documentType: 'expense',
      userId: admin.id,
      steps: flow['steps'],
    });
    expect(tried.body).toMatchObject({ steps: [], problem: { code: 'approval.second-person' } });
    const self = await admin.send('patch', `${USERS}/${admin.id}`, { superiorId: admin.id }, { 'If-Match': '*' });
    expect([self.status, self.body.code]).toEqual([422, 'record.cycle']);
  });

  test('goes on as soon as there is a second person', async () => {
    await admin.act(USERS, await admin.get(`${USERS}/${world.second.id}`), 'activate');
    expect(await admin.get('auth/me')).toMatchObject({ releaseBlocked: false });
    const { items } = await admin.get<{ items: Shown[] }>(PATHS.expense);
    const pending = await admin.act(PATHS.expense, items[0]!, 'submit');
    expect(pending.status).toBe('pending');
    expect(await admin.refused(403, PATHS.expense, pending, 'approve')).toMatchObject({ code: 'approval.author' });
  });
});
