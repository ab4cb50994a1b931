import type { DocumentDefinition } from '@guanxi/shared/documents';
import { Figures } from '../../bench/support/figures.js';
import { Db } from '../../src/kernel/db/db.js';
import { DocumentRegistry } from '../../src/kernel/documents/registry.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

/** The first time, settings that are remembered are read, too. */
const TIMES = 2;

/** So many statements each act may send: with the look at the session, which a request may be spared, without begin and commit. */
const DOCUMENT = {
  create: 6,
  update: 8,
  copy: 10,
  submit: 13,
  withdraw: 12,
  'submit again': 12,
  reject: 12,
  approve: 16,
  void: 13,
};
/** Of documents that differ in it, or can do more. */
const BUDGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  expense: { ...DOCUMENT, create: 5, approve: 13, void: 10, reimburse: 12 },
  'stock-entry': DOCUMENT,
  'stock-issue': DOCUMENT,
  quotation: {
    ...DOCUMENT,
    update: 9,
    submit: 15,
    withdraw: 13,
    'submit again': 14,
    reject: 14,
    approve: 15,
    amend: 11,
    'submit amendment': 16,
    'approve amendment': 21,
    void: 12,
  },
  'sales-order': {
    ...DOCUMENT,
    create: 8,
    update: 9,
    submit: 17,
    withdraw: 13,
    'submit again': 16,
    reject: 14,
    approve: 24,
    amend: 11,
    'submit amendment': 18,
    'approve amendment': 33,
    void: 21,
  },
  delivery: { ...DOCUMENT, create: 10, submit: 15, 'submit again': 14, approve: 24, void: 22 },
  'sales-invoice': {
    ...DOCUMENT,
    create: 9,
    submit: 14,
    'submit again': 14,
    reject: 13,
    approve: 24,
    void: 22,
  },
  receipt: {
    ...DOCUMENT,
    create: 9,
    submit: 14,
    'submit again': 13,
    reject: 13,
    approve: 24,
    void: 22,
  },
  'opening-balance': {
    ...DOCUMENT,
    create: 5,
    update: 6,
    copy: 7,
    submit: 11,
    withdraw: 10,
    'submit again': 10,
    reject: 10,
    approve: 15,
    void: 12,
  },
  customer: { create: 5, update: 6 },
  interaction: { create: 5 },
};

/** Every act that waits for the database, of every document type, also later ones. */
describe('What an act may ask of the database', () => {
  let world: World;
  let ground: Ground;
  let figures: Figures;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    const db = world.app.get(Db);
    figures = new Figures(() => db.statements);
  });
  afterAll(() => world.stop());

  /** Somebody whose creations are counted. */
  const counted = (actor: Actor, act: string): Actor =>
    Object.assign(Object.create(actor) as Actor, {
      create: (...asked: Parameters<Actor['create']>) => figures.time(act, () => actor.create(...asked)),
    });

  /** Puts another quantity into an open amendment. */
  async function moreOf(path: string, record: Shown): Promise<Shown> {
    const { id, product, price } = record.lines[0] as Shown;
    const lines = [{ id, productId: product.id, price, quantity: '3' }];
    const match = { 'If-Match': `"${record.version}"` };
    return (await world.admin.send('patch', `${path}/${record.id}/amendment`, { lines }, match)).body as Shown;
  }

  /** Everything that happens to a document, in an order in which it may. */
  async function acts({ type, path, lifecycle }: DocumentDefinition): Promise<void> {
    const { admin, second } = world;
    const name = (act: string): string => `${type}: ${act}`;
    const timed = (act: string, work: () => Promise<Shown>): Promise<Shown> => figures.time(name(act), work);
    const by = (actor: Actor, record: Shown, act: string, body: Record<string, unknown> = {}): Promise<Shown> =>
      timed(act, () => actor.act(path, record, act, body));
    const reason = { reason: 'Mistake' };
    let record = await FACTORIES[type]!(ground, counted(admin, name('create')));
    record = await timed('update', () => admin.change(path, record, { note: 'By truck' }));
    await counted(admin, name('copy')).create(`${path}/${record.id}/copy`, {});
    record = await by(admin, await by(admin, record, 'submit'), 'withdraw');
    record = await by(second, await timed('submit again', () => admin.act(path, record, 'submit')), 'reject', reason);
    record = await by(second, await admin.act(path, record, 'submit'), 'approve');
    if (lifecycle.amend) {
      record = await moreOf(path, await by(admin, record, 'amend', reason));
      record = await timed('submit amendment', () => admin.act(path, record, 'submit'));
      record = await timed('approve amendment', () => second.act(path, record, 'approve'));
    }
    await by(admin, record, 'void', reason);
  }

  async function masterData(): Promise<void> {
    const { admin } = world;
    const customer = await counted(admin, 'customer: create').create('customers', { name: '上海诚业进出口有限公司' });
    await figures.time('customer: update', () => admin.change('customers', customer, { level: 'A' }));
    const met = { customerId: customer.id, kind: 'visit', at: new Date().toISOString(), summary: 'SV-750' };
    await counted(admin, 'interaction: create').create('relations/interactions', met);
  }

  async function reimbursement(): Promise<void> {
    const { admin } = world;
    const claim = await approved(ground, 'office/expenses', await FACTORIES['expense']!(ground, admin));
    const paid = { fundAccountId: ground.account.id };
    await figures.time('expense: reimburse', () => world.second.act('office/expenses', claim, 'reimburse', paid));
  }

  test('each act has its budget, and keeps it', async () => {
    const types = world.app.get(DocumentRegistry).all();
    for (const receipt of [FACTORIES['receipt']!, FACTORIES['receipt']!])
      await approved(ground, 'sales-orders/receipts', await receipt(ground, world.admin));
    for (let time = 0; time < TIMES; time += 1) {
      for (const { definition } of types) await acts(definition);
      await masterData();
    }
    await reimbursement();
    const asked = Object.entries(BUDGETS).flatMap(([type, budgets]) =>
      Object.entries(budgets).map(([act, budget]) => [`${type}: ${act}`, budget] as const),
    );
    assertWithin(figures.fewestStatements(), new Map(asked));
  }, 90_000);

  /** Both ways: what has no budget is not within it. */
  function assertWithin(sent: ReadonlyMap<string, number>, budgets: ReadonlyMap<string, number>): void {
    const told = [...sent].map(([act, count]) => `${act} ${count}`);
    process.stderr.write(`Statements: ${told.join(', ')}\n`);
    expect([...budgets.keys()].sort()).toEqual([...sent.keys()].sort());
    expect([...sent].filter(([act, count]) => count > budgets.get(act)!)).toEqual([]);
  }
});
