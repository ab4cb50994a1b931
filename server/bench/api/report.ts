import type { Figure, Measured } from './measure.js';
import type { Goal, Results } from './goals.js';

const HEAD = ['req/s', 'p50', 'p95', 'p99'];
const NAME = 10;
const CELL = 8;
const PAIR = HEAD.length * CELL;

const cell = (text: string): string => text.padStart(CELL);

const figure = ({ perSecond, p50, p95, p99 }: Figure): string =>
  [perSecond.toFixed(0), ...[p50, p95, p99].map((time) => time.toFixed(1))].map(cell).join('');

const columns = HEAD.map(cell).join('');

/** Two lines: whose figures, and which. Times are milliseconds. */
export const TABLE_HEAD = [
  `${''.padEnd(2 * NAME + 2 * CELL)}${'  ours'.padEnd(PAIR)}  bare`,
  [
    ...['case', 'scope'].map((word) => word.padEnd(NAME)),
    ...['rows', 'clients'].map(cell),
    columns,
    columns,
    cell('ratio'),
  ].join(''),
].join('\n');

export const tableRow = ({ kind, scope, customers, connections, ours, bare, ratio }: Measured): string =>
  [
    ...[kind, scope].map((word) => word.padEnd(NAME)),
    ...[String(customers), String(connections)].map(cell),
    ...[figure(ours), figure(bare), cell(`${(ratio * 100).toFixed(0)} %`)],
  ].join('');

export function printResults({ searched, plans }: Results): void {
  for (const { scope, queries, p50, p95, max, slowest } of searched) {
    const times = [p50, p95, max].map((time) => time.toFixed(2)).join(' / ');
    console.log(`search ${scope}: ${queries} queries, p50 / p95 / max ${times} ms; slowest: ${slowest.join(', ')}`);
  }
  for (const { scope, what, small, large } of plans.filter((pair) => pair.small !== pair.large))
    console.log(`${scope}, ${what}\n  few:  ${small}\n  many: ${large}`);
}

export function printGoals(goals: readonly Goal[]): void {
  console.log('');
  for (const { name, ok, found } of goals) console.log(`${ok ? 'ok  ' : 'miss'} ${name.padEnd(76)} ${found}`);
}
