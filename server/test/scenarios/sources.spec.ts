import { DocumentRegistry } from '../../src/kernel/documents/registry.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';
const BALANCES = 'sales-orders/opening-balances';

/** How a document of one type is made from another one, and how that one ends. */
interface Step {
  readonly path: string;
  readonly source: { readonly type: string; readonly path: string };
  readonly from: (source: Shown) => Promise<Shown>;
  readonly end: 'void' | 'close';
}

describe('What a document comes from is in force when it is submitted', () => {
  let world: World;
  let ground: Ground;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const inForce = async ({ type, path }: Step['source']): Promise<Shown> =>
    approved(ground, path, await FACTORIES[type]!(ground, admin));
  const pushed =
    (path: string, step: string) =>
    (source: Shown): Promise<Shown> =>
      admin.create(`${path}/${source.id}/${step}`, {});
  const paying = (source: Shown): Promise<Shown> =>
    admin.create(RECEIPTS, {
      ...{ customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '100' },
      lines: [{ itemId: source.id, amount: '100' }],
    });
  const quotation = { type: 'quotation', path: QUOTATIONS };
  const order = { type: 'sales-order', path: ORDERS };
  const delivery = { type: 'delivery', path: DELIVERIES };
  const invoice = { type: 'sales-invoice', path: INVOICES };
  const balance = { type: 'opening-balance', path: BALANCES };

  const steps: Step[] = [
    { path: ORDERS, source: quotation, from: pushed(QUOTATIONS, 'order'), end: 'void' },
    { path: ORDERS, source: quotation, from: pushed(QUOTATIONS, 'order'), end: 'close' },
    { path: DELIVERIES, source: order, from: pushed(ORDERS, 'delivery'), end: 'void' },
    { path: DELIVERIES, source: order, from: pushed(ORDERS, 'delivery'), end: 'close' },
    { path: INVOICES, source: delivery, from: pushed(DELIVERIES, 'invoice'), end: 'void' },
    { path: RECEIPTS, source: invoice, from: paying, end: 'void' },
    { path: RECEIPTS, source: balance, from: paying, end: 'void' },
  ];

  test.each(steps)('$path: nothing comes of a $source.type after its $end', async ({ path, source, from, end }) => {
    const origin = await inForce(source);
    const [draft, pending] = [await from(origin), await from(origin)];
    const waiting = await admin.act(path, pending, 'submit');
    const ended = await admin.act(source.path, origin, end, { reason: 'Mistake' });
    const refusal = await admin.refused(409, path, draft, 'submit');
    expect(refusal).toMatchObject({ code: 'document.source', number: origin['number'], status: 409 });
    expect(refusal['detail']).toContain(`is ${String(ended['status'])}`);
    expect(await admin.get(`${path}/${draft.id}`)).toMatchObject({ status: 'draft', number: null });
    // Whoever approves what was submitted before finds the same.
    const late = await world.second.send('post', `${path}/${waiting.id}/approve`, {}, { 'If-Match': '*' });
    expect([late.status, late.body.code]).toEqual([409, expect.stringMatching(/^document\.source|settlement/)]);
    if (from === paying) return;
    const next = path === ORDERS ? 'order' : path === DELIVERIES ? 'delivery' : 'invoice';
    expect(await admin.refused(409, source.path, origin, next)).toMatchObject({ code: 'document.state' });
  });

  test('nor of one that is not in force yet', async () => {
    const draft = await FACTORIES['sales-order']!(ground, admin);
    const early = await admin.create(DELIVERIES, {
      warehouseId: ground.warehouse.id,
      lines: [{ orderLineId: draft.lines[0].id, quantity: '1' }],
    });
    expect(await admin.refused(409, DELIVERIES, early, 'submit')).toMatchObject({ code: 'document.source', lineNo: 1 });
  });

  test('every source of every document type is among them', () => {
    const handlers = world.app.get(DocumentRegistry).all();
    const links = handlers.flatMap(({ definition, sources = [] }) =>
      sources.flatMap(({ types }) => types.map((type) => `${type} → ${definition.path}`)),
    );
    const tried = new Set(steps.map(({ source, path }) => `${source.type} → ${path}`));
    expect([...tried].sort()).toEqual(links.sort());
  });

  test.each(steps.filter(({ end }) => end === 'void'))(
    '$path: a $source.type is not voided while one depends on it',
    async ({ path, source, from }) => {
      const origin = await inForce(source);
      const dependent = await approved(ground, path, await from(origin));
      const { version } = await admin.get(`${source.path}/${origin.id}`);
      const mistake = { reason: 'Mistake' };
      const refusal = await admin.refused(409, source.path, { ...origin, version }, 'void', mistake);
      expect(refusal).toMatchObject({ code: 'document.depended-on', number: dependent['number'] });
      expect(await admin.act(path, dependent, 'void', mistake)).toMatchObject({ status: 'void' });
      const freed = await admin.get(`${source.path}/${origin.id}`);
      expect(await admin.act(source.path, freed, 'void', mistake)).toMatchObject({ status: 'void' });
    },
  );

  test('an order that is done is no hindrance to its invoice', async () => {
    const done = await inForce(delivery);
    const [line] = done.lines as Shown[];
    const orderId = (line!['order'] as Shown).id;
    const sold = await admin.get(`${ORDERS}/${orderId}`);
    expect(await admin.act(ORDERS, sold, 'close', { reason: 'All there is' })).toMatchObject({ status: 'closed' });
    const bill = await approved(ground, INVOICES, await pushed(DELIVERIES, 'invoice')(done));
    expect(bill).toMatchObject({ status: 'effective' });
    expect(await world.verify()).toEqual([]);
  });
});
