import { withoutLock, type Interference } from '../../support/statements.js';
import { ORDERS, type Arena } from './arena.js';
import { crossedPieces, lastPieces } from './goods.js';
import { oneAccount, oneItem } from './money.js';
import { gaplessNumbers, numbersGiven, oneKey, oneKeyAct, oneVersion } from './papers.js';
import { bothDecide, creditLimit, eitherDecides, type Panel } from './people.js';
import { amendOrDeliver, takeBackOrInvoice, voidOrDeliver } from './rivals.js';

/** Answers what was not as it must be. */
export type Race = (arena: Arena) => Promise<string[]>;

const PATIENCE = 180_000;
/** A race that can be lost is not lost each time; on a busy machine hardly ever two are at the same point at once. */
const TRIES = 12;

/** Only a failure of the server, which says nothing of the books. */
const isFailure = (finding: string): boolean => /^\d+ × 5\d\d( [\w.]+)?$/.test(finding);

/**
 * Each leaves out a lock or a bound. What is left holds as long as everybody waits for their turn, and breaks when all come at
 * once: the race finds what the lock is there for, and nothing else. They break books, so they come last.
 */
export function proveControls(at: () => { arena: Arena; people: Panel }): void {
  const lost = (name: string, interference: Interference, race: Race, open?: string): void =>
    test(
      name,
      async () => {
        const { arena } = at();
        if (open) await arena.world.sqlAsOwner(open);
        const once = (): Promise<string[]> => arena.statements.during(interference, () => race(arena));
        arena.inTurn = true;
        expect(await once()).toEqual([]);
        arena.inTurn = false;
        await isLost(once);
      },
      PATIENCE,
    );
  const without = (name: string, locks: string[], race: Race, slow: string[] = []): void =>
    lost(name, withoutLock(locks, slow), race);

  without('the lock of stock balances', ['FROM stock_balance b'], lastPieces);
  without('the locks of documents', ['FROM "sales_order"', 'FROM fulfilment'], voidOrDeliver);
  without('the locks of deliveries', ['FROM "delivery"', 'FROM "sales_order"', 'FROM fulfilment'], takeBackOrInvoice, [
    'e.kind NOT IN',
  ]);
  without('the lock of a customer', ['FROM "customer" t'], (arena) => oneVersion(arena, 'customers'));
  without('the lock of an order', ['FROM "sales_order" t'], (arena) => oneVersion(arena, ORDERS));
  without('the lock of a claim', ['FROM "expense" t'], (arena) => eitherDecides(arena, at().people));
  without('the lock of what both decide', ['FROM "expense" t'], (arena) => bothDecide(arena, at().people));
  without('the lock of the exposure', ['INTO customer_exposure'], creditLimit);
  without('the lock of open items', ['FROM "open_item"', 'FROM "opening_balance"', 'customer_exposure'], oneItem);
  lost('the look at what an account holds at the moment when it pays', staleBalance, oneAccount, UNBOUND_ACCOUNTS);
  lost('the look at what is delivered at the moment of the amendment', staleProgress, amendOrDeliver, UNBOUND_LINES);
  test('the order of locks', () => withoutOrder(at().arena), PATIENCE);
  test('the counter of numbers', () => withoutCounter(at().arena), PATIENCE);
  test('the key of idempotency', () => withoutKey(at().arena), PATIENCE);
}

async function isLost(race: () => Promise<string[]>): Promise<void> {
  let found: string[] = [];
  for (let round = 0; round < TRIES && found.length === 0; round += 1)
    found = (await race()).filter((finding) => !isFailure(finding));
  expect(found).not.toEqual([]);
}

/** What a statement reads of a table besides the row that it changes is as old as the statement. */
const staleBalance: Interference = {
  rewrite: (text) =>
    text.replace(
      'overdraft OR balance + $4::numeric >= 0',
      'overdraft OR (SELECT x.balance FROM fund_account x WHERE x.id = $2) + $4::numeric >= 0',
    ),
};
const UNBOUND_ACCOUNTS = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'fund_account'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE fund_account DROP CONSTRAINT %I', name);
  END LOOP;
END $$`;

const unlocked = withoutLock(['FROM "sales_order"', 'FROM fulfilment'], ['SET delivered = f.delivered']);
const staleProgress: Interference = {
  ...unlocked,
  rewrite: (text, values) =>
    unlocked.rewrite!(text, values).replace(
      /f\.total \+ s\.quantity >= f\.cancelled \+ greatest\(f\.ordered, f\.delivered - f\.returned\)/,
      `EXISTS (SELECT 1 FROM fulfilment x WHERE x.line_id = f.line_id
         AND x.total + s.quantity >= x.cancelled + greatest(x.ordered, x.delivered - x.returned))`,
    ),
};
const UNBOUND_LINES = `ALTER TABLE fulfilment DROP CONSTRAINT ck_fulfilment_delivered, DROP CONSTRAINT ck_fulfilment_ordered;
  ALTER TABLE demand DROP CONSTRAINT ck_demand_quantities`;

/** Who locks the same rows in another order waits for who waits for them: nobody at a client sees it, and the arena does. */
async function withoutOrder(arena: Arena): Promise<void> {
  const rewrite = (text: string): string =>
    text
      .replace('ORDER BY b.warehouse_id, b.product_id FOR', 'ORDER BY random() FOR')
      .replace('SELECT b.id, b.warehouse_id', 'SELECT pg_sleep(0.02), b.id, b.warehouse_id');
  arena.statements.refusals.clear();
  for (let round = 0; round < TRIES && !arena.statements.refusals.has('40P01'); round += 1)
    await arena.statements.during({ rewrite }, () => crossedPieces(arena));
  expect((await arena.unrest()).join()).toContain('40P01');
}

/** A sequence instead of the counter's row is faster, and leaves a gap for each rollback, and only for those. */
async function withoutCounter(arena: Arena): Promise<void> {
  await arena.world.sqlAsOwner('CREATE SEQUENCE loose; GRANT USAGE ON SEQUENCE loose TO guanxi_app');
  await arena.world.sqlAsOwner(
    `SELECT setval('loose', max(substring(number FROM '\\d+$')::int)) FROM sales_invoice WHERE number IS NOT NULL`,
  );
  const rewrite = (text: string, values: readonly unknown[]): string =>
    text.includes('INSERT INTO numbering_counter') && values[1] === 'sales-invoice'
      ? `SELECT $4 || nextval('loose') AS number FROM (SELECT $1::uuid, $2::text, $3::text, $5::integer) x`
      : text;
  const given = (race: Race): Promise<string[]> => arena.statements.during({ rewrite }, () => race(arena));
  expect(await given((one) => numbersGiven(one, 0))).toEqual([]);
  expect((await given(gaplessNumbers)).join()).toContain('numbers 1, 2');
  expect((await arena.world.verify()).map(({ invariant }) => invariant)).toContain('N1');
}

/** What nobody has noted yet is done by everybody. */
async function withoutKey(arena: Arena): Promise<void> {
  await arena.world.sqlAsOwner('ALTER TABLE idempotency_key DROP CONSTRAINT pk_idempotency_key');
  expect((await oneKey(arena)).join()).toMatch(/\d+ orders/);
  expect((await oneKeyAct(arena, { keyed: false })).join()).toContain('49 × 412');
  await arena.world.sqlAsOwner(
    `TRUNCATE idempotency_key;
     ALTER TABLE idempotency_key ADD CONSTRAINT pk_idempotency_key PRIMARY KEY (caller_id, key)`,
  );
}
