import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const ENTRIES = 'inventory/stock-entries';
const ISSUES = 'inventory/stock-issues';

let world: World;
let seller: Actor;
let colleague: Actor;
let customer: Shown;
let motor: Shown;
let rail: Shown;
let warehouse: Shown;

beforeAll(async () => {
  world = await World.start();
  seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
  colleague = await world.colleague('Gu Yifan', { superiorId: world.second.id });
  customer = await seller.create('customers', { name: '苏州沃克自动化设备有限公司' });
  warehouse = await world.admin.create('inventory/warehouses', { code: 'HZ1', name: 'Hangzhou No. 1' });
  const product = (code: string, name: string): Promise<Shown> =>
    world.admin.create('inventory/products', { code, name, unit: 'pc', taxRate: '13', salePrice: '100' });
  [motor, rail] = [await product('SV-750', 'Servo motor'), await product('LM-20', 'Linear rail')];
  const stock = await world.admin.create(ENTRIES, {
    ...{ warehouseId: warehouse.id, reason: 'opening' },
    lines: [motor, rail].map(({ id }) => ({ productId: id, quantity: '100', unitCost: '60' })),
  });
  await world.second.act(ENTRIES, await world.admin.act(ENTRIES, stock, 'submit'), 'approve');
});
afterAll(() => world.stop());
afterEach(async () => {
  expect(await world.verify()).toEqual([]);
});

const read = (order: Shown, path = ORDERS): Promise<Shown> => seller.get(`${path}/${order.id}`);
const match = (record: Shown): Record<string, string> => ({ 'If-Match': `"${record.version}"` });
async function approved(path: string, draft: Shown): Promise<Shown> {
  return world.second.act(path, await seller.act(path, draft, 'submit'), 'approve');
}
async function anOrder(quantities: [Shown, string][], extra: Record<string, unknown> = {}): Promise<Shown> {
  const lines = quantities.map(([product, quantity]) => ({ productId: product.id, quantity }));
  const draft = await seller.create(ORDERS, { customerId: customer.id, warehouseId: warehouse.id, lines, ...extra });
  return approved(ORDERS, draft);
}
async function delivered(order: Shown, lineNo: number, quantity: string): Promise<Shown> {
  const line = order.lines[lineNo - 1] as Shown;
  const lines = [{ orderLineId: line.id, quantity }];
  return approved(DELIVERIES, await seller.create(DELIVERIES, { warehouseId: warehouse.id, lines }));
}
const amend = (order: Shown, path = ORDERS, by = seller): Promise<Shown> =>
  by.act(path, order, 'amend', { reason: 'The customer needs other quantities' });
/** Puts quantities into the open amendment, by line; null takes a line out. */
async function edit(
  order: Shown,
  quantities: (string | null)[],
  added: object[] = [],
  path = ORDERS,
  by = seller,
): Promise<Shown> {
  const current = await by.get(`${path}/${order.id}/amendment`);
  const lines = (current.lines as Shown[]).flatMap(({ id, product, price, quotationLineId }, index) =>
    quantities[index] === null
      ? []
      : [
          {
            id,
            productId: product.id,
            price,
            quantity: quantities[index],
            ...(quotationLineId && { quotationLineId }),
          },
        ],
  );
  const answer = await by.send('patch', `${path}/${order.id}/amendment`, { lines: [...lines, ...added] }, match(order));
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body as Shown;
}
const stockOf = async (product: Shown): Promise<Shown> =>
  (await world.admin.get<{ items: Shown[] }>(`inventory/stock?productId=${product.id}`)).items[0]!;

