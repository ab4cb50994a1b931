import type { Case, Refusal } from './judge.js';
import { MALFORMED } from './make.js';
import { requestFor } from './request.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';

const UNKNOWN: Refusal = { status: 400, code: 'request.unknown-parameter' };
const BAD: Refusal = { status: 400, code: 'request.bad-parameter' };
const BAD_CURSOR: Refusal = { status: 400, code: 'request.bad-cursor' };
const LIMIT: Refusal = { ...BAD, facts: { parameter: 'limit' } };
const forged = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Bytes of a lone surrogate, which are no UTF-8: encoded, and as they are. */
const UNDECODABLE = ['surprise=%ED%A0%80', '%ED%A0%80=1', 'surprise=%ff', 'surprise=%', 'surprise=\xed\xa0\x80'];

/** Queries that every route refuses, list or not. */
const EVERYWHERE: readonly (readonly [string, ...Refusal[]])[] = [
  ['surprise=1', { ...UNKNOWN, facts: { parameter: 'surprise' } }],
  ['surprise=1e400', { ...UNKNOWN, facts: { parameter: 'surprise' } }],
  ['surprise=%00', { ...UNKNOWN, facts: { parameter: 'surprise' } }, { ...BAD, facts: { parameter: 'surprise' } }],
  ...UNDECODABLE.map((query) => [query, MALFORMED] as const),
];

/** Whether a write is only tried: what is neither yes nor no is not taken for no. */
const TRIED = ['perhaps', '', '%00', 'true&dryRun=false'].map(
  (value) => [`dryRun=${value}`, { ...BAD, facts: { parameter: 'dryRun' } }] as const,
);

/** How much of what is asked for, where that can be said: of lists and of timelines. */
const WINDOW: readonly (readonly [string, ...Refusal[]])[] = [
  ...['0', '201', '1e400', '-1', '%00', '', '1&limit=2'].map((value) => [`limit=${value}`, LIMIT] as const),
  ['limit', LIMIT],
  ['limit=%ED%A0%80', MALFORMED],
  ['cursor=x', BAD_CURSOR],
  ['cursor=%00', BAD_CURSOR, BAD],
  ['cursor=%ED%A0%80', MALFORMED],
  [`cursor=${forged('-createdAt', '1', "1' OR 1=1")}`, BAD_CURSOR],
  [`cursor=${forged('-at', '2026-11-02T00:00:00Z', "1' OR 1=1")}`, BAD_CURSOR],
  [`cursor=${forged('-at', 'infinity', '01900000-0000-7000-8000-00000000dead')}`, BAD_CURSOR],
  [`cursor=${forged(null, {}, [])}`, BAD_CURSOR],
  [`cursor=${Buffer.from('[[[').toString('base64url')}`, BAD_CURSOR],
];

/** Queries that every list refuses. */
const QUERIES: readonly (readonly [string, ...Refusal[]])[] = [
  ['id[like]=1', UNKNOWN],
  ['a[b][c]=1', UNKNOWN],
  ['__proto__=1', UNKNOWN, BAD],
  ['constructor=1', UNKNOWN],
  ['__proto__[x]=1', UNKNOWN],
  ['toString[eq]=1', UNKNOWN],
  ['q=%00', BAD],
  [`q=${'x'.repeat(101)}`, BAD],
  ['sort=', BAD],
  ['sort=surprise', BAD],
  ['sort=constructor', BAD],
  ['sort=id%3bselect%201', BAD],
  ['fields=', BAD],
  ['fields=surprise', BAD],
  ['fields=grams', BAD],
  ['fields=__proto__', BAD],
  ['count=perhaps', BAD],
  ['q=%ED%A0%80', MALFORMED],
];

const WRONG: Readonly<Record<string, readonly string[]>> = {
  uuid: ['1', 'null', '%00', "'"],
  date: ['today', '2026-02-30', '2026-13-01', '99999-01-01', '%00', 'infinity'],
  'date-time': ['now', '2026-02-30T25:00:00Z', '%00', 'infinity'],
  decimal: ['x', '1e400', 'NaN', 'Infinity', '1,5', '--1', '%00', '0x10'],
};

function wrongValues({ format, type }: { format?: string; type?: string | readonly string[] }): readonly string[] {
  if (format && WRONG[format]) return WRONG[format];
  return type === 'boolean' ? ['perhaps', '1', '%00'] : ['%00', 'x'.repeat(501)];
}

const asker =
  (stage: Stage, route: Route) =>
  (query: string, ...refusals: Refusal[]): Case => ({
    ...{ name: `?${query}`, request: requestFor(stage, route, { query }), refusals },
  });

/** Whoever gives a parameter takes for granted that it does something: a route names the one that it does not take. */
export function parameterCases(stage: Stage, route: Route): Case[] {
  const ask = asker(stage, route);
  const hasWindow = ['limit', 'cursor'].every((name) => route.filters.some((one) => one.name === name));
  const tried = route.method === 'GET' ? [] : TRIED;
  return [...EVERYWHERE, ...tried, ...(hasWindow ? WINDOW : [])].map(([query, ...refusals]) => ask(query, ...refusals));
}

/** A list names the filter that it does not take, or whose value is none. */
export function queryCases(stage: Stage, route: Route): Case[] {
  if (!route.isList) return [];
  const make = asker(stage, route);
  const known = new Set(['limit', 'cursor', 'sort', 'q', 'fields', 'count']);
  const filters = route.filters.filter(({ name }) => !known.has(name));
  return [
    ...QUERIES.map(([query, ...refusals]) => make(query, ...refusals)),
    ...filters.flatMap(({ name, schema }) =>
      (name.endsWith('[empty]') ? ['perhaps', '%00'] : wrongValues(schema)).map((value) =>
        make(`${encodeURIComponent(name)}=${value}`, { ...BAD, facts: { parameter: name } }),
      ),
    ),
    ...filters.map(({ name }) => make(`${encodeURIComponent(name)}=%ED%A0%80`, MALFORMED)),
  ];
}
