import { randomUUID } from 'node:crypto';
import { Figures } from '../../bench/support/figures.js';
import { Sequencer } from '../../src/kernel/audit/sequencer.js';
import { Clearing } from '../../src/kernel/clearing/clearing.js';
import { Db } from '../../src/kernel/db/db.js';
import { byPolicy } from '../prove/crashes/scene.js';
import { prepared, send } from '../prove/crashes/write.js';
import { plansOf, unplanned } from '../prove/crashes/writes.js';
import { Arena, DELIVERIES, INVOICES, ORDERS, RECEIPTS } from '../prove/races/arena.js';
import type { Shown } from '../support/actor.js';

/** The first time, settings that are remembered are read, too. */
const TIMES = 2;
const MANY = 12;

/**
 * So many statements each act may send, begin, commit and what triggers send apart. The look at the session is among them;
 * requests that come soon after each other are spared it.
 */
const DOCUMENT = {
  create: 6,
  edit: 11,
  delete: 7,
  submit: 14,
  withdraw: 13,
  approve: 17,
  reject: 14,
  transfer: 16,
  void: 14,
  copy: 10,
};
const BY_TYPE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  expense: { ...DOCUMENT, create: 5, edit: 10, approve: 14, reject: 13, void: 11 },
  'stock-entry': { ...DOCUMENT, reject: 13 },
  'stock-issue': { ...DOCUMENT },
  quotation: { ...DOCUMENT, submit: 16, withdraw: 14, approve: 16, transfer: 17, amend: 12, close: 16, void: 12 },
  'sales-order': {
    ...DOCUMENT,
    create: 8,
    submit: 18,
    withdraw: 14,
    approve: 25,
    transfer: 17,
    amend: 13,
    close: 23,
    void: 22,
  },
  delivery: { ...DOCUMENT, create: 8, submit: 16, approve: 26, reject: 13, void: 23 },
  'sales-invoice': { ...DOCUMENT, create: 7, edit: 12, submit: 15, approve: 25, reject: 13, void: 24 },
  receipt: { ...DOCUMENT, create: 9, submit: 15, approve: 26, reject: 13, void: 24 },
  'opening-balance': {
    ...DOCUMENT,
    create: 5,
    edit: 7,
    delete: 5,
    submit: 12,
    withdraw: 11,
    reject: 11,
    transfer: 14,
    void: 13,
    copy: 7,
  },
};
const FURTHER: Readonly<Record<string, number>> = {
  'edit amended quotation': 12,
  'discard amended quotation': 11,
  'submit amended quotation': 17,
  'withdraw amended quotation': 15,
  'approve amended quotation': 22,
  'reject amended quotation': 15,
  'transfer amended quotation': 17,
  'edit amended sales-order': 12,
  'discard amended sales-order': 11,
  'submit amended sales-order': 19,
  'withdraw amended sales-order': 15,
  'approve amended sales-order': 34,
  'reject amended sales-order': 15,
  'transfer amended sales-order': 17,
  'push down quotation': 11,
  'push down sales-order': 10,
  'push down delivery': 9,
  'settle receipt': 19,
  'reimburse expense': 13,
  'release delivery': 26,
  'create customer': 6,
  'edit customer': 6,
  'delete customer': 5,
  'archive customer': 6,
  'restore customer': 6,
  'comment customer': 8,
  'attach customer': 6,
  'detach customer': 6,
  'submit covered delivery': 36,
  'submit covered sales-invoice': 29,
  'submit covered receipt': 29,
};
const BUDGETS = new Map([
  ...Object.entries(BY_TYPE).flatMap(([type, acts]) =>
    Object.entries(acts).map(([act, budget]): [string, number] => [`${act} ${type}`, budget]),
  ),
  ...Object.entries(FURTHER),
]);
const LOOK = 1;

/** Every act of every document type that waits for the database, also of later ones. */
describe('What an act may ask of the database', () => {
  let arena: Arena;
  let figures: Figures;
  beforeAll(async () => {
    arena = await Arena.open('Budgets');
    await arena.stock(arena.ground.product, '1000');
    // What they send in the background is nobody's act.
    for (const worker of [Sequencer, Clearing]) await arena.world.app.get(worker).onApplicationShutdown();
    const db = arena.world.app.get(Db);
    figures = new Figures(() => db.statements);
  }, 60_000);
  afterAll(() => arena.world.stop());

  test('each act has its budget, and keeps it', async () => {
    const plans = await plansOf(arena);
    expect(unplanned(plans)).toEqual([]);
    for (let time = 0; time < TIMES; time += 1) {
      const writes = [];
      for (const plan of plans) writes.push(await prepared(arena, plan));
      await byPolicy(arena, writes, async (write) => {
        const { status } = await figures.time(write.name, () => send(write, randomUUID()));
        expect([write.name, Math.floor(status / 100)]).toEqual([write.name, 2]);
      });
    }
    assertWithin(figures.fewestStatements());
  }, 180_000);

  /** Both ways: what has no budget is not within it. */
  function assertWithin(sent: ReadonlyMap<string, number>): void {
    const told = [...sent].map(([act, count]) => `${act} ${count}`);
    process.stderr.write(`Statements: ${told.join(', ')}\n`);
    expect([...BUDGETS.keys()].sort()).toEqual([...sent.keys()].sort());
    expect([...sent].filter(([act, count]) => count > BUDGETS.get(act)!)).toEqual([]);
  }

  /** From the order to the money, with so many lines. */
  async function chain(products: readonly Shown[]): Promise<Map<string, number>> {
    const { admin, ground, world } = arena;
    const counted = new Figures(() => world.app.get(Db).statements);
    const timed = (name: string, work: () => Promise<Shown>): Promise<Shown> => counted.time(name, work);
    const inForce = async (path: string, body: Record<string, unknown>): Promise<Shown> => {
      const draft = await timed(`create ${path}`, () => admin.create(path, body));
      const pending = await timed(`submit ${path}`, () => admin.act(path, draft, 'submit'));
      return timed(`approve ${path}`, () => world.second.act(path, pending, 'approve'));
    };
    for (let time = 0; time < TIMES; time += 1) {
      const warehouseId = ground.warehouse.id;
      const customerId = ground.customer.id;
      const lines = products.map(({ id }) => ({ productId: id, quantity: '1' }));
      const order = await inForce(ORDERS, { customerId, warehouseId, lines });
      const ordered = (order.lines as Shown[]).map(({ id }) => ({ orderLineId: id, quantity: '1' }));
      const delivery = await inForce(DELIVERIES, { warehouseId, lines: ordered });
      const delivered = (delivery.lines as Shown[]).map(({ id }) => ({ deliveryLineId: id, quantity: '1' }));
      const invoice = await inForce(INVOICES, { lines: delivered });
      const amount = invoice['amount'] as string;
      const paid = { customerId, fundAccountId: ground.account.id, amount };
      await inForce(RECEIPTS, { ...paid, lines: [{ itemId: invoice.id, amount }] });
    }
    return counted.fewestStatements();
  }

  test('it asks as much for many lines as for one', async () => {
    const products: Shown[] = [];
    for (let count = 0; count < MANY; count += 1) products.push(await arena.product(10));
    const [one, many] = [await chain(products.slice(0, 1)), await chain(products)];
    expect([...many].filter(([act, count]) => count > one.get(act)! + LOOK)).toEqual([]);
  }, 60_000);
});
