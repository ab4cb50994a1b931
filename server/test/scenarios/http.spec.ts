import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import { Routes } from '../../src/kernel/http/routes.js';
import { isEnclosed } from '../../src/kernel/http/writes.js';
import type { Actor, Shown } from '../support/actor.js';
import { uploadOf } from '../prove/routes/upload.js';
import { changedTables, RowWatch } from '../support/checksum.js';
import { World } from '../support/world.js';

type Json = Record<string, unknown>;
interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Shown;
}

const CUSTOMERS = 'customers';
const CLAIMS = 'office/expenses';

describe('The interface as programs meet it', () => {
  let world: World;
  let admin: Actor;
  let watch: RowWatch;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
    watch = await RowWatch.over(world);
  });
  afterAll(async () => {
    await watch.close();
    await world.stop();
  });

  /** A request exactly as it is written, past every client's good manners. */
  async function raw(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    payload?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const response = await world.app.inject({
      ...{ method, url: `/api/v1/${path}`, ...(payload === undefined ? {} : { payload }) },
      headers: { authorization: `Bearer ${admin.token}`, 'accept-language': 'en', ...type, ...headers },
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' ? ({} as Shown) : response.json<Shown>(),
    };
  }
  const post = (path: string, payload: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    raw('POST', path, payload, headers);
  const count = async (name: string): Promise<number> =>
    Number((await world.sqlAsApp('SELECT count(*) AS n FROM customer WHERE name = $1', [name]))[0]!['n']);
  const keyed = (body: Json, key: string, by: Actor = admin): ReturnType<Actor['send']> =>
    by.send('post', CUSTOMERS, body, { 'Idempotency-Key': key });

  test('problems are told in Chinese and in English, with a stable type and the number of the request', async () => {
    const missing = `${CUSTOMERS}/01900000-0000-7000-8000-000000000000`;
    const zh = await raw('GET', missing, undefined, { 'accept-language': 'zh-CN,zh;q=0.9' });
    expect([zh.status, zh.body['title'], zh.body['detail']]).toEqual([404, '找不到', '找不到，或你无权查看']);
    const en = await raw('GET', missing, undefined, { 'accept-language': 'fr, en;q=0.5' });
    expect(en.body).toMatchObject({
      type: '/api/docs/problems#record.not-found',
      code: 'record.not-found',
      title: 'Not found',
      detail: 'Not found, or outside what you may see',
      status: 404,
    });
    expect(en.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': en.body['instance'],
    });
    expect((await raw('GET', missing, undefined, { 'accept-language': 'fr' })).body['detail']).toBe(zh.body['detail']);
    const invalid = await post(CUSTOMERS, '{}', { 'accept-language': 'zh' });
    expect(invalid.body).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/name', code: 'required', detail: '要填写' }],
    });
    const nobody = await raw('GET', CUSTOMERS, undefined, { authorization: '' });
    expect([nobody.status, nobody.headers['www-authenticate'], nobody.body['code']]).toEqual([
      401,
      'Bearer',
      'auth.required',
    ]);
    expect((await raw('GET', CUSTOMERS, undefined, { authorization: 'Bearer x.y.z' })).status).toBe(401);
  });

  test('what cannot be read is refused, and nothing is saved', async () => {
    const before = await watch.sums();
    const refused = async (answer: Promise<Answer>): Promise<unknown[]> => {
      const { status, body } = await answer;
      return [
        status,
        body['code'],
        ...(body['errors'] ?? []).map((error: Json) => `${String(error['pointer'])} ${String(error['code'])}`),
      ];
    };
    expect(await refused(raw('GET', 'nothing/here'))).toEqual([404, 'route.not-found']);
    expect(await refused(raw('PUT', CUSTOMERS, '{}'))).toEqual([404, 'route.not-found']);
    expect(await refused(raw('GET', 'customers/not-an-id'))).toEqual([404, 'record.not-found']);
    expect(await refused(post(CUSTOMERS, '{"name": '))).toEqual([400, 'request.malformed']);
    expect(await refused(post(CUSTOMERS, ''))).toEqual([400, 'request.invalid', '/name required']);
    expect(await refused(post(CUSTOMERS, '[]'))).toEqual([400, 'request.malformed']);
    expect(await refused(post(CUSTOMERS, '"text"'))).toEqual([400, 'request.malformed']);
    expect(await refused(post(CUSTOMERS, 'null'))).toEqual([400, 'request.malformed']);
    expect(await refused(post(CUSTOMERS, 'name=A', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual([
      415,
      'request.media-type',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A"}', { 'content-type': 'text/plain' }))).toEqual([
      415,
      'request.media-type',
    ]);
    expect(await refused(post(CUSTOMERS, JSON.stringify({ name: 'A', note: 'x'.repeat(2_200_000) })))).toEqual([
      413,
      'request.too-large',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A","colour":"red"}'))).toEqual([
      400,
      'request.invalid',
      '/colour unknown',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A","__proto__":{"admin":true}}'))).toEqual([
      400,
      'request.malformed',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A\\u0000B"}'))).toEqual([
      400,
      'request.invalid',
      '/name characters',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A","tags":["\\ud800"]}'))).toEqual([
      400,
      'request.invalid',
      '/tags/0 characters',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":"A","\\u0000":1}'))).toEqual([400, 'request.malformed']);
    // 苏州 in GBK, which would be kept as four question marks in diamonds.
    const gbk = Buffer.concat([Buffer.from('{"name":"'), Buffer.from('cbd5d6dd', 'hex'), Buffer.from('"}')]);
    expect(await refused(post(CUSTOMERS, gbk))).toEqual([400, 'request.malformed']);
    expect(await refused(post(CUSTOMERS, `{"name":"A","tags":${'['.repeat(40)}${']'.repeat(40)}}`))).toEqual([
      400,
      'request.malformed',
    ]);
    expect(await refused(post(CUSTOMERS, `{"name":"A","tags":${'['.repeat(300_000)}${']'.repeat(300_000)}}`))).toEqual([
      400,
      'request.malformed',
    ]);
    expect(await refused(post(CUSTOMERS, '{"name":{"$ne":1}}'))).toEqual([400, 'request.invalid', '/name text']);
    expect(changedTables(before, await watch.sums())).toEqual([]);
  });

  test('a list names the parameter that it does not know', async () => {
    const refused = async (query: string): Promise<unknown[]> => {
      const { status, body } = await raw('GET', `${CUSTOMERS}?${query}`);
      return [status, body['code'], body['parameter']];
    };
    expect(await refused('colour=red')).toEqual([400, 'request.unknown-parameter', 'colour']);
    expect(await refused('name[like]=a')).toEqual([400, 'request.unknown-parameter', 'name[like]']);
    expect(await refused('limit=201')).toEqual([400, 'request.bad-parameter', 'limit']);
    expect(await refused('limit=10&limit=20')).toEqual([400, 'request.bad-parameter', 'limit']);
    expect(await refused('sort=grams')).toEqual([400, 'request.bad-parameter', 'sort']);
    expect(await refused('fields=name,passwordHash')).toEqual([400, 'request.bad-parameter', 'fields']);
    expect(await refused('q=%00')).toEqual([400, 'request.bad-parameter', 'q']);
    expect(await refused('q=%ED%A0%80')).toEqual([400, 'request.malformed', undefined]);
    expect(await refused('q=%')).toEqual([400, 'request.malformed', undefined]);
    expect(await refused('ownerId=1')).toEqual([400, 'request.bad-parameter', 'ownerId']);
    expect(await refused('cursor=abc')).toEqual([400, 'request.bad-cursor', undefined]);
  });

  test('a change names the version that it was made from', async () => {
    const made = await admin.create(CUSTOMERS, { name: 'Versions Ltd' });
    const path = `${CUSTOMERS}/${made.id}`;
    const change = (name: string, headers: Record<string, string>): Promise<Answer> =>
      raw('PATCH', path, JSON.stringify({ name }), headers);
    expect((await raw('GET', path)).headers['etag']).toBe('"1"');
    expect(await change('B', {})).toMatchObject({ status: 428, body: { code: 'record.precondition' } });
    expect(await change('B', { 'if-match': '"2"' })).toMatchObject({
      status: 412,
      body: { code: 'record.stale', version: 1 },
    });
    expect(await change('B', { 'if-match': 'nonsense' })).toMatchObject({ status: 412 });
    expect(await change('B', { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { version: 2 },
    });
    expect(await change('C', { 'if-match': '"1"' })).toMatchObject({ status: 412, body: { version: 2 } });
    expect(await change('D', { 'if-match': '*' })).toMatchObject({ status: 200, body: { version: 3, name: 'D' } });
    const both = await Promise.all(['E', 'F'].map((name) => change(name, { 'if-match': '"3"' })));
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const claim = await admin.create(CLAIMS, { purpose: 'P', lines: [] });
    expect((await admin.send('post', `${CLAIMS}/${claim.id}/submit`)).status).toBe(428);
    expect((await admin.refused(412, CLAIMS, { id: claim.id, version: 9 }, 'submit'))['code']).toBe('record.stale');
  });

  test('the same key with the same content is answered the same and done once', async () => {
    const key = randomUUID();
    const first = await keyed({ name: 'Once Ltd' }, key);
    const again = await keyed({ name: 'Once Ltd' }, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers['etag']).toBe(first.headers['etag']);
    expect(await count('Once Ltd')).toBe(1);
    const other = await keyed({ name: 'Another Ltd' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.mismatch']);
    expect(await count('Another Ltd')).toBe(0);
    // A key belongs to its caller.
    const theirs = await keyed({ name: 'Once Ltd' }, key, world.second);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(first.body.id);
    expect((await keyed({ name: 'X' }, 'spaces are no key')).status).toBe(400);
  });

  test('twenty at once with one key make one record and get one answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed({ name: 'Twenty Ltd' }, key)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await count('Twenty Ltd')).toBe(1);
  });

  test('a refusal does not use up the key', async () => {
    const key = randomUUID();
    expect((await keyed({ name: 'Burnt Ltd', ownerId: 'nobody' }, key)).status).toBe(400);
    expect((await keyed({ name: 'Burnt Ltd', ownerId: '01900000-0000-7000-8000-000000000000' }, key)).status).toBe(422);
    expect((await keyed({ name: 'Burnt Ltd' }, key)).status).toBe(201);
    expect(await count('Burnt Ltd')).toBe(1);
  });

  test('a dry run answers like the real thing and changes nothing', async () => {
    const line = { category: 'travel', date: '2026-11-02', description: 'Train', amount: '12' };
    const claim = await admin.create(CLAIMS, { purpose: 'Dry', lines: [line] });
    const headers = { 'If-Match': '"1"' };
    const before = await watch.sums();
    const key = randomUUID();
    const create = await admin.send(
      'post',
      `${CUSTOMERS}?dryRun=true`,
      { name: 'Dry Ltd' },
      { 'Idempotency-Key': key },
    );
    const submit = await admin.send('post', `${CLAIMS}/${claim.id}/submit?dryRun=true`, {}, headers);
    const refused = await admin.send('post', `${CLAIMS}/${claim.id}/approve?dryRun=true`, {}, headers);
    const remove = await admin.send('delete', `${CLAIMS}/${claim.id}?dryRun=true`, undefined, headers);
    expect([create.status, submit.status, refused.status, remove.status]).toEqual([201, 200, 409, 204]);
    expect([create, submit, remove].map((answer) => answer.headers['dry-run'])).toEqual(['true', 'true', 'true']);
    expect(changedTables(before, await watch.sums())).toEqual([]);
    expect((await admin.send('post', `${CUSTOMERS}?dryRun=perhaps`, { name: 'Dry Ltd' })).body.parameter).toBe(
      'dryRun',
    );
    for (const query of ['dryrun=true', 'dryRun=true&dry=true', 'DryRun=true']) {
      const mistyped = await admin.send('post', `${CUSTOMERS}?${query}`, { name: 'Only tried' });
      expect([mistyped.status, mistyped.body.code]).toEqual([400, 'request.unknown-parameter']);
    }
    expect((await admin.get(`${CUSTOMERS}?q=Only%20tried`))['items']).toEqual([]);
    expect((await admin.send('post', 'inbox/releases?dryRun=true', { taskIds: [] })).body.code).toBe(
      'request.no-dry-run',
    );

    const made = await keyed({ name: 'Dry Ltd' }, key);
    expect(made.headers).not.toHaveProperty('dry-run');
    expect(lasting(made.body)).toEqual(lasting(create.body));
    const { foreseen, ...tried } = submit.body as Shown;
    expect(foreseen).toMatchObject({ approvers: [{ id: world.second.id }], moves: [] });
    expect(lasting((await admin.send('post', `${CLAIMS}/${claim.id}/submit`, {}, headers)).body)).toEqual(
      lasting(tried as Json),
    );
  });

  test('every answer carries the headers that keep browsers safe, and a number of its own', async () => {
    const ok = await raw('GET', 'auth/me');
    const lost = await raw('GET', 'nothing');
    for (const { headers } of [ok, lost]) {
      expect(headers['content-security-policy']).toBe(
        "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data: blob:;font-src 'self';connect-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect(ok.headers['x-request-id']).not.toBe(lost.headers['x-request-id']);
    const foreign = await raw('GET', 'auth/me', undefined, { 'x-request-id': 'mine', origin: 'https://evil.example' });
    expect(foreign.headers['x-request-id']).not.toBe('mine');
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('what a route does not read is refused, not ignored', async () => {
    const claim = await admin.create(CLAIMS, {
      purpose: 'Train',
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '10' }],
    });
    const version = { 'if-match': `"${claim.version}"` };
    const one = `${CLAIMS}/${claim.id}`;
    const unknown = (...pointers: string[]): Json => ({
      code: 'request.invalid',
      errors: pointers.map((pointer) => expect.objectContaining({ pointer, code: 'unknown' }) as unknown),
    });
    const before = await watch.sums();
    for (const [path, body] of [
      [`${one}/submit`, { comment: 'urgent', n: 'a\u0000' }],
      [`${one}/copy`, { comment: 'urgent', n: 1 }],
    ] as const) {
      const answer = await raw('POST', path, JSON.stringify(body), version);
      expect([answer.status, answer.body]).toEqual([400, expect.objectContaining(unknown('/comment', '/n'))]);
    }
    for (const body of ['[1]', '1', '"x"'])
      expect(await raw('POST', `${one}/submit`, body, version)).toMatchObject({
        status: 400,
        body: { code: 'request.malformed' },
      });
    const gone = await admin.send('delete', one, { really: true }, { 'If-Match': version['if-match'] });
    expect([gone.status, gone.body.code]).toEqual([400, 'request.invalid']);
    for (const path of [one, `${one}/chain`, 'inbox', 'auth/me', 'system/approval-flows/lint'])
      expect(await raw('GET', `${path}?foo=1`)).toMatchObject({
        status: 400,
        body: { code: 'request.unknown-parameter', parameter: 'foo' },
      });
    const { headers, body } = uploadOf('note.txt', 'What was agreed');
    expect(await raw('POST', `${one}/attachments?dryrun=true`, body, headers)).toMatchObject({
      status: 400,
      body: { code: 'request.unknown-parameter', parameter: 'dryrun' },
    });
    expect(changedTables(before, await watch.sums())).toEqual([]);
    expect(await raw('POST', `${one}/submit`, '', version)).toMatchObject({ status: 200, body: { status: 'pending' } });
  });

  test('a change may call itself a JSON Merge Patch, and name several versions that it would take', async () => {
    const made = await admin.create(CUSTOMERS, { name: 'Merged Ltd' });
    const type = { 'content-type': 'application/merge-patch+json' };
    const patch = (tags: string): Promise<Answer> =>
      raw('PATCH', `${CUSTOMERS}/${made.id}`, '{"industry":null,"website":"merged.example"}', {
        ...type,
        'if-match': tags,
      });
    expect((await patch('"7", "8"')).status).toBe(412);
    expect((await patch('"x"')).status).toBe(412);
    expect(await patch('"7", W/"1"')).toMatchObject({ status: 200, body: { website: 'merged.example', version: 2 } });
  });

  test('each route that writes is a unit of work, and no other', () => {
    const routes = world.app.get(Routes).all();
    const writes = routes.filter(({ handler }) => isEnclosed(handler));
    expect(writes).toEqual(routes.filter(({ method }) => method !== RequestMethod.GET));
    expect([writes.length > 50, routes.length - writes.length > 50]).toEqual([true, true]);
  });
});

/** An answer without what is new each time. */
function lasting(body: Json): Json {
  const { id: _id, createdAt: _created, updatedAt: _updated, submittedAt: _submitted, ...rest } = body;
  return rest;
}