test('an order that is half delivered is amended while the old revision stays in force', async () => {
  const order = await anOrder([
    [motor, '10'],
    [rail, '4'],
  ]);
  await delivered(order, 1, '6');
  let open = await amend(await read(order));
  expect(open).toMatchObject({ status: 'effective', revision: 1, amendment: { revision: 2, status: 'draft' } });
  open = await edit(open, ['8', null], [{ productId: rail.id, quantity: '7', price: '90' }]);
  expect(open).toMatchObject({ grossAmount: '1400', revision: 1 });
  expect(await seller.get(`${ORDERS}/${order.id}/amendment`)).toMatchObject({
    grossAmount: '1430',
    version: open.version,
  });

  const pending = await seller.act(ORDERS, open, 'submit');
  expect(pending).toMatchObject({ status: 'effective', grossAmount: '1400', amendment: { status: 'pending' } });
  expect(pending.acts).toEqual(expect.arrayContaining([{ act: 'void', allowed: false, reason: 'amendment.open' }]));
  expect(await stockOf(rail)).toMatchObject({ reserved: '4' });
  const inbox = await world.second.get<{ approvals: { revision: number; document: Shown }[] }>('inbox');
  const waits = inbox.approvals.map(({ revision, document }) => [revision, document.id, document['amount']]);
  expect(waits).toContainEqual([2, order.id, '1430']);
  // What stays open on the document is changed there, and is none of the amendment's doing.
  const noted = await seller.change(ORDERS, pending, { note: 'Call before delivery', promisedDate: '2027-03-01' });
  expect(noted).toMatchObject({ note: 'Call before delivery', amendment: { status: 'pending' } });

  const amended = await world.second.act(ORDERS, noted, 'approve');
  expect(amended).toMatchObject({
    note: 'Call before delivery',
    promisedDate: '2027-03-01',
    status: 'effective',
    revision: 2,
    grossAmount: '1430',
    number: order['number'],
    amendment: null,
  });
  expect(amended.lines.map((line: Shown) => [line.quantity, line.delivered, line.reserved])).toEqual([
    ['8', '6', '2'],
    ['7', '0', '7'],
  ]);
  expect(amended.lines[0].id).toBe(order.lines[0].id);
  expect(await stockOf(motor)).toMatchObject({ onHand: '94', reserved: '2' });
  expect(await stockOf(rail)).toMatchObject({ reserved: '7' });

  const { items } = await seller.get<{ items: Shown[] }>(`${ORDERS}/${order.id}/revisions`);
  expect(items.map(({ revision, status, amount }) => [revision, status, amount])).toEqual([
    [2, 'effective', '1430'],
    [1, 'effective', '1400'],
  ]);
  expect(items[0]!.changes).toEqual(
    expect.arrayContaining([
      { lineId: order.lines[0].id, lineNo: 1, field: 'quantity', from: '10', to: '8' },
      expect.objectContaining({ field: 'added', to: expect.objectContaining({ quantity: '7' }) }),
      expect.objectContaining({ field: 'removed', lineId: order.lines[1].id }),
      { lineId: null, lineNo: null, field: 'grossAmount', from: '1400', to: '1430' },
    ]),
  );
  expect(items[0]!.changes.map(({ field }: { field: string }) => field)).not.toContain('note');
  await delivered(amended, 1, '2');
  await delivered(amended, 2, '7');
  expect(await read(order)).toMatchObject({ deliveryShare: '1' });
});

test('an amended line keeps its turn among others that are promised for the same day', async () => {
  const scarce = await world.admin.create('inventory/products', {
    ...{ code: 'BR-5', name: 'Brake', unit: 'pc', taxRate: '13', salePrice: '10' },
  });
  const [first, second] = [await anOrder([[scarce, '3']]), await anOrder([[scarce, '3']])];
  const amended = await edit(await amend(first), ['4']);
  await world.second.act(ORDERS, await seller.act(ORDERS, amended, 'submit'), 'approve');
  const lines = [{ productId: scarce.id, quantity: '5', unitCost: '6' }];
  const came = await world.admin.create(ENTRIES, { warehouseId: warehouse.id, reason: 'other', lines });
  await world.second.act(ENTRIES, await world.admin.act(ENTRIES, came, 'submit'), 'approve');
  const reserved = async (order: Shown): Promise<unknown> => (await read(order)).lines[0].reserved;
  expect([await reserved(first), await reserved(second)]).toEqual(['4', '1']);
  const lost = [{ productId: scarce.id, quantity: '2' }];
  const issue = await world.admin.create(ISSUES, { warehouseId: warehouse.id, reason: 'lost', lines: lost });
  await world.second.act(ISSUES, await world.admin.act(ISSUES, issue, 'submit'), 'approve');
  expect([await reserved(first), await reserved(second)]).toEqual(['3', '0']);
});

test('no line falls below what is done of it, at submission or later', async () => {
  const order = await anOrder([[motor, '5']]);
  await delivered(order, 1, '3');
  let open = await edit(await amend(await read(order)), ['2']);
  expect(await seller.refused(409, ORDERS, open, 'submit')).toMatchObject({
    ...{ code: 'amendment.below-done', lineNo: 1, done: '3', required: '2' },
  });
  open = await edit(open, ['4']);
  const pending = await seller.act(ORDERS, open, 'submit');
  await delivered(order, 1, '2');
  expect(await world.second.refused(409, ORDERS, pending, 'approve')).toMatchObject({
    code: 'amendment.below-done',
    done: '5',
  });
  expect(await read(order)).toMatchObject({ revision: 1, grossAmount: '500', amendment: { status: 'pending' } });
  const rejected = await world.second.act(ORDERS, pending, 'reject', { reason: 'All of it has left' });
  expect(rejected).toMatchObject({ revision: 1, amendment: { status: 'rejected' } });
  const discarded = await seller.send('delete', `${ORDERS}/${order.id}/amendment`, undefined, match(rejected));
  expect([discarded.status, discarded.body.amendment]).toEqual([200, null]);
});

