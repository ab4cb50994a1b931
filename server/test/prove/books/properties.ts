import fc from 'fast-check';
import type { RowWatch } from '../../support/checksum.js';
import type { Statements } from '../../support/statements.js';
import type { World } from '../../support/world.js';
import { Clerk, type Choice } from './clerk.js';
import type { Crew } from './crew.js';
import { Crowd } from './crowd.js';
import { Desk } from './desk.js';
import { Model } from './model.js';
import { misshown } from './sight.js';

export interface Effort {
  /** Runs of one client alone, and how many acts each has. */
  readonly runs: number;
  readonly acts: number;
  /** Runs of eight together, how many acts go before, and how many rounds there are. */
  readonly crowds: number;
  readonly before: number;
  readonly rounds: number;
  /** Whether every kind of act must have happened, and have been refused. */
  readonly isWhole: boolean;
  /** How long a failure is made smaller. */
  readonly shrinkingMs: number;
}

export interface Stage {
  readonly effort: Effort;
  readonly world: World;
  readonly watch: RowWatch;
  readonly crew: Crew;
  readonly statements: Statements;
  readonly seed: number;
}

const CLIENTS = 8;
/** Everything is verified after so many acts or rounds. */
const VERIFY_EVERY = 25;

// Small numbers are not more interesting than others here.
const NUMBERS = Array.from({ length: 8 }, () => fc.noBias(fc.nat())) as [
  fc.Arbitrary<number>,
  ...fc.Arbitrary<number>[],
];
/** A choice falls away when a failure is made smaller. */
type Step<Item> = Item | null;
const times = <Item>(count: number, item: fc.Arbitrary<Item>): fc.Arbitrary<Step<Item>[]> =>
  fc.array(fc.option(item, { freq: 2 ** 30 }), { minLength: count, maxLength: count });
const choice: fc.Arbitrary<Choice> = fc.tuple(...NUMBERS);
const round = times(CLIENTS, choice);

export type Counts = Map<string, number>;
const addTo = (counts: Counts, more: Counts): void => {
  for (const [what, count] of more) counts.set(what, (counts.get(what) ?? 0) + count);
};

/** A failure is made smaller for so long; what is tried later passes, so that the smallest that was found is told. */
function hurried<Args extends unknown[]>(ms: number, run: (...args: Args) => Promise<void>): typeof run {
  let last = Infinity;
  return async (...args) => {
    if (Date.now() > last) return;
    await run(...args).catch((error: unknown) => {
      last = Math.min(last, Date.now() + ms);
      throw error;
    });
  };
}

/** Step by step; what is wrong ends it, and everything is verified now and then and at the end. */
async function walk<Item>(
  { world }: Stage,
  steps: readonly Step<Item>[],
  take: (step: Item) => Promise<string[]>,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    if (step === null) continue;
    expect(await take(step)).toEqual([]);
    if (index % VERIFY_EVERY === VERIFY_EVERY - 1) expect(await world.verify()).toEqual([]);
  }
  expect(await world.verify()).toEqual([]);
}

/** Runs of one client alone, each at a desk of its own. */
export function alone(
  stage: Stage,
  happened: Counts,
  model = (): Model => new Model(),
): fc.IAsyncPropertyWithHooks<[Step<Choice>[]]> {
  const { world, crew, watch, effort } = stage;
  const run = async (choices: Step<Choice>[]): Promise<void> => {
    const desk = await Desk.open(world, crew, model());
    const clerk = new Clerk(desk, watch);
    await walk(stage, choices, (one) => clerk.try(one));
    expect(await misshown(desk)).toEqual([]);
    addTo(happened, clerk.happened);
  };
  return fc.asyncProperty(times(effort.acts, choice), hurried(effort.shrinkingMs, run));
}

/** Runs of eight together, round by round, each at a desk of its own. */
export function together(
  stage: Stage,
  happened: Counts,
): fc.IAsyncPropertyWithHooks<[Step<Choice>[], Step<Step<Choice>[]>[]]> {
  const { world, crew, effort } = stage;
  const run = async (before: Step<Choice>[], rounds: Step<Step<Choice>[]>[]): Promise<void> => {
    const crowd = new Crowd(await Desk.open(world, crew));
    expect(await crowd.begin(before.filter((one) => one !== null))).toEqual([]);
    await walk(stage, rounds, (one) => crowd.round(one.filter((each) => each !== null)));
    addTo(happened, crowd.happened);
  };
  return fc.asyncProperty(times(effort.before, choice), times(effort.rounds, round), hurried(effort.shrinkingMs, run));
}

/** Asserts that a property holds in all of its runs. */
export async function holds<Args>(property: fc.IAsyncProperty<Args>, seed: number, numRuns: number): Promise<void> {
  const found = await fc.check(property, { seed, numRuns });
  // What was wrong comes before the counterexample, which is long.
  if (found.failed)
    throw new Error(`${String(found.errorInstance)}\n${String(await fc.asyncDefaultReportMessage(found))}`);
  expect([found.numRuns, found.interrupted]).toEqual([numRuns, false]);
}
