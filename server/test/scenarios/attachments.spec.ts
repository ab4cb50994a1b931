import request, { type Response } from 'supertest';
import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describe('Files at records', () => {
  let world: World;
  let customer: Shown;

  beforeAll(async () => {
    world = await World.start();
    customer = await world.admin.create('customers', { name: 'Walker Automation' });
  });
  afterAll(() => world.stop());

  const upload = (
    by: Actor,
    files: readonly [string, Buffer][],
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const call = request(world.app.getHttpServer())
      .post(`/api/v1/customers/${customer.id}/attachments`)
      .set('Authorization', `Bearer ${by.token}`)
      .set(headers);
    return Promise.resolve(files.reduce((form, [name, content]) => form.attach('file', content, name), call));
  };
  const attach = (by: Actor, name: string, content: Buffer): Promise<Response> => upload(by, [[name, content]]);
  const namesOf = async (): Promise<string[]> =>
    (await world.admin.get<{ items: Shown[] }>(`customers/${customer.id}/attachments`)).items.map(({ name }) => name);

  test('a file is kept, listed, read back byte by byte, and removed with a trace', async () => {
    const made = await attach(world.admin, '合同 1.pdf', PDF);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: '合同 1.pdf', mediaType: 'application/pdf', size: PDF.length });
    const path = `customers/${customer.id}/attachments`;
    expect((await world.second.get<{ items: Shown[] }>(path)).items).toMatchObject([
      { id: made.body.id, createdBy: { name: 'Zhou Min' } },
    ]);
    const read = await world.second.send('get', `${path}/${made.body.id}`);
    expect(read.body).toEqual(PDF);
    expect(read.headers['content-disposition']).toContain('attachment');
    expect((await world.second.send('delete', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await world.second.send('get', `${path}/${made.body.id}`)).status).toBe(404);
    const timeline = await world.admin.get<{ items: Shown[] }>(`customers/${customer.id}/timeline`);
    expect(timeline.items.map((item) => item.action)).toEqual(['detach', 'attach', 'create']);
  });

  test('what a browser or a system would run is refused by its content, whatever its name says', async () => {
    for (const content of [
      '<html><script>alert(1)</script></html>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '\u007fELF\u0000\u0001',
    ]) {
      const refused = await attach(world.admin, 'harmless.txt', Buffer.from(content));
      expect([refused.status, refused.body.code]).toEqual([415, 'attachment.kind']);
    }
    expect((await attach(world.admin, 'notes.txt', Buffer.from('三点开会'))).status).toBe(201);
    const huge = await attach(world.admin, 'huge.txt', Buffer.alloc(21 * 1024 * 1024, 97));
    expect([huge.status, huge.body.code]).toEqual([413, 'request.too-large']);
  });

  test('who may not see the record may not see or add its files', async () => {
    const role = await world.admin.create('system/roles', {
      name: 'Own only',
      permissions: ['customers.customer.read', 'customers.customer.update'],
      scopes: { customers: 'own' },
    });
    const stranger = await world.colleague('Shen Xue', { roleIds: [role.id] });
    expect((await stranger.send('get', `customers/${customer.id}/attachments`)).status).toBe(404);
    expect((await attach(stranger, 'a.pdf', PDF)).status).toBe(404);
  });

  test('one file at a time: of several none is kept', async () => {
    const before = await namesOf();
    for (const count of [2, 3, 7]) {
      const files = Array.from({ length: count }, (_, index): [string, Buffer] => [`${index}.pdf`, PDF]);
      const refused = await upload(world.admin, files);
      expect([refused.status, refused.body.code]).toEqual([400, 'attachment.single']);
    }
    expect(await namesOf()).toEqual(before);
  });

  test('an upload repeated with its key is kept once; another file with that key is a conflict', async () => {
    const key = { 'Idempotency-Key': 'contract-17' };
    const send = (name: string, content: Buffer): Promise<Response> => upload(world.admin, [[name, content]], key);
    const first = await send('17.pdf', PDF);
    const again = await send('17.pdf', PDF);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const sameSize = Buffer.from(PDF);
    sameSize[sameSize.length - 2] = 0x20;
    for (const [name, content] of [
      ['18.pdf', PDF],
      ['17.pdf', Buffer.concat([PDF, PDF])],
      ['17.pdf', sameSize],
    ] as const) {
      const other = await send(name, content);
      expect([other.status, other.body.code]).toEqual([422, 'idempotency.mismatch']);
    }
    expect((await namesOf()).filter((name) => name === '17.pdf')).toHaveLength(1);
  });

  test('what a document was submitted with stays as long as it is decided on it', async () => {
    const claims = 'office/expenses';
    const lines = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '10' }];
    const claim = await world.admin.create(claims, { purpose: 'Train', lines });
    const path = `${claims}/${claim.id}/attachments`;
    const add = async (name: string): Promise<string> => {
      const call = request(world.app.getHttpServer()).post(`/api/v1/${path}`);
      const { body } = await call.set('Authorization', `Bearer ${world.admin.token}`).attach('file', PDF, name);
      return (body as Shown).id;
    };
    const remove = async (id: string): Promise<unknown[]> => {
      const { status, body } = await world.admin.send('delete', `${path}/${id}`);
      return [status, (body as Shown)['code']];
    };
    const evidence = await add('ticket.pdf');
    const pending = await world.admin.act(claims, claim, 'submit');
    const later = await add('letter.pdf');
    const fixed = async (): Promise<unknown> =>
      (await world.admin.get<{ items: Shown[] }>(path)).items.map(({ name, fixed }) => [name, fixed]);
    expect(await fixed()).toEqual([
      ['ticket.pdf', true],
      ['letter.pdf', false],
    ]);
    expect([await remove(evidence), await remove(later)]).toEqual([
      [409, 'attachment.fixed'],
      [204, undefined],
    ]);
    const draft = await world.admin.act(claims, pending, 'withdraw');
    expect(await fixed()).toEqual([['ticket.pdf', false]]);
    const again = await world.admin.act(claims, draft, 'submit');
    await world.second.act(claims, again, 'approve');
    expect(await remove(evidence)).toEqual([409, 'attachment.fixed']);
  });
});
