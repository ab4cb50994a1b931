import fc from 'fast-check';
import { RowWatch } from '../../support/checksum.js';
import { Random } from '../../support/random.js';
import type { World } from '../../support/world.js';
import { openBooks } from '../tampering/books.js';
import { attemptOf, Clerk, type Choice } from './clerk.js';
import { Desk } from './desk.js';
import { BREAKS, seenOf } from './invariants/breaks.js';
import { brokenIn, INVARIANTS } from './invariants/invariants.js';
import { Model, type Doc, type Veto } from './model.js';

const CLIENTS = 8;
const PATIENCE = 600_000;

export interface Effort {
  /** Runs of one client alone, and how many acts each has at most. */
  readonly runs: number;
  readonly acts: number;
  /** Acts of all clients together. */
  readonly together: number;
  /** How long a failure is made smaller. */
  readonly shrinkingMs: number;
}

// Small numbers are not more interesting than others here.
const NUMBERS = Array.from({ length: 6 }, () => fc.noBias(fc.nat())) as [
  fc.Arbitrary<number>,
  ...fc.Arbitrary<number>[],
];
const choices = (acts: number): fc.Arbitrary<Choice[]> =>
  fc.array(fc.tuple(...NUMBERS), { minLength: acts, maxLength: acts });

/** Random acts, legal and illegal, against the books as a clerk would keep them with pencil and paper. */
export function proveBooks(suite: string, effort: Effort): void {
  let world: World;
  let watch: RowWatch;
  let random: Random;

  beforeAll(async () => {
    random = Random.announced(suite);
    world = await openBooks();
    await world.app.listen(0, '127.0.0.1');
    watch = await RowWatch.over(world);
  }, PATIENCE);
  afterAll(async () => {
    await watch?.close();
    await world?.stop();
  });

  /** Runs of one client alone, each at a desk of its own; a failure is shown with the fewest acts that make it. */
  function alone(model: () => Model, happened: Map<string, number>): fc.IAsyncPropertyWithHooks<[Choice[]]> {
    return fc.asyncProperty(choices(effort.acts), async (run) => {
      const desk = await Desk.open(world, model());
      const clerk = new Clerk(desk, watch);
      for (const choice of run) expect(await clerk.try(choice)).toEqual([]);
      expect(await desk.shown()).toEqual(desk.expected().filter((text) => !/^(line|item|funds)/.test(text)));
      for (const [what, times] of clerk.happened) happened.set(what, (happened.get(what) ?? 0) + times);
    });
  }

  test(
    'alone, each act happens or is refused as the model says, and the books are as the model has them',
    async () => {
      const happened = new Map<string, number>();
      await fc.assert(
        alone(() => new Model(), happened),
        {
          ...{ seed: random.seed, numRuns: effort.runs, interruptAfterTimeLimit: effort.shrinkingMs },
        },
      );
      process.stderr.write(`${suite}: ${[...happened].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
      expect(await world.verify()).toEqual([]);
      expect(await brokenIn(world)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'eight at once never break an invariant',
    async () => {
      const desk = await Desk.open(world);
      const statuses = await together(desk, random, effort.together);
      expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
      expect(statuses.get(200)).toBeGreaterThan(0);
      expect(await world.verify()).toEqual([]);
      expect(await brokenIn(world)).toEqual([]);
    },
    PATIENCE,
  );

  test('a model that forgets a rule is found out', async () => {
    const found = await fc.check(
      alone(() => new Careless(), new Map()),
      {
        ...{ seed: random.seed, numRuns: 20, endOnFailure: true },
      },
    );
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toContain('must happen');
  }, 120_000);

  test.each(BREAKS)('the statement of %s sees %s', async (invariant, _, how) => {
    expect(await seenOf(world, how)).toEqual(expect.arrayContaining([expect.stringMatching(`^${invariant}: `)]));
  });

  test('each invariant is broken in some way, and whole again afterwards', async () => {
    expect([...new Set(BREAKS.map(([invariant]) => invariant))]).toEqual(Object.keys(INVARIANTS));
    expect(await brokenIn(world)).toEqual([]);
  });
}

/** Believes that everything pending can be approved. */
class Careless extends Model {
  override mayApprove(doc: Doc): Veto {
    return this.mayDecide(doc);
  }
}

/** All clients act on the same documents; what the model says of them is not asked, only what it knows of. */
async function together(desk: Desk, random: Random, acts: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let left = acts;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const attempt = attemptOf(desk, [
        random.below(2 ** 31),
        ...Array.from({ length: 4 }, () => random.below(2 ** 31)),
      ]);
      if (!attempt) continue;
      const { status, body } = await attempt.send();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status < 300) attempt.then(body as never);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return statuses;
}
