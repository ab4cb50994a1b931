import { SCOPES } from './company.js';
import { median, type Measured } from './measure.js';
import type { PlanPair } from './plans.js';
import type { Searched } from './search.js';

/** Everything that a run has found. */
export interface Results {
  readonly measured: readonly Measured[];
  readonly plans: readonly PlanPair[];
  readonly searched: readonly Searched[];
  readonly startSeconds: readonly number[];
  readonly memory: number | undefined;
}

/** Something that the product promises, and whether it was kept. */
export interface Goal {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}

/** Connections at which the product is compared with the bare server, and with itself at another size. */
const AT = 8;
/** Our requests per second for one of the bare server's. */
const SHARES = { list: 0.5, read: 0.6, create: 0.4, order: 0.4, delivery: 0.4 };
/** What is left of the speed with a hundred times the customers. */
const GROWN = 0.8;
const SEARCH_MS = 10;
const START_SECONDS = 2;
const MEMORY = 300 * 1024 * 1024;

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

export const goalsOf = (results: Results): Goal[] => [
  ...results.measured.filter(({ connections }) => connections === AT).map(shareOfBare),
  ...growth(results.measured),
  ...samePlans(results.plans),
  ...results.searched.map(({ scope, p95 }) => ({
    name: `search, ${scope}: p95 below ${SEARCH_MS} ms in the database`,
    ok: p95 < SEARCH_MS,
    found: `${p95.toFixed(2)} ms`,
  })),
  ...results.measured.filter(({ refused }) => Object.keys(refused).length > 0).map(nothingRefused),
  started(results.startSeconds),
  ...(results.memory === undefined ? [] : [small(results.memory)]),
];

const nameOf = ({ kind, scope, customers }: Measured): string => `${kind}, ${customers} customers, ${scope}`;

const shareOfBare = (one: Measured): Goal => ({
  name: `${nameOf(one)}: at least ${percent(SHARES[one.kind])} of bare`,
  ok: one.ratio >= SHARES[one.kind],
  found: percent(one.ratio),
});

const nothingRefused = (one: Measured): Goal => ({
  name: `${nameOf(one)}, ${one.connections} connections: nothing refused`,
  ok: false,
  found: Object.entries(one.refused)
    .map(([problem, count]) => `${count} × ${problem}`)
    .join('; '),
});

function growth(measured: readonly Measured[]): Goal[] {
  const lists = measured.filter(({ kind, connections }) => kind === 'list' && connections === AT);
  return SCOPES.flatMap((scope) => {
    const [few, many] = lists.filter((one) => one.scope === scope);
    if (!few || !many) return [];
    const left = many.ours.perSecond / few.ours.perSecond;
    const name = `list, ${scope}: with ${many.customers} customers at least ${percent(GROWN)} of the speed with ${few.customers}`;
    return [{ name, ok: left >= GROWN, found: percent(left) }];
  });
}

function samePlans(plans: readonly PlanPair[]): Goal[] {
  return SCOPES.flatMap((scope) => {
    const pairs = plans.filter((pair) => pair.scope === scope);
    const other = pairs.filter(({ small: few, large }) => few !== large);
    const found = other.length === 0 ? 'the same' : `different: ${other.map(({ what }) => what).join('; ')}`;
    return pairs.length === 0
      ? []
      : [{ name: `plans, ${scope}: the same at both sizes`, ok: other.length === 0, found }];
  });
}

const started = (seconds: readonly number[]): Goal => ({
  name: `listens in less than ${START_SECONDS} s on a ready database`,
  ok: median(seconds) < START_SECONDS,
  found: `${median(seconds).toFixed(2)} s`,
});

const small = (bytes: number): Goal => ({
  name: `less than ${MEMORY / 1024 / 1024} MB resident after all`,
  ok: bytes < MEMORY,
  found: `${(bytes / 1024 / 1024).toFixed(0)} MB`,
});
