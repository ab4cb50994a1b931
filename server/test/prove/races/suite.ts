import { Arena, ORDERS } from './arena.js';
import { proveControls, type Race } from './controls.js';
import { crossedPieces, lastPieces } from './goods.js';
import { oneAccount, oneItem } from './money.js';
import { gaplessNumbers, oneKey, oneKeyAct, oneVersion } from './papers.js';
import { bothDecide, creditLimit, eitherDecides, panel, type Panel } from './people.js';
import { amendOrDeliver, takeBackOrInvoice, voidOrDeliver } from './rivals.js';

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
  always('fifty acts with one key have one effect and one answer', (one) => oneKeyAct(one));
  always('of twenty editors of one version of a customer one succeeds', () => oneVersion(arena, 'customers'));
  always('of twenty editors of one version of an order one succeeds', () => oneVersion(arena, ORDERS));
  always('where either decides, one of two decisions counts', () => eitherDecides(arena, people));
  always('where both decide, the second completes it', () => bothDecide(arena, people));
  always('a credit limit holds against orders that come together', creditLimit);
  always('an item is settled up to its amount, whoever pays it', oneItem);
  always('an account pays what it holds', oneAccount);

  describe('without what holds them, the same races are lost', () => proveControls(() => ({ arena, people })));
}
