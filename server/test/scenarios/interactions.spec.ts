import { addDays, dayIn } from '@guanxi/shared/kernel';
import { World } from '../support/world.js';
import type { Actor, Shown } from '../support/actor.js';

interface Page {
  items: Shown[];
}
interface Inbox {
  due: { recordId: string; title: string; dueDate: string; party: { name: string } }[];
  counts: { due: number };
}

describe('Contacts and interactions', () => {
  let world: World;
  let seller: Actor;
  let other: Actor;
  let customer: Shown;
  const today = dayIn('Asia/Shanghai', new Date());

  beforeAll(async () => {
    world = await World.start();
    const permissions = ['contact', 'customer'].flatMap((type) =>
      ['read', 'create', 'update', 'delete'].map((act) => `customers.${type}.${act}`),
    );
    const own = await world.admin.create('system/roles', {
      ...{ name: 'Seller', scopes: { customers: 'own', relations: 'own' } },
      permissions: [...permissions, ...['read', 'create', 'update'].map((act) => `relations.interaction.${act}`)],
    });
    seller = await world.colleague('Chen Jing', { roleIds: [own.id] });
    other = await world.colleague('Gao Yang', { roleIds: [own.id] });
    customer = await seller.create('customers', { name: '苏州沃克科技有限公司' });
  });
  afterAll(() => world.stop());

  const visit = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{ customerId: customer.id, kind: 'visit', summary: '看了样品' },
    ...input,
  });
  const dueOf = async (who: Actor): Promise<Inbox['due']> => (await who.get<Inbox>('inbox')).due;

  test('a contact belongs to the customer and to its owner', async () => {
    const made = await seller.create('customers/contacts', {
      customerId: customer.id,
      name: '陆晓明',
      mobile: '13812341234',
      role: 'decider',
    });
    expect(made).toMatchObject({
      customer: { id: customer.id, code: customer['code'] },
      owner: { id: seller.id },
      email: null,
    });
    const found = await seller.get<Page>('customers/contacts?q=lxm');
    expect(found.items.map((item) => item.id)).toEqual([made.id]);
    expect((await seller.get<Page>(`customers/contacts?customerId=${customer.id}&role=decider`)).items).toHaveLength(1);
    expect((await other.get<Page>('customers/contacts')).items).toEqual([]);
    expect((await other.send('get', `customers/contacts/${made.id}`)).status).toBe(404);
    expect((await other.send('get', `customers/contacts/${made.id}/timeline`)).status).toBe(404);
    const foreign = await other.send('post', 'customers/contacts', { customerId: customer.id, name: '陆' });
    expect([foreign.status, foreign.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.unknown', field: 'customerId' }),
    ]);
    const moved = await seller.send(
      'patch',
      `customers/contacts/${made.id}`,
      { customerId: customer.id },
      { 'If-Match': '*' },
    );
    expect(moved.status).toBe(400);
  });

  test('a phone that a role may not see cannot be found by it either', async () => {
    const role = await world.admin.create('system/roles', {
      ...{ name: 'Assistant', permissions: ['customers.contact.read'], scopes: { customers: 'all' } },
      fieldRules: { contact: { mobile: 'masked' } },
    });
    const assistant = await world.colleague('Lin Yue', { roleIds: [role.id] });
    const [seen] = (await assistant.get<Page>('customers/contacts?q=lxm')).items;
    expect(seen!['mobile']).toBe('138****1234');
    expect((await assistant.get<Page>('customers/contacts?q=13812341234')).items).toEqual([]);
    expect((await assistant.send('get', 'customers/contacts?mobile[contains]=1381')).status).toBe(403);
    expect((await seller.get<Page>('customers/contacts?mobile[contains]=1381')).items).toHaveLength(1);
  });

  test('a contact goes along when the customer is handed over', async () => {
    const handed = await seller.create('customers', { name: '无锡锐翔机电' });
    const contact = await seller.create('customers/contacts', { customerId: handed.id, name: '周凯' });
    await world.admin.change('customers', handed, { ownerId: other.id });
    expect((await seller.send('get', `customers/contacts/${contact.id}`)).status).toBe(404);
    expect(await other.get(`customers/contacts/${contact.id}`)).toMatchObject({ owner: { name: 'Gao Yang' } });
  });

  test('an interaction is with a contact of that customer', async () => {
    const elsewhere = await seller.create('customers', { name: '宁波海川贸易' });
    const stranger = await seller.create('customers/contacts', { customerId: elsewhere.id, name: '海川' });
    const wrong = await seller.send('post', 'relations/interactions', visit({ contactId: stranger.id }));
    expect([wrong.status, wrong.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.unknown', field: 'contactId' }),
    ]);
    const [contact] = (await seller.get<Page>('customers/contacts?q=lxm')).items;
    const made = await seller.create(
      'relations/interactions',
      visit({ contactId: contact!.id, at: '2026-05-06T10:00:00+08:00' }),
    );
    expect(made).toMatchObject({
      contact: { name: '陆晓明' },
      owner: { name: 'Chen Jing' },
      at: '2026-05-06T02:00:00.000Z',
      nextDone: false,
    });
    expect((await seller.get<Page>('relations/interactions?q=szwk')).items.map((item) => item.id)).toEqual([made.id]);
    const used = await seller.send('delete', `customers/contacts/${contact!.id}`, undefined, {
      'If-Match': `"${contact!.version}"`,
    });
    expect([used.status, used.body.code]).toEqual([409, 'record.in-use']);
    expect((await other.send('post', 'relations/interactions', visit())).status).toBe(422);
    const odd = await seller.send('post', 'relations/interactions', visit({ kind: 'pigeon' }));
    expect(odd.body.errors[0]).toMatchObject({ pointer: '/kind', code: 'choice' });
  });

  test('what was promised is in the inbox when its day has come, until it is done', async () => {
    const due = await seller.create('relations/interactions', visit({ nextStep: '寄报价', nextDate: today }));
    const later = await seller.create(
      'relations/interactions',
      visit({ nextStep: '回访', nextDate: addDays(today, 3) }),
    );
    const [item, ...rest] = await dueOf(seller);
    expect(item).toMatchObject({
      recordId: due.id,
      title: '寄报价',
      dueDate: today,
      party: { name: '苏州沃克科技有限公司' },
      recordType: 'interaction',
    });
    expect(rest).toEqual([]);
    expect(await dueOf(other)).toEqual([]);
    const done = await seller.act('relations/interactions', due, 'done');
    expect(done).toMatchObject({ nextDone: true });
    expect(await dueOf(seller)).toEqual([]);
    // Another day is another promise.
    await seller.change('relations/interactions', done, { nextDate: addDays(today, -1) });
    expect((await dueOf(seller)).map((one) => one.recordId)).toEqual([due.id]);
    expect(
      (await seller.get<Page>(`relations/interactions?nextDone=false&nextDate[gt]=${today}`)).items.map(
        (one) => one.id,
      ),
    ).toEqual([later.id]);
  });

  test('there is nothing to be done where nothing was promised', async () => {
    const made = await seller.create('relations/interactions', visit());
    expect((await seller.refused(422, 'relations/interactions', made, 'done'))['code']).toBe(
      'interaction.no-next-step',
    );
    expect((await seller.send('post', `relations/interactions/${made.id}/done`, {})).status).toBe(428);
    const gone = await seller.send('delete', `relations/interactions/${made.id}`, undefined, { 'If-Match': '*' });
    expect([gone.status, gone.body.code]).toEqual([403, 'access.denied']);
  });
});
