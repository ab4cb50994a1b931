import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

interface Mention {
  id: string;
  at: string;
  by: { id: string; name: string };
  text: string;
  record: { id: string; type: string; number: string | null; title: string | null };
}
interface Inbox {
  mentions: Mention[];
  counts: { mentions: number };
}

const NOBODY = '01900000-0000-7000-8000-00000000dead';

describe('Mentions in comments', () => {
  let world: World;
  let ground: Ground;
  let colleague: Actor;
  let outsider: Actor;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    colleague = await world.colleague('Li Xiaotong');
    const role = await world.admin.create('system/roles', {
      ...{ name: 'Own customers', permissions: ['customers.customer.read'], scopes: { customers: 'own' } },
    });
    outsider = await world.colleague('Gao Yang', { roleIds: [role.id] });
  });
  afterAll(() => world.stop());

  const say = (
    path: string,
    { id }: Shown,
    text: string,
    mentionIds: string[],
  ): Promise<{ status: number; body: Shown }> =>
    world.admin.send('post', `${path}/${id}/comments`, { text, mentionIds });
  const inboxOf = (who: Actor): Promise<Inbox> => who.get<Inbox>('inbox');
  const textsOf = async (who: Actor): Promise<string[]> => (await inboxOf(who)).mentions.map(({ text }) => text);
  const rows = async (commentText: string): Promise<unknown> =>
    (
      await world.sqlAsApp(
        'SELECT m.user_id, c.mention_ids FROM mention m JOIN comment c ON c.id = m.comment_id WHERE c.text = $1',
        [commentText],
      )
    ).length;

  test('who is named finds the comment in the inbox, newest first, until it is seen', async () => {
    const order = await FACTORIES['sales-order']!(ground, world.admin);
    expect((await say('sales-orders', order, '@Li Xiaotong is Friday early enough?', [colleague.id])).status).toBe(201);
    await say('customers', ground.customer, `@Li Xiaotong ${'x'.repeat(300)}`, [colleague.id]);
    const { mentions, counts } = await inboxOf(colleague);
    expect(counts.mentions).toBe(2);
    expect(mentions[0]).toMatchObject({
      record: { type: 'customer', id: ground.customer.id, number: null, title: ground.customer['name'] },
    });
    expect(mentions[0]!.text).toHaveLength(200);
    expect(mentions[1]).toMatchObject({
      by: { id: world.admin.id, name: 'Zhou Min' },
      text: '@Li Xiaotong is Friday early enough?',
      record: { type: 'sales-order', id: order.id, number: order['number'], title: order['title'] },
    });
    const seen = `inbox/mentions/${mentions[0]!.id}/seen`;
    expect((await colleague.send('post', seen)).status).toBe(204);
    expect((await colleague.send('post', seen)).status).toBe(204);
    expect((await inboxOf(colleague)).mentions).toEqual([mentions[1]]);
  });

  test('only whom it names can end it', async () => {
    await say('customers', ground.customer, 'for one', [colleague.id]);
    const [mention] = (await inboxOf(colleague)).mentions;
    for (const [who, id] of [
      [world.admin, mention!.id],
      [colleague, NOBODY],
      [colleague, 'not-an-id'],
    ] as const) {
      const answer = await who.send('post', `inbox/mentions/${id}/seen`);
      expect([answer.status, answer.body.code]).toEqual([404, 'record.not-found']);
    }
    expect(await textsOf(colleague)).toContain('for one');
  });

  test('what may not be read is not shown, until it may', async () => {
    const hidden = await world.admin.create('customers', { name: '无锡锐翔机电' });
    await say('customers', hidden, 'can you take over?', [outsider.id]);
    expect(await inboxOf(outsider)).toMatchObject({ mentions: [], counts: { mentions: 0 } });
    await world.admin.change('customers', hidden, { ownerId: outsider.id });
    expect(await textsOf(outsider)).toEqual(['can you take over?']);
  });

  test('an approver reads what was said about the document at hand', async () => {
    const claim = await FACTORIES['expense']!(ground, colleague);
    const boss = await world.colleague('Sun Tao', { roleIds: [] });
    await world.admin.change('system/users', await world.admin.get(`system/users/${colleague.id}`), {
      superiorId: boss.id,
    });
    await say('office/expenses', claim, 'please be quick', [boss.id]);
    expect(await textsOf(boss)).toEqual([]);
    await colleague.act('office/expenses', claim, 'submit');
    const [mention] = (await inboxOf(boss)).mentions;
    expect(mention).toMatchObject({ text: 'please be quick', record: { type: 'expense', title: claim['title'] } });
  });

  test('nobody is told twice, nor of what they said themselves', async () => {
    await say('customers', ground.customer, 'twice', [colleague.id, colleague.id, world.admin.id]);
    expect(await rows('twice')).toBe(1);
    expect((await inboxOf(world.admin)).mentions).toEqual([]);
  });

  test('who is unknown or has left cannot be named, and nothing is said then', async () => {
    const gone = await world.colleague('Qian Bo');
    await world.admin.act('system/users', await world.admin.get(`system/users/${gone.id}`), 'deactivate');
    for (const id of [NOBODY, gone.id]) {
      const refused = await say('customers', ground.customer, 'lost', [colleague.id, id]);
      expect([refused.status, refused.body]).toEqual([
        422,
        expect.objectContaining({ code: 'record.unknown', field: 'mentionIds' }),
      ]);
    }
    const many = await say(
      'customers',
      ground.customer,
      'lost',
      Array.from({ length: 51 }, () => colleague.id),
    );
    expect([many.status, many.body['errors'][0].pointer]).toEqual([400, '/mentionIds']);
    expect(await world.sqlAsApp(`SELECT 1 FROM comment WHERE text = 'lost'`)).toEqual([]);
  });

  test('requests can only add mentions and say that they were seen', async () => {
    const denied = { code: '42501' };
    await expect(world.sqlAsApp('DELETE FROM mention')).rejects.toMatchObject(denied);
    await expect(world.sqlAsApp('UPDATE mention SET user_id = $1', [world.admin.id])).rejects.toMatchObject(denied);
  });

  test('a comment is an act of the log and of the change feed, and stands on the timeline once', async () => {
    const claim = await FACTORIES['expense']!({ world } as Ground, world.admin);
    await world.admin.send('post', `office/expenses/${claim.id}/comments`, { text: 'Receipt follows' });
    const { items } = await world.admin.get<{ items: Shown[] }>(`office/expenses/${claim.id}/timeline`);
    expect(items.map(({ kind }) => kind as string)).toEqual(['comment', 'change']);
    expect(await world.verify()).toEqual([]);
    const fed = await world.sqlAsApp('SELECT action FROM change WHERE record_id = $1 ORDER BY position', [claim.id]);
    expect(fed.map(({ action }) => action)).toEqual(['create', 'comment']);
  });
});
