import { withoutLock } from '../../support/statements.js';
import { Arena, ORDERS } from './arena.js';
import { crossedPieces, lastPieces } from './goods.js';
import { oneAccount, oneItem } from './money.js';
import { gaplessNumbers, oneKey, oneKeyAct, oneVersion } from './papers.js';
import { bothDecide, creditLimit, eitherDecides, panel, type Panel } from './people.js';
import { amendOrDeliver, takeBackOrInvoice, voidOrDeliver } from './rivals.js';

type Race = (arena: Arena) => Promise<string[]>;

/** Many act at once on the same things. A race answers what was not as it must be; each is run so many times. */
export function proveRaces(suite: string, rounds: number): void {
  let arena: Arena;
  let people: Panel;

  beforeAll(async () => {
    arena = await Arena.open(suite);
    people = await panel(arena);
  }, 120_000);
  afterAll(() => arena?.world.stop());

  async function holds(race: Race): Promise<void> {
    for (let round = 0; round < rounds; round += 1) expect(await race(arena)).toEqual([]);
    expect(await arena.unrest()).toEqual([]);
    expect(await arena.world.verify()).toEqual([]);
  }
  const patience = 60_000 * Math.max(2, rounds);
  const always = (name: string, race: Race): void => test(name, () => holds(race), patience);

  always('of the last pieces exactly those go out that are there', lastPieces);
  always('so it is with lines that come in any order', crossedPieces);
  always('an order is voided or delivered, never both', voidOrDeliver);
  always('a delivery is taken back or invoiced, never both', takeBackOrInvoice);
  always('an order is cut down or delivered, never both', amendOrDeliver);
  always('a gapless series has no gap while every fifth commit fails', async () => {
    const wrong = await gaplessNumbers(arena);
    // These failures are the test's own.
    arena.statements.refusals.delete('40001');
    return wrong;
  });
  always('fifty requests with one key have one effect and one answer', oneKey);
  always('fifty acts with one key have one effect and one answer', oneKeyAct);
  always('of twenty editors of one version of a customer one succeeds', () => oneVersion(arena, 'customers'));
  always('of twenty editors of one version of an order one succeeds', () => oneVersion(arena, ORDERS));
  always('where either decides, one of two decisions counts', () => eitherDecides(arena, people));
  always('where both decide, the second completes it', () => bothDecide(arena, people));
  always('a credit limit holds against orders that come together', creditLimit);
  always('an item is settled up to its amount, whoever pays it', oneItem);
  always('an account pays what it holds', oneAccount);

  describe('without what holds them, the same races are lost', () => controls(() => ({ arena, people })));
}

const PATIENCE = 120_000;
/** A race that can be lost is not lost each time; on a busy machine hardly ever two are at the same point at once. */
const TRIES = 12;

async function isLost(race: () => Promise<string[]>): Promise<void> {
  let found: string[] = [];
  for (let round = 0; round < TRIES && found.length === 0; round += 1) found = await race();
  expect(found).not.toEqual([]);
}

/** Each leaves out a lock or a constraint. They break books, so they come last. */
function controls(at: () => { arena: Arena; people: Panel }): void {
  const without = (name: string, locks: string[], race: Race, slow: string[] = []): void =>
    test(
      name,
      async () => {
        const { arena } = at();
        const before = await arena.unrest();
        const lost = async (): Promise<string[]> => [
          ...(await arena.statements.during(withoutLock(locks, slow), () => race(arena))),
          ...(await arena.unrest()).filter((one) => !before.includes(one)),
        ];
        await isLost(lost);
      },
      PATIENCE,
    );

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
  test('the counter of numbers', () => withoutCounter(at().arena), PATIENCE);
  test('the key of idempotency', () => withoutKey(at().arena), PATIENCE);
  test('the bound of accounts', () => withoutBound(at().arena), PATIENCE);
  test('the bound of amendments', () => withoutDone(at().arena), PATIENCE);
}

/** A sequence instead of the counter's row is faster, and leaves a gap for each rollback. */
async function withoutCounter(arena: Arena): Promise<void> {
  await arena.world.sqlAsOwner('CREATE SEQUENCE loose START 900000; GRANT USAGE ON SEQUENCE loose TO guanxi_app');
  const rewrite = (text: string, values: readonly unknown[]): string =>
    text.includes('INSERT INTO numbering_counter') && values[1] === 'sales-invoice'
      ? `SELECT $4 || nextval('loose') AS number FROM (SELECT $1::uuid, $2::text, $3::text, $5::integer) x`
      : text;
  expect(await arena.statements.during({ rewrite }, () => gaplessNumbers(arena))).not.toEqual([]);
  expect((await arena.world.verify()).map(({ invariant }) => invariant)).toContain('N1');
}

async function withoutKey(arena: Arena): Promise<void> {
  await arena.world.sqlAsOwner('ALTER TABLE idempotency_key DROP CONSTRAINT pk_idempotency_key');
  expect(await oneKey(arena)).not.toEqual([]);
  await arena.world.sqlAsOwner(
    `TRUNCATE idempotency_key;
     ALTER TABLE idempotency_key ADD CONSTRAINT pk_idempotency_key PRIMARY KEY (caller_id, key)`,
  );
}

/** What an account holds is looked at first and taken afterwards. */
async function withoutBound(arena: Arena): Promise<void> {
  const rewrite = (text: string): string => text.replace(/AND \(overdraft OR [^)]*\)/, '');
  await arena.world.sqlAsOwner(
    `DO $$ DECLARE name text; BEGIN
       FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'fund_account'::regclass AND contype = 'c' LOOP
         EXECUTE format('ALTER TABLE fund_account DROP CONSTRAINT %I', name);
       END LOOP;
     END $$`,
  );
  expect(await arena.statements.during({ rewrite }, () => oneAccount(arena))).not.toEqual([]);
}

/** An amendment that does not ask what is done already; the constraints would hold alone. */
async function withoutDone(arena: Arena): Promise<void> {
  const rewrite = (text: string): string =>
    text.replace(/AND f\.total \+ s\.quantity >= f\.cancelled \+ greatest\([^)]*\)/, '');
  await arena.world.sqlAsOwner(
    `ALTER TABLE fulfilment DROP CONSTRAINT ck_fulfilment_delivered, DROP CONSTRAINT ck_fulfilment_ordered;
     ALTER TABLE demand DROP CONSTRAINT ck_demand_quantities`,
  );
  await isLost(() => arena.statements.during({ rewrite }, () => amendOrDeliver(arena)));
}