test('who gave an amendment up is no author of what is in force; who wrote that is one of its amendments, too', async () => {
  const order = await anOrder([[motor, '1']]);
  const authors = async (): Promise<unknown[]> =>
    Promise.all([seller, colleague].map(async (by) => (await by.get(`${ORDERS}/${order.id}`))['isAuthor']));
  expect(await authors()).toEqual([true, false]);
  const open = await edit(await amend(await read(order), ORDERS, colleague), ['2'], [], ORDERS, colleague);
  expect(await authors()).toEqual([true, true]);
  await colleague.send('delete', `${ORDERS}/${order.id}/amendment`, undefined, match(open));
  expect(await authors()).toEqual([true, false]);
});

test('one amendment at a time, of what is in force, about what may change, and about something', async () => {
  const draft = await seller.create(ORDERS, {
    customerId: customer.id,
    lines: [{ productId: motor.id, quantity: '1' }],
  });
  expect(await seller.refused(409, ORDERS, draft, 'amend', { reason: 'Early' })).toMatchObject({
    code: 'document.state',
  });
  const order = await approved(ORDERS, draft);
  expect(await seller.refused(400, ORDERS, order, 'amend', {})).toMatchObject({ code: 'request.invalid' });
  expect((await seller.send('get', `${ORDERS}/${order.id}/amendment`)).body).toMatchObject({ code: 'amendment.none' });
  const open = await amend(order);
  expect(await seller.refused(409, ORDERS, open, 'amend', { reason: 'Again' })).toMatchObject({
    code: 'amendment.open',
  });
  expect(await seller.refused(412, ORDERS, order, 'submit')).toMatchObject({ code: 'record.stale' });
  expect(await seller.refused(422, ORDERS, open, 'submit')).toMatchObject({ code: 'amendment.unchanged' });
  // The same content entered again is no change, whatever its decimals.
  const again = await edit(open, ['1.00']);
  expect(again.version).toBe(open.version);
  expect(await seller.refused(422, ORDERS, open, 'submit')).toMatchObject({ code: 'amendment.unchanged' });
  expect(await seller.refused(409, ORDERS, open, 'void', { reason: 'Mistake' })).toMatchObject({
    code: 'amendment.open',
  });
  const other = await seller.create('customers', { name: 'Ningbo Haitian Ltd.' });
  for (const input of [{ customerId: other.id }, { note: 'Other' }, { promisedDate: '2027-01-01' }]) {
    const refused = await seller.send('patch', `${ORDERS}/${order.id}/amendment`, input, match(open));
    expect([refused.status, refused.body.code]).toEqual([422, 'amendment.fixed']);
  }
  const unknown = await seller.send('patch', `${ORDERS}/${order.id}/amendment`, { status: 'effective' }, match(open));
  expect([unknown.status, unknown.body.code]).toEqual([400, 'request.invalid']);
});

test('nobody approves an amendment that they had a hand in, and SQL puts nothing else into force', async () => {
  const order = await anOrder([[motor, '1']]);
  const opened = await amend(order, ORDERS, world.second);
  const pending = await seller.act(ORDERS, await edit(opened, ['2']), 'submit');
  const approver = [world.admin, colleague, seller, world.second];
  for (const author of [seller, world.second]) {
    expect(await author.refused(403, ORDERS, pending, 'approve')).toMatchObject({ code: 'approval.author' });
  }
  const refused = (text: string): Promise<unknown> =>
    expect(world.sqlAsApp(text)).rejects.toMatchObject({ code: expect.stringMatching(/^(GX001|42501)$/) });
  await refused(`UPDATE sales_order SET revision = 2 WHERE id = '${order.id}'`);
  await refused(
    `UPDATE sales_order SET revision = 2, gross_amount = 1, net_amount = 1, tax_amount = 0 WHERE id = '${order.id}'`,
  );
  await refused(`UPDATE amendment SET status = 'effective' WHERE document_id = '${order.id}'`);
  await refused(`UPDATE amendment SET header = '{}' WHERE document_id = '${order.id}'`);
  await refused(`UPDATE sales_order_line SET quantity = 9 WHERE document_id = '${order.id}'`);
  await refused(`DELETE FROM amendment WHERE document_id = '${order.id}'`);
  const [task] = await world.sqlAsApp(
    `SELECT assignee_id AS id FROM approval_task WHERE document_id = $1 AND state = 'open'`,
    [order.id],
  );
  const decider = approver.find(({ id }) => id === task!['id'])!;
  expect([seller.id, world.second.id]).not.toContain(decider.id);
  expect(await decider.act(ORDERS, pending, 'approve')).toMatchObject({ revision: 2 });
});

