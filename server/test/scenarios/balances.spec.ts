import type { Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const INVOICES = 'sales-orders/sales-invoices';

/** Looks at all that waits for the commit, and takes everything back. */
const UNDONE = `SET CONSTRAINTS ALL IMMEDIATE; RAISE EXCEPTION 'nothing refuses it'`;

/** Takes back a share of the last row of each ledger, and the same of its cache. */
const REVERSALS: Readonly<Record<string, (share: number) => string>> = {
  stock_ledger: (share) => `
    WITH o AS (SELECT * FROM stock_ledger WHERE reverses_id IS NULL ORDER BY seq DESC LIMIT 1),
    moved AS (UPDATE stock_balance b SET on_hand = b.on_hand - o.quantity * ${share}, value = b.value - o.value * ${share}
      FROM o WHERE (b.warehouse_id, b.product_id) = (o.warehouse_id, o.product_id) RETURNING b.on_hand, b.value)
    INSERT INTO stock_ledger (id, warehouse_id, product_id, at, date, quantity, value, balance_after, value_after, document_type, document_id, document_line_id, reverses_id)
    SELECT gen_random_uuid(), o.warehouse_id, o.product_id, now(), o.date, -o.quantity * ${share}, -o.value * ${share}, moved.on_hand, moved.value, o.document_type, o.document_id, o.document_line_id, o.id FROM o, moved`,
  fulfilment_entry: (share) => `
    WITH o AS (SELECT * FROM fulfilment_entry WHERE reverses_id IS NULL AND kind = 'delivered' ORDER BY seq DESC LIMIT 1),
    moved AS (UPDATE fulfilment f SET delivered = f.delivered - o.quantity * ${share} FROM o WHERE f.line_id = o.line_id)
    INSERT INTO fulfilment_entry (id, line_id, kind, quantity, by_document_type, by_document_id, at, reverses_id)
    SELECT gen_random_uuid(), line_id, kind, -quantity * ${share}, by_document_type, by_document_id, now(), id FROM o`,
  settlement_entry: (share) => `
    WITH o AS (SELECT * FROM settlement_entry WHERE reverses_id IS NULL ORDER BY seq DESC LIMIT 1),
    moved AS (UPDATE open_item i SET settled = i.settled - o.amount * ${share} FROM o WHERE i.id IN (o.debit_id, o.credit_id))
    INSERT INTO settlement_entry (id, debit_id, credit_id, amount, at, reverses_id)
    SELECT gen_random_uuid(), debit_id, credit_id, -amount * ${share}, now(), id FROM o`,
  fund_entry: (share) => `
    WITH o AS (SELECT * FROM fund_entry WHERE reverses_id IS NULL ORDER BY seq DESC LIMIT 1),
    moved AS (UPDATE fund_account a SET balance = a.balance - o.amount * ${share} FROM o WHERE a.id = o.account_id RETURNING a.balance)
    INSERT INTO fund_entry (id, account_id, at, date, amount, balance_after, document_type, document_id, reverses_id)
    SELECT gen_random_uuid(), o.account_id, now(), o.date, -o.amount * ${share}, moved.balance, o.document_type, o.document_id, o.id FROM o, moved`,
};

/** S1, S3, F1, M1 and M2 of the domain, as the database holds them against SQL with the role that serves requests. */
describe('Balances and totals', () => {
  let world: World;
  let ground: Ground;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
  });
  afterAll(() => world.stop());

  const inOne = (...statements: string[]): Promise<unknown> =>
    world.sqlAsApp(`DO $do$ BEGIN ${statements.join('; ')}; END $do$`);
  const refused = (...statements: string[]): Promise<void> =>
    expect(inOne(...statements)).rejects.toMatchObject({ code: '23514' });

  /** A row of the ledger that adds pieces and value and says what is there afterwards. */
  const row = (pieces: number, value: number, after: number, valueAfter: number): string =>
    `INSERT INTO stock_ledger (id, warehouse_id, product_id, at, date, quantity, value, balance_after, value_after, document_type, document_id, document_line_id)
     VALUES (gen_random_uuid(), '${ground.warehouse.id}', '${ground.product.id}', now(), '2026-11-01', ${pieces}, ${value}, ${after}, ${valueAfter}, 'stock-entry', gen_random_uuid(), gen_random_uuid())`;
  const balance = (onHand: number, value: number): string =>
    `UPDATE stock_balance SET on_hand = ${onHand}, value = ${value} WHERE product_id = '${ground.product.id}'`;
  const held = async (): Promise<[number, number]> => {
    const [found] = await world.sqlAsApp('SELECT on_hand, value FROM stock_balance WHERE product_id = $1', [
      ground.product.id,
    ]);
    return [Number(found!['on_hand']), Number(found!['value'])];
  };

  test('stock does not change without a row of its ledger, nor the ledger without the stock', async () => {
    const [pieces, value] = await held();
    await refused(balance(pieces + 1, value));
    await refused(balance(pieces, value + 1));
    await refused(row(1, 10, pieces + 1, value + 10));
    await refused(`WITH moved AS (${balance(pieces + 1, value + 9)}) ${row(1, 10, pieces + 1, value + 10)}`);
    await inOne(`WITH moved AS (${balance(pieces + 1, value + 10)}) ${row(1, 10, pieces + 1, value + 10)}`);
    expect(await held()).toEqual([pieces + 1, value + 10]);
  });

  test('a row goes on from the row before it', async () => {
    const [pieces, value] = await held();
    await refused(`WITH moved AS (${balance(pieces + 2, value + 10)}) ${row(1, 10, pieces + 2, value + 10)}`);
    await refused(`WITH moved AS (${balance(pieces + 1, value)}) ${row(1, 10, pieces + 1, value)}`);
  });

  test('stock of a product that never came in is none', async () => {
    const other = await world.admin.create('inventory/warehouses', { code: 'HZ2', name: 'Hangzhou No. 2' });
    await refused(
      `INSERT INTO stock_balance (id, warehouse_id, product_id, on_hand, reserved, value, version, updated_at)
       VALUES (gen_random_uuid(), '${other.id}', '${ground.product.id}', 5, 0, 0, 1, now())`,
    );
  });

  test('no balance goes, nor becomes one of something else', async () => {
    const other = await world.admin.create('inventory/warehouses', { code: 'HZ3', name: 'Hangzhou No. 3' });
    for (const forbidden of [
      'DELETE FROM stock_balance',
      `UPDATE stock_balance SET warehouse_id = '${other.id}'`,
      'UPDATE stock_balance SET negative_allowed = true',
      'UPDATE fulfilment SET document_id = gen_random_uuid()',
      'DELETE FROM fulfilment',
    ])
      await expect(inOne(forbidden)).rejects.toMatchObject({ code: '42501' });
  });

  test('whether stock may be negative is said by the warehouse alone, and stays once it has stock', async () => {
    const other = await world.admin.create('inventory/warehouses', { code: 'HZ4', name: 'Hangzhou No. 4' });
    const empty = (allowed: boolean): string =>
      `INSERT INTO stock_balance (id, warehouse_id, product_id, on_hand, reserved, value, negative_allowed, version, updated_at)
       VALUES (gen_random_uuid(), '${other.id}', '${ground.product.id}', 0, 0, 0, ${String(allowed)}, 1, now())`;
    const allow = `UPDATE warehouse SET negative_allowed = true WHERE id = '${other.id}'`;
    await refused(empty(true));
    await refused(empty(false), allow);
    await inOne(allow, empty(true));
  });

  test.each(['quotation', 'sales-order', 'sales-invoice'])(
    '%s: what is submitted has the sums of its lines',
    async (type) => {
      const draft = await FACTORIES[type]!(ground, world.admin);
      const table = type.replace('-', '_');
      const raised = `UPDATE ${table} SET net_amount = net_amount + 1, gross_amount = gross_amount + 1, amount = amount + 1 WHERE id = '${draft.id}'`;
      const submitted = `UPDATE ${table} SET status = 'pending' WHERE id = '${draft.id}'`;
      await refused(raised, submitted);
      await inOne(submitted);
    },
  );

  test.each([
    ['expense', 'amount + 1'],
    ['stock-entry', 'amount - 1'],
    ['receipt', 'amount - 100'],
  ])('%s: the amount of what is submitted is what its lines say', async (type, amount) => {
    const draft = await FACTORIES[type]!(ground, world.admin);
    const table = type.replace('-', '_');
    const submitted = `UPDATE ${table} SET status = 'pending' WHERE id = '${draft.id}'`;
    await refused(`UPDATE ${table} SET amount = ${amount} WHERE id = '${draft.id}'`, submitted);
    await inOne(submitted);
  });

  describe('an order delivered in part, its invoice collected in part', () => {
    let order: Shown;
    let item: string;
    beforeAll(async () => {
      const invoice = await approved(ground, INVOICES, await FACTORIES['sales-invoice']!(ground, world.admin));
      item = invoice.id;
      const receipt = await world.admin.create('sales-orders/receipts', {
        ...{ customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '200' },
        lines: [{ itemId: item, amount: '150' }],
      });
      await approved(ground, 'sales-orders/receipts', receipt);
      const { items } = await world.admin.get<{ items: Shown[] }>('sales-orders?status=completed');
      order = items[0]!;
    });

    test('no line is done otherwise than its ledger says', async () => {
      const lines = `WHERE document_id = '${order.id}'`;
      await refused(`UPDATE fulfilment SET delivered = 0 ${lines}`);
      await refused(`UPDATE fulfilment SET total = total + 1 ${lines}`);
      await refused(
        `INSERT INTO fulfilment_entry (id, line_id, kind, quantity, by_document_type, by_document_id, at)
         SELECT gen_random_uuid(), line_id, 'returned', 1, 'delivery', gen_random_uuid(), now() FROM fulfilment ${lines}`,
      );
      await expect(world.sqlAsApp(`DELETE FROM fulfilment ${lines}`)).rejects.toMatchObject({ code: '42501' });
    });

    test('no item is settled otherwise than its ledger says, nor about something else', async () => {
      await refused(`UPDATE open_item SET settled = settled + 1 WHERE id = '${item}'`);
      await refused(`UPDATE open_item SET settled = 0 WHERE id = '${item}'`);
      await refused(
        `INSERT INTO settlement_entry (id, debit_id, credit_id, amount, at) SELECT gen_random_uuid(), debit_id, credit_id, 1, now() FROM settlement_entry LIMIT 1`,
      );
      await expect(world.sqlAsApp('UPDATE open_item SET amount = amount + 1')).rejects.toMatchObject({ code: '42501' });
      await expect(world.sqlAsApp('DELETE FROM open_item')).rejects.toMatchObject({ code: '42501' });
    });

    test('no account holds what its ledger does not say', async () => {
      const account = `WHERE id = '${ground.account.id}'`;
      await refused(`UPDATE fund_account SET balance = balance + 1 ${account}`);
      const entry = (amount: number, after: string): string =>
        `INSERT INTO fund_entry (id, account_id, at, date, amount, balance_after, document_type, document_id)
         SELECT gen_random_uuid(), id, now(), '2026-11-01', ${amount}, ${after}, 'receipt', gen_random_uuid() FROM fund_account ${account}`;
      await refused(entry(5, 'balance + 5'));
      const [moved, both] = [
        `UPDATE fund_account SET balance = balance + 5 ${account} RETURNING id, balance`,
        'balance',
      ];
      await refused(`WITH moved AS (${moved}) ${entry(4, both).replace(`fund_account ${account}`, 'moved')}`);
      await inOne(`WITH moved AS (${moved}) ${entry(5, both).replace(`fund_account ${account}`, 'moved')}`);
    });

    test.each(Object.entries(REVERSALS))('%s: a row is taken back as a whole, and once', async (ledger, reversal) => {
      const isFree = { message: 'nothing refuses it' };
      await refused(reversal(0.5));
      await expect(inOne(reversal(1), reversal(1))).rejects.toMatchObject({ code: '23505' });
      await expect(inOne(reversal(1), UNDONE)).rejects.toMatchObject(isFree);
      const unguarded = `DROP TRIGGER ${ledger.split('_')[0]}_reversal_guard ON ${ledger}`;
      const asOwner = `DO $do$ BEGIN ${[unguarded, reversal(0.5), UNDONE].join('; ')}; END $do$`;
      await expect(world.sqlAsOwner(asOwner)).rejects.toMatchObject(isFree);
    });
  });

  test('without the guards the same statements go through', async () => {
    await world.sqlAsOwner(
      'DROP TRIGGER stock_follows_ledger_update ON stock_balance; DROP TRIGGER ledger_moves_stock ON stock_ledger',
    );
    const [pieces, value] = await held();
    await inOne(balance(pieces + 1, value));
    await inOne(row(1, 10, 7, 7));
    expect((await world.verify()).map(({ invariant }) => invariant)).toContain('S1');
  });
});
