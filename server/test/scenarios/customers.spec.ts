import { addDays } from '@guanxi/shared/kernel';
import { Audit } from '../../src/kernel/audit/audit.js';
import { Views } from '../../src/kernel/audit/views.js';
import { Context } from '../../src/kernel/context/context.js';
import type { Actor, Shown } from '../support/actor.js';
import { FACTORIES, prepare } from '../support/factories.js';
import { World } from '../support/world.js';

const CUSTOMERS = 'customers';
const NAME = '苏州沃克自动化设备有限公司';

describe('Who a customer is', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
  });
  afterAll(() => world.stop());

  test.each([
    ['91350100M000100Y43', true],
    // The check digit, two letters changed places, one too few, one that the standard leaves out, small letters.
    ['91350100M000100Y44', false],
    ['91350100M00010Y043', false],
    ['91350100M000100Y4', false],
    ['91350100M000100I43', false],
    ['91350100m000100y43', false],
  ])('the credit code %s', async (creditCode, isValid) => {
    const { status, body } = await admin.send('post', CUSTOMERS, { name: `Customer ${creditCode}`, creditCode });
    if (isValid) expect([status, body.creditCode]).toEqual([201, creditCode]);
    else
      expect([status, body.errors]).toEqual([
        400,
        [expect.objectContaining({ pointer: '/creditCode', code: 'credit-code' })],
      ]);
  });

  test.each([
    ['one character', '沃', true],
    ['two', '沃克', true],
    ['pinyin', 'woke', true],
    ['initials', 'szwk', true],
    ['a part of the English name', 'walk', true],
    ['two characters that do not follow each other', '苏沃', false],
    ['the initials of somebody else', 'wxjd', false],
  ])('is found by %s: %s', async (_, q, isFound) => {
    if ((await admin.get<{ items: Shown[] }>(`${CUSTOMERS}?name=${encodeURIComponent(NAME)}`)).items.length === 0)
      await admin.create(CUSTOMERS, { name: NAME, nameEn: 'Walker Automation' });
    const { items } = await admin.get<{ items: Shown[] }>(`${CUSTOMERS}?q=${encodeURIComponent(q)}`);
    expect(items.some(({ name }) => name === NAME)).toBe(isFound);
  });

  test('companies of a group form no circle', async () => {
    const mother = await admin.create(CUSTOMERS, { name: 'Mother' });
    const daughter = await admin.create(CUSTOMERS, { name: 'Daughter', groupId: mother.id });
    const grandchild = await admin.create(CUSTOMERS, { name: 'Grandchild', groupId: daughter.id });
    for (const groupId of [mother.id, daughter.id, grandchild.id]) {
      const circle = await admin.send('patch', `${CUSTOMERS}/${mother.id}`, { groupId }, { 'If-Match': '*' });
      expect([circle.status, circle.body]).toEqual([
        ...[422, expect.objectContaining({ code: 'record.cycle', field: 'groupId' })],
      ]);
    }
    await admin.change(CUSTOMERS, grandchild, { groupId: mother.id });
  });

  test.each([
    ['code', 'K-1'],
    ['creditCode', '91350100M000100Y43'],
  ])('the %s is that of one customer', async (field, value) => {
    const send = (): ReturnType<Actor['send']> => admin.send('post', CUSTOMERS, { name: 'Twin', [field]: value });
    await send();
    const twice = await send();
    expect([twice.status, twice.body]).toEqual([409, expect.objectContaining({ code: 'record.exists', value })]);
  });

  test('invoice titles and addresses are kept as they were entered, changed as a whole, and cleared', async () => {
    const title = {
      title: '苏州沃克自动化设备有限公司',
      taxNo: '91350100M000100Y43',
      bankName: '工商银行',
      bankAccount: '62220',
    };
    const address = { kind: 'delivery', street: '星湖街 328 号', city: '苏州', postalCode: '215123' };
    const customer = await admin.create(CUSTOMERS, {
      ...{ name: 'Walker', invoiceTitles: [title, { title: 'Walker Ltd' }] },
      addresses: [address, { kind: 'invoice', street: 'Xinghu Street 328' }],
    });
    const path = `${CUSTOMERS}/${customer.id}`;
    const read = async (): Promise<Shown> => admin.get(path);
    expect(await read()).toMatchObject({
      ...{ invoiceTitles: [title, { title: 'Walker Ltd' }] },
      addresses: [address, { kind: 'invoice', street: 'Xinghu Street 328' }],
    });
    const changed = await admin.change(CUSTOMERS, customer, { invoiceTitles: [{ title: 'Walker Ltd' }] });
    expect(changed).toMatchObject({ invoiceTitles: [{ title: 'Walker Ltd' }], addresses: [address, {}] });
    const cleared = await admin.change(CUSTOMERS, changed, { invoiceTitles: null, addresses: [] });
    expect(cleared).toMatchObject({ invoiceTitles: [], addresses: [] });
    expect((await admin.get<{ items: Shown[] }>(CUSTOMERS)).items[0]).not.toHaveProperty('addresses');
  });

  test.each([
    [{ invoiceTitles: [{ taxNo: '1' }] }, '/invoiceTitles/0/title', 'required'],
    [{ invoiceTitles: [{ title: 'A' }, { title: 'B', bank: 'C' }] }, '/invoiceTitles/1/bank', 'unknown'],
    [{ addresses: [{ kind: 'summer house', street: 'A' }] }, '/addresses/0/kind', 'choice'],
    [{ addresses: [{ kind: 'delivery' }] }, '/addresses/0/street', 'required'],
  ])('%j is refused where it is wrong', async (input, pointer, code) => {
    const { status, body } = await admin.send('post', CUSTOMERS, { name: 'Nobody', ...input });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer, code })]]);
  });

  test('the first invoice title and the payment term go onto invoices, unless others are chosen', async () => {
    const ground = await prepare(world);
    const invoiceTitles = [{ title: 'Head office', taxNo: '91350100M000100Y43' }, { title: 'Plant' }];
    await admin.change(CUSTOMERS, ground.customer, { invoiceTitles, paymentTermDays: 45 });
    const invoice = await FACTORIES['sales-invoice']!(ground, admin);
    expect(invoice['invoiceTitle']).toMatchObject(invoiceTitles[0]!);
    expect(invoice['dueDate']).toBe(addDays(invoice['date'] as string, 45));
    const INVOICES = 'sales-orders/sales-invoices';
    const sooner = await admin.change(INVOICES, invoice, { dueDate: invoice['date'] });
    const changed = await admin.change(INVOICES, sooner, { invoiceTitle: invoiceTitles[1] });
    expect(changed).toMatchObject({ invoiceTitle: { title: 'Plant' }, dueDate: invoice['date'] });
    const onTerm = await admin.change(INVOICES, changed, { dueDate: null });
    expect(onTerm['dueDate']).toBe(invoice['dueDate']);
    const [day, chosen] = [addDays(invoice['date'] as string, -3), addDays(invoice['date'] as string, 9)];
    const moved = await admin.change(INVOICES, onTerm, { date: day });
    expect(moved['dueDate']).toBe(addDays(day, 45));
    const fixed = await admin.change(INVOICES, moved, { dueDate: chosen });
    expect((await admin.change(INVOICES, fixed, { date: invoice['date'] }))['dueDate']).toBe(chosen);
  });

  test('the log says who looked at a customer or a contact, once for each person and day', async () => {
    const one = await admin.create(CUSTOMERS, { name: 'Looked at' });
    const contact = await admin.create('customers/contacts', { name: 'Zhao Lei', customerId: one.id });
    const looker = await world.colleague('Looks only');
    await admin.change(CUSTOMERS, one, { ownerId: looker.id });
    for (let n = 0; n < 3; n += 1) await looker.get(`${CUSTOMERS}/${one.id}`);
    await admin.get(`${CUSTOMERS}/${one.id}`);
    await admin.get(`customers/contacts/${contact.id}`);
    expect((await looker.send('get', `${CUSTOMERS}/01900000-0000-7000-8000-000000000000`)).status).toBe(404);
    await world.app.get(Views).flush();
    const seen = async (id: string): Promise<unknown[]> =>
      (await admin.get<{ items: Shown[] }>(`system/audit-logs?recordId=${id}&action=view`)).items.map(
        ({ actor, recordType }) => [(actor as Shown)['name'], recordType],
      );
    expect((await seen(one.id)).sort()).toEqual([
      ['Looks only', 'customer'],
      ['Zhou Min', 'customer'],
    ]);
    expect(await seen(contact.id)).toEqual([['Zhou Min', 'contact']]);
    // What is written again, because the answer was lost, is there once.
    const row = { action: 'view', recordType: 'contact', recordId: contact.id };
    await world.app.get(Context).run({}, async () => {
      const rows = [world.app.get(Audit).rowOf(row)];
      for (let n = 0; n < 2; n += 1) await world.app.get(Audit).write(rows);
    });
    const twice = await world.sqlAsApp(`SELECT 1 FROM audit_log WHERE record_id = $1 AND action = 'view'`, [
      contact.id,
    ]);
    expect(twice).toHaveLength(2);
    const { items } = await admin.get<{ items: Shown[] }>(`${CUSTOMERS}/${one.id}/timeline`);
    expect(items.map(({ action }) => action as string)).not.toContain('view');
    expect(await world.verify()).toEqual([]);
  });
});
