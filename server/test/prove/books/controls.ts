import fc from 'fast-check';
import { withoutLock } from '../../support/statements.js';
import { BREAKS, seenOf } from './invariants/breaks.js';
import { brokenIn, INVARIANTS } from './invariants/invariants.js';
import { KeptRows } from './kept.js';
import { Model } from './model.js';
import type { Doc } from './papers.js';
import { alone, together, type Stage } from './properties.js';
import { Shelf } from './shelf.js';
import type { Veto } from './vetoes.js';

const PATIENCE = 180_000;
/** What is forgotten is not met with in each run. */
const TRIES = 20;

/** Believes that everything pending can be approved, by everybody. */
class Careless extends Model {
  override mayApprove({ status }: Doc): Veto {
    return status === 'pending' ? undefined : 'not in such a state';
  }
}

/** Knows what is refused, but not why. */
class Confused extends Model {
  override mayDecide(doc: Doc, by: string, asked: string): Veto {
    return super.mayDecide(doc, by, asked) && 'it has a number';
  }
}

/** Sets nothing aside. */
class Generous extends Model {
  override shelf = new (class extends Shelf {
    override need(): void {
      this.needs = [];
    }
  })();
}

const MODELS = [
  ['forgets a rule', Careless, 'must happen'],
  ['mistakes a reason', Confused, 'it has a number'],
  ['sets nothing aside', Generous, 'set aside'],
] as const;

/** What is left out must be found out. The last of them breaks the books. */
export function proveControls(stage: () => Stage): void {
  test.each(MODELS)(
    'a model that %s',
    (_, Forgetful, words) => isFound(stage(), () => new Forgetful(), words),
    PATIENCE,
  );

  test.each(BREAKS)('%s: %s', async (invariant, _, how) => {
    expect(await seenOf(stage().world, how)).toEqual(
      expect.arrayContaining([expect.stringMatching(`^${invariant}: `)]),
    );
  });

  test('each invariant is broken in some way, and whole again afterwards', async () => {
    expect([...new Set(BREAKS.map(([invariant]) => invariant))]).toEqual(Object.keys(INVARIANTS));
    expect(await brokenIn(stage().world)).toEqual([]);
  });

  test('a row of a ledger that changes, in whatever way', () => isNoticed(stage()));
  test('many at once without the lock of stock balances', () => isLost(stage()), PATIENCE);
}

async function isFound(stage: Stage, model: () => Model, words: string): Promise<void> {
  const property = alone(stage, new Map(), model);
  const found = await fc.check(property, { seed: stage.seed, numRuns: TRIES, endOnFailure: true });
  expect(found.failed).toBe(true);
  expect(String(found.errorInstance)).toContain(words);
}

async function isNoticed({ world }: Stage): Promise<void> {
  const kept = new KeptRows(world);
  await kept.changed();
  const change = (days: number): Promise<unknown> =>
    world.sqlAsOwner(
      `SET session_replication_role = replica; UPDATE stock_ledger SET date = date + ${days} WHERE seq = (SELECT min(seq) FROM stock_ledger)`,
    );
  await change(1);
  expect(await kept.changed()).toEqual(['S3: rows of stock_ledger have changed']);
  await change(-1);
}

async function isLost(stage: Stage): Promise<void> {
  const property = together({ ...stage, effort: { ...stage.effort, rounds: 20 } }, new Map());
  const interference = withoutLock(['FROM stock_balance b']);
  const found = await stage.statements.during(interference, () =>
    fc.check(property, { seed: stage.seed, numRuns: TRIES, endOnFailure: true }),
  );
  expect(found.failed).toBe(true);
  expect(String(found.errorInstance)).toMatch(/S[12]: |there is stock/);
}