test('lines other than those that were approved do not survive the commit, even with an approval at hand', async () => {
  const order = await anOrder([[motor, '1']]);
  const pending = await seller.act(ORDERS, await edit(await amend(order), ['2']), 'submit');
  const approve = `UPDATE approval_task SET state = 'approved' WHERE document_id = '${order.id}';
    INSERT INTO approval_decision SELECT gen_random_uuid(), p.id, t.id, p.document_id, p.revision, t.assignee_id, 'approve', NULL, now()
      FROM approval p JOIN approval_task t ON t.approval_id = p.id WHERE p.document_id = '${order.id}' AND p.status = 'open';`;
  const decide = approve
    .split(';')
    .reverse()
    .filter((statement) => statement.trim())
    .join(';');
  const apply = (quantity: number): string => `${decide};
    UPDATE approval SET status = 'approved' WHERE document_id = '${order.id}' AND status = 'open';
    UPDATE sales_order o SET (revision, edited_by_id, submitted_by_id, submitted_at, net_amount, tax_amount, gross_amount, base_amount, amount, credit_excess) =
      (SELECT a.revision, r.edited_by_id, r.submitted_by_id, r.submitted_at, r.net_amount, r.tax_amount, r.gross_amount, r.base_amount, r.amount, r.credit_excess
       FROM amendment a, jsonb_populate_record(NULL::sales_order, a.header) r WHERE a.document_id = o.id AND a.status = 'pending') WHERE id = '${order.id}';
    DELETE FROM sales_order_line WHERE document_id = '${order.id}';
    INSERT INTO sales_order_line SELECT (jsonb_populate_recordset(NULL::sales_order_line, a.lines)).* FROM amendment a WHERE a.document_id = '${order.id}' AND a.status = 'pending';
    UPDATE sales_order_line SET quantity = ${quantity} WHERE document_id = '${order.id}';
    UPDATE amendment SET status = 'effective' WHERE document_id = '${order.id}' AND status = 'pending'`;
  await expect(world.sqlAsOwner(apply(9))).rejects.toMatchObject({ message: 'approval.separation' });
  expect(await read(order)).toMatchObject({ revision: 1, version: pending.version });
  await world.second.act(ORDERS, pending, 'approve');
  expect(await read(order)).toMatchObject({ revision: 2 });
});

test('a quotation is countered, and an amended order takes less of it', async () => {
  const draft = await seller.create(QUOTATIONS, {
    customerId: customer.id,
    lines: [{ productId: motor.id, quantity: '10' }],
  });
  const quotation = await approved(QUOTATIONS, draft);
  const order = await approved(ORDERS, await seller.create(`${QUOTATIONS}/${quotation.id}/order`, {}));
  expect(await read(quotation, QUOTATIONS)).toMatchObject({ status: 'completed' });
  await world.second.act(ORDERS, await seller.act(ORDERS, await edit(await amend(order), ['6']), 'submit'), 'approve');
  const reopened = await read(quotation, QUOTATIONS);
  expect(reopened).toMatchObject({ status: 'effective', orderShare: '0.6' });
  const countered = await edit(await amend(reopened, QUOTATIONS), ['6'], [], QUOTATIONS);
  await world.second.act(QUOTATIONS, await seller.act(QUOTATIONS, countered, 'submit'), 'approve');
  expect(await read(quotation, QUOTATIONS)).toMatchObject({ status: 'completed', revision: 2, orderShare: '1' });
  const last = await read(order);
  expect((await seller.act(ORDERS, last, 'void', { reason: 'Withdrawn' })).status).toBe('void');
  expect(await read(quotation, QUOTATIONS)).toMatchObject({ status: 'effective', orderShare: '0' });
});

test('credit counts what an amendment adds, and the excess asks one superior more', async () => {
  const limited = await seller.create('customers', { name: 'Taizhou Precision Ltd.', creditLimit: '1000' });
  const order = await anOrder([[motor, '8']], { customerId: limited.id, warehouseId: null });
  const within = await seller.act(ORDERS, await edit(await amend(order), ['10']), 'submit');
  const amended = await world.second.act(ORDERS, within, 'approve');
  expect(amended).toMatchObject({ revision: 2, creditExcess: '0' });
  const over = await seller.act(ORDERS, await edit(await amend(amended), ['13']), 'submit');
  expect((await seller.get(`${ORDERS}/${order.id}/approval`))['current'].steps).toHaveLength(2);
  const between = await world.second.act(ORDERS, over, 'approve');
  expect(between).toMatchObject({ revision: 2, amendment: { status: 'pending' } });
  expect(await world.admin.act(ORDERS, between, 'approve')).toMatchObject({ revision: 3, creditExcess: '300' });
});
