import { World } from '../support/world.js';
import type { Actor, Shown } from '../support/actor.js';

interface Page {
  items: Shown[];
}

describe('Settings', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const version = (record: Pick<Shown, 'version'>): Record<string, string> => ({ 'If-Match': `"${record.version}"` });
  const only = async (path: string): Promise<Shown> => {
    const { items } = await admin.get<Page>(path);
    expect(items).toHaveLength(1);
    return items[0]!;
  };

  test('the final approvers are at least two people', async () => {
    const company = await only('system/companies');
    const change = (finalPoolIds: string[]): ReturnType<Actor['send']> =>
      admin.send('patch', `system/companies/${company.id}`, { finalPoolIds }, version(company));
    for (const pool of [[], [admin.id], [admin.id, admin.id]]) {
      const refused = await change(pool);
      expect([refused.status, refused.body.code]).toEqual([422, 'approval.final-pool']);
    }
    expect((await change([admin.id, world.second.id])).status).toBe(200);
  });

  test('a foreign currency takes the rate of each day, the base currency stays at one', async () => {
    const dollar = await admin.act('system/currencies', await only('system/currencies?code=USD'), 'restore');
    const first = await admin.act('system/currencies', dollar, 'rates', { date: '2026-03-01', rate: '7.18' });
    expect(first).toMatchObject({ rate: '7.18', rateDate: '2026-03-01' });
    const second = await admin.act('system/currencies', first, 'rates', { date: '2026-04-01', rate: '7.2042' });
    const late = await admin.act('system/currencies', second, 'rates', { date: '2026-03-15', rate: '7.19' });
    expect(late).toMatchObject({ rate: '7.2042', rateDate: '2026-04-01' });
    const { items } = await admin.get<Page>(`system/currencies/${dollar.id}/rates`);
    expect(items.map((item) => [item['date'], item['rate']])).toEqual([
      ['2026-04-01', '7.2042'],
      ['2026-03-15', '7.19'],
      ['2026-03-01', '7.18'],
    ]);
    const ahead = await admin.refused(400, 'system/currencies', late, 'rates', { date: '2999-01-01', rate: '7' });
    expect(ahead['errors'][0]).toMatchObject({ pointer: '/date', code: 'maximum' });
    const yuan = await only('system/currencies?code=CNY');
    expect(
      (await admin.refused(422, 'system/currencies', yuan, 'rates', { date: '2026-03-01', rate: '2' }))['code'],
    ).toBe('currency.base');
    expect((await admin.refused(422, 'system/currencies', yuan, 'archive'))['code']).toBe('currency.base');
    const changed = await admin.send('patch', `system/currencies/${yuan.id}`, { rate: '1.1' }, version(yuan));
    expect([changed.status, changed.body.code]).toEqual([422, 'currency.base']);
  });

  test('an account keeps its currency and its balance; a currency in use stays', async () => {
    const account = await admin.create('system/fund-accounts', {
      code: 'BOC-USD',
      name: '中行美元户',
      kind: 'bank',
      currency: 'USD',
    });
    expect(account).toMatchObject({ balance: '0', overdraft: false, company: { name: 'Yunqi Trading' } });
    const balance = await admin.send(
      'patch',
      `system/fund-accounts/${account.id}`,
      { balance: '1000' },
      version(account),
    );
    expect([balance.status, balance.body.errors[0].code]).toEqual([400, 'unknown']);
    const unknown = await admin.send('post', 'system/fund-accounts', {
      code: 'X',
      name: 'X',
      kind: 'cash',
      currency: 'XAU',
    });
    expect([unknown.status, unknown.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.unknown', field: 'currency' }),
    ]);
    const dollar = await only('system/currencies?code=USD');
    const used = await admin.send('delete', `system/currencies/${dollar.id}`, undefined, version(dollar));
    expect([used.status, used.body.code]).toEqual([409, 'record.in-use']);
    const minor = await admin.send('patch', `system/currencies/${dollar.id}`, { minorUnit: 3 }, version(dollar));
    expect([minor.status, minor.body.code]).toEqual([409, 'record.in-use']);
    const kroner = await admin.create('system/currencies', {
      ...{ code: 'DKK', name: '丹麦克朗', symbol: 'kr', minorUnit: 2, rate: '1.05', rateDate: '2026-01-01' },
    });
    expect((await admin.send('delete', `system/currencies/${kroner.id}`, undefined, version(kroner))).status).toBe(204);
  });

  test('words of a dictionary are kept by type; codes stay', async () => {
    const level = await admin.create('system/dictionaries', { type: 'level', code: 'D', name: 'D 级' });
    const { items } = await admin.get<Page>('system/dictionaries?type=level');
    expect(items.at(-1)).toMatchObject({ id: level.id, code: 'D' });
    const twice = await admin.send('post', 'system/dictionaries', { type: 'level', code: 'D', name: 'D' });
    expect([twice.status, twice.body.code]).toEqual([409, 'record.exists']);
    expect((await admin.send('post', 'system/dictionaries', { type: 'source', code: 'D', name: 'D' })).status).toBe(
      201,
    );
    expect((await admin.send('patch', `system/dictionaries/${level.id}`, { code: 'E' }, version(level))).status).toBe(
      400,
    );
    expect(await admin.change('system/dictionaries', level, { sortNo: 1 })).toMatchObject({ sortNo: 1 });
  });

  test('tax rates hold from a day to a day', async () => {
    const made = await admin.create('system/tax-rates', {
      code: 'VAT16',
      name: '增值税 16%',
      rate: '16',
      validFrom: '2018-05-01',
      validTo: '2019-03-31',
    });
    expect(made).toMatchObject({ rate: '16', validTo: '2019-03-31' });
    const turned = await admin.send('patch', `system/tax-rates/${made.id}`, { validTo: '2018-04-30' }, version(made));
    expect(turned.body.errors[0]).toMatchObject({ pointer: '/validTo', code: 'minimum' });
  });

  test('numbers follow a rule of the company, one for each type of document', async () => {
    const rule = await admin.create('system/numbering-rules', { documentType: 'expense', prefix: 'BX', datePart: '' });
    expect(rule).toMatchObject({ prefix: 'BX', datePart: '', digits: 4, gapless: false });
    const again = await admin.send('post', 'system/numbering-rules', { documentType: 'expense', prefix: 'B2' });
    expect([again.status, again.body.code]).toEqual([409, 'numbering.exists']);
    const unknown = await admin.send('post', 'system/numbering-rules', { documentType: 'poem', prefix: 'P' });
    expect(unknown.body.errors[0]).toMatchObject({ pointer: '/documentType', code: 'choice' });
    const prefix = await admin.send('patch', `system/numbering-rules/${rule.id}`, { prefix: 'bx-' }, version(rule));
    expect(prefix.body.errors[0]).toMatchObject({ pointer: '/prefix', code: 'pattern' });
    const gapless = await admin.change('system/numbering-rules', rule, { gapless: true });
    expect(await admin.change('system/numbering-rules', gapless, { gapless: false })).toMatchObject({ gapless: false });
  });

  test('a team names its leader and members', async () => {
    const team = await admin.create('system/teams', {
      name: '华东一组',
      leaderId: admin.id,
      memberIds: [world.second.id, admin.id],
    });
    expect(team['leader']).toMatchObject({ name: 'Zhou Min' });
    expect(team['members'].map((member: { name: string }) => member.name)).toEqual(['Wang Liqun', 'Zhou Min']);
    const stranger = await admin.send('patch', `system/teams/${team.id}`, { memberIds: [team.id] }, version(team));
    expect([stranger.status, stranger.body]).toEqual([
      422,
      expect.objectContaining({ code: 'record.unknown', field: 'memberIds' }),
    ]);
  });

  test('the audit log tells who changed what, and proves itself', async () => {
    const dollar = await only('system/currencies?code=USD');
    const { items } = await admin.get<Page>(`system/audit-logs?recordId=${dollar.id}&action=rate`);
    expect(items).toHaveLength(3);
    expect(items[1]).toMatchObject({ actor: { name: 'Zhou Min' }, recordType: 'currency', action: 'rate' });
    expect(items[1]!['changes']).toContainEqual({ field: 'rateDate', from: '2026-03-01', to: '2026-04-01' });
    expect(items.map((item) => Number(item['seq']))).toEqual(
      items.map((item) => Number(item['seq'])).sort((a, b) => b - a),
    );
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await admin.get<Page>(`system/audit-logs?at[gte]=${future}`)).items).toEqual([]);
    expect((await world.second.send('get', 'system/audit-logs')).status).toBe(403);
    await world.verify();
    const proof = await admin.send('post', 'system/audit-logs/verify', {});
    expect([proof.status, proof.body]).toEqual([200, { ok: true, checked: expect.any(Number), differences: [] }]);
    expect(proof.body.checked).toBeGreaterThan(10);
    const books = await admin.send('post', 'system/audit-logs/books', {});
    expect([books.status, books.body.ok, books.body.differences]).toEqual([200, true, []]);
    const names = (books.body.checks as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['audit chain', 'stock balances', 'customer exposure']));
    expect((await world.second.send('post', 'system/audit-logs/books', {})).status).toBe(403);
  });

  test('values of a sealed act that were changed from outside are found', async () => {
    await world.sqlAsOwner(`ALTER TABLE audit_log DISABLE TRIGGER ALL`);
    await world.sqlAsOwner(
      `UPDATE audit_log SET changes = '[{"field":"rate","to":"9"}]' WHERE seq = (SELECT max(seq) FROM audit_log WHERE action = 'rate')`,
    );
    const proof = await admin.send('post', 'system/audit-logs/verify', {});
    expect(proof.body).toMatchObject({ ok: false, differences: [{ invariant: 'U1' }] });
    expect((await admin.send('post', 'system/audit-logs/books', {})).body).toMatchObject({ ok: false });
  });

  test('sign-ins are listed, and nobody writes to the list', async () => {
    const { items } = await admin.get<Page>('system/login-logs?succeeded=true');
    expect(items.map((item) => item['login'])).toContain('wang');
    expect((await admin.send('post', 'system/login-logs', {})).status).toBe(404);
  });
});
