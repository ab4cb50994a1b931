import { percentile, sorted } from '../support/figures.js';
import type { Case, Kind } from './cases.js';
import type { ScopeName } from './company.js';
import { burst, type Burst } from '../support/load.js';

/** Medians over the rounds. */
export type Figure = Pick<Burst, 'requests' | 'perSecond' | 'p50' | 'p95' | 'p99'>;

export interface Measured {
  readonly kind: Kind;
  readonly scope: ScopeName | 'each';
  readonly customers: number;
  readonly connections: number;
  readonly ours: Figure;
  readonly bare: Figure;
  /** Our requests per second for one of the bare server's. */
  readonly ratio: number;
  /** What either server refused, with how often. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
}

/**
 * Measures cases at each number of connections: ours, bare, ours, bare …, after a round that does not count. Several cases
 * take turns, so that what they have in common with the time of the day they have in equal parts.
 */
export async function measure(cases: readonly Case[], connections: readonly number[], pace: Pace): Promise<Measured[]> {
  for (const one of cases) await round(one, connections.at(-1)!, pace.seconds);
  const measured: Measured[] = [];
  for (const count of connections) {
    const turns = cases.map((one) => ({ one, rounds: [] as Round[] }));
    for (let turn = 0; turn < pace.rounds; turn += 1)
      for (const { one, rounds } of turns) rounds.push(await round(one, count, pace.seconds));
    measured.push(...turns.map(({ one, rounds }) => summary(one, count, rounds)));
  }
  return measured;
}

interface Round {
  readonly ours: Burst;
  readonly bare: Burst;
}

async function round(one: Case, connections: number, seconds: number): Promise<Round> {
  await one.prepare?.(seconds);
  const ours = await burst(one.site.ours, connections, seconds, await one.ours());
  const bare = await burst(one.site.bare, connections, seconds, one.bare());
  return { ours, bare };
}

function summary({ kind, scope, site }: Case, connections: number, rounds: readonly Round[]): Measured {
  const ours = medians(rounds.map((one) => one.ours));
  const bare = medians(rounds.map((one) => one.bare));
  const refused: Record<string, number> = {};
  const answers = rounds.flatMap((one) => [one.ours.refused, one.bare.refused]);
  for (const [problem, count] of answers.flatMap((one) => Object.entries(one)))
    refused[problem] = (refused[problem] ?? 0) + count;
  const ratio = ours.perSecond / bare.perSecond;
  return { kind, scope, customers: site.customers, connections, ours, bare, ratio, refused };
}

function medians(bursts: readonly Burst[]): Figure {
  const of = (name: keyof Figure): number => median(bursts.map((one) => one[name]));
  return { requests: of('requests'), perSecond: of('perSecond'), p50: of('p50'), p95: of('p95'), p99: of('p99') };
}

export const median = (values: readonly number[]): number => percentile(sorted(values), 0.5);
