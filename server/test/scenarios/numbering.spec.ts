import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const RULES = 'system/numbering-rules';

describe('Documents are numbered by the rule of their company', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
    // Days and years before this one have counted far; each date part counts from one.
    await world.sqlAsOwner(
      `SET session_replication_role = replica; INSERT INTO numbering_counter (company_id, document_type, series, last)
       SELECT c.id, v.* FROM company c, (VALUES ('quotation', '20251231', 417), ('stock-issue', '2025', 9999)) v`,
    );
  });
  afterAll(() => world.stop());

  const PATHS = {
    quotation: 'sales-orders/quotations',
    expense: 'office/expenses',
    'stock-issue': 'inventory/stock-issues',
  };
  type Type = keyof typeof PATHS;
  const draftOf = (type: Type): Promise<Shown> => FACTORIES[type]!(ground, admin);
  const numberOf = async (type: Type): Promise<string> =>
    (await admin.act(PATHS[type], await draftOf(type), 'submit'))['number'] as string;
  /** Today in Shanghai, as the date part of a number. */
  const day = (length: number): string =>
    new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '').slice(0, length);

  test.each([
    ['quotation', { prefix: 'BJ', datePart: 'yyyyMMdd', digits: 5 }, (no: string) => `BJ-${day(8)}-000${no}`],
    ['expense', { prefix: 'BX', datePart: '', digits: 3 }, (no: string) => `BX-0${no}`],
    ['stock-issue', { prefix: 'LY', datePart: 'yyyy', digits: 9 }, (no: string) => `LY-${day(4)}-0000000${no}`],
  ] as const)('%s by %j', async (type, rule, expected) => {
    await admin.create(RULES, { documentType: type, ...rule });
    expect([await numberOf(type), await numberOf(type)]).toEqual([expected('01'), expected('02')]);
  });

  test('a rule that changes or goes holds for the next number; given ones stay', async () => {
    const { items } = await admin.get<{ items: Shown[] }>(`${RULES}?documentType=expense`);
    const changed = await admin.change(RULES, items[0]!, { prefix: 'FY', digits: 6 });
    const claim = await admin.act(PATHS.expense, await draftOf('expense'), 'submit');
    expect(claim['number']).toBe('FY-000003');
    await admin.act(RULES, changed, 'archive');
    expect(await numberOf('expense')).toBe(`EX-${day(6)}-0001`);
    expect(await admin.get(`${PATHS.expense}/${claim.id}`)).toMatchObject({ number: 'FY-000003' });
  });

  test('a number that was given is kept through withdrawal; without gaps it comes with the effect', async () => {
    const [rule] = (await admin.get<{ items: Shown[] }>(`${RULES}?documentType=stock-issue`)).items;
    const first = await admin.act(PATHS['stock-issue'], await draftOf('stock-issue'), 'submit');
    const draft = await admin.act(PATHS['stock-issue'], first, 'withdraw');
    expect(draft['number']).toBe(first['number']);
    await admin.change(RULES, rule!, { gapless: true });
    const waiting = await admin.act(PATHS['stock-issue'], await draftOf('stock-issue'), 'submit');
    expect(waiting['number']).toBeNull();
    const done = await world.second.act(PATHS['stock-issue'], waiting, 'approve');
    expect(done['number']).toBe(`LY-${day(4)}-000000004`);
    const again = await approved(ground, PATHS['stock-issue'], draft);
    expect(again['number']).toBe(first['number']);
  });

  test('each department counts by itself where the rule says so, and gapless too', async () => {
    const [north, south] = await Promise.all(
      ['N1', '2026'].map((code) => admin.create('system/departments', { code, name: `Sales ${code}` })),
    );
    const zhao = await world.colleague('Zhao Lei', { departmentId: north!.id, superiorId: admin.id });
    const chen = await world.colleague('Chen Yu', { departmentId: south!.id, superiorId: admin.id });
    await admin.create(RULES, { documentType: 'stock-entry', prefix: 'RK', datePart: 'yyyy', perDepartment: true });
    const entered = async (by: Actor): Promise<unknown> =>
      (await by.act('inventory/stock-entries', await FACTORIES['stock-entry']!(ground, by), 'submit'))['number'];
    expect([await entered(zhao), await entered(chen), await entered(zhao), await entered(admin)]).toEqual([
      `RK-N1-${day(4)}-0001`,
      `RK-2026-${day(4)}-0001`,
      `RK-N1-${day(4)}-0002`,
      `RK-${day(4)}-0001`,
    ]);
    const { items } = await admin.get<{ items: Shown[] }>(`${RULES}?documentType=stock-entry`);
    await admin.change(RULES, items[0]!, { datePart: '' });
    // A department that is called like a year shares the count with it: there are no two equal numbers.
    expect([await entered(zhao), await entered(chen)]).toEqual(['RK-N1-0001', 'RK-2026-0002']);
    expect(await world.verify()).toEqual([]);
  });

  test('a fast series may have gaps, also before its first number; what is beyond its counter is told', async () => {
    await world.sqlAsOwner(
      `SET session_replication_role = replica; INSERT INTO numbering_counter (company_id, document_type, series, last) SELECT id, 'delivery', '209901', 3 FROM company`,
    );
    expect(await world.verify()).toEqual([]);
    await world.sqlAsOwner(
      `SET session_replication_role = replica; UPDATE numbering_counter SET last = 0 WHERE document_type = 'quotation' AND series <> '20251231'`,
    );
    expect((await world.verify()).map(({ invariant }) => invariant)).toContain('N1');
  });

  test('what a rule makes gapless is proved from then on', async () => {
    const { items } = await admin.get<{ items: Shown[] }>(`${RULES}?documentType=stock-issue`);
    expect(items[0]).toMatchObject({ gapless: true });
    await approved(ground, PATHS['stock-issue'], await draftOf('stock-issue'));
    const gaps = async (): Promise<unknown[]> =>
      (await world.verify()).filter(({ where }) => where.includes('counter of stock-issue'));
    expect(await gaps()).toEqual([]);
    await world.sqlAsOwner(
      `SET session_replication_role = replica; UPDATE numbering_counter SET last = last + 5 WHERE document_type = 'stock-issue' AND series = '${day(4)}'`,
    );
    await approved(ground, PATHS['stock-issue'], await draftOf('stock-issue'));
    expect(await gaps()).toEqual([expect.objectContaining({ invariant: 'N1' })]);
  });

  test.each([
    `UPDATE numbering_counter SET last = last + 2`,
    `UPDATE numbering_counter SET last = last - 1`,
    `UPDATE numbering_counter SET last = last + 1, series = '2030'`,
    `INSERT INTO numbering_counter (company_id, document_type, series, last) SELECT id, 'expense', '2031', 7 FROM company`,
  ])('the database refuses %s', async (statement) => {
    await expect(world.sqlAsApp(statement)).rejects.toMatchObject({ code: '23514' });
  });

  test('the database lets no counter be removed', async () => {
    await expect(world.sqlAsApp('DELETE FROM numbering_counter')).rejects.toMatchObject({ code: '42501' });
  });

  test('SQL makes no gap in a series without gaps, nor lets it have some', async () => {
    const INVOICES = 'sales-orders/sales-invoices';
    await approved(ground, INVOICES, await FACTORIES['sales-invoice']!(ground, admin));
    const counters = (): Promise<unknown> => world.sqlAsApp('SELECT * FROM numbering_counter ORDER BY 1, 2, 3');
    const before = await counters();
    const counter = `UPDATE numbering_counter SET last = last + 1`;
    const ofInvoices = `WHERE document_type = 'sales-invoice'`;
    for (const [set, code] of [
      ['', '23514'],
      [`, last_number = 'SI-' || series || '-' || lpad((last + 1)::text, 4, '0')`, '23514'],
      [', gapless_from = last + 1', '23514'],
      [', gapless_from = NULL, last_number = NULL', '23514'],
    ])
      await expect(world.sqlAsApp(`${counter}${set} ${ofInvoices}`)).rejects.toMatchObject({ code });
    await expect(
      world.sqlAsApp(`${counter}, gapless_from = NULL, last_number = NULL WHERE document_type = 'stock-issue'`),
    ).rejects.toMatchObject({ code: '40001' });
    expect(await counters()).toEqual(before);
  });
});
