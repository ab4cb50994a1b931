import { NOT_FOUND } from './access-cases.js';
import type { Case, Refusal } from './judge.js';
import { idsFor, requestFor, targetOf, type Departure } from './request.js';
import { routeAt, type Route } from './route.js';
import type { Stage } from './stage.js';

const NO_ROUTE: Refusal = { status: 404, code: 'route.not-found' };
const REQUIRED: Refusal = { status: 401, code: 'auth.required' };
const MALFORMED: Refusal = { status: 400, code: 'request.malformed' };

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;

/** Other spellings of an address. Only percent-encoding makes the same address (RFC 3986, 6.2.2). */
function spellings(path: string): Record<string, string> {
  const parts = path.split('/');
  const last = parts.at(-1)!;
  const above = parts.slice(0, -1).join('/');
  return {
    '%61': `${above}/${hex(last[0]!)}${last.slice(1)}`,
    '%61 in the prefix': path.replace('/api/', '/%61pi/'),
    '//': `${above}//${last}`,
    '// at the front': `/${path}`,
    'trailing /': `${path}/`,
    'trailing //': `${path}//`,
    ';x': `${path};x`,
    ';x in the middle': path.replace('/api/v1', '/api;x/v1'),
    '/../': `${above}/nothing/../${last}`,
    '/./': `${above}/./${last}`,
    '/%2e%2e/': `${above}/nothing/%2e%2e/${last}`,
    '%2f': path.replace(/\/([^/]+)$/, '%2f$1'),
    backslash: path.replace(/\/([^/]+)$/, '\\$1'),
    capitals: path.replace('/api/v1', '/API/v1'),
    'NUL at the end': `${path}%00`,
    'twice encoded': `${above}/%25${last.charCodeAt(0).toString(16)}${last.slice(1)}`,
    'a broken percent': `${path}%`,
    'half a percent': `${path}%4`,
    'bytes that are no text': `${path}%ff`,
  };
}

const UNDECODABLE = /%(?![0-9a-f]{2})|%ff/i;

/** What an address that belongs to a route, or to none, is answered to somebody without a token. */
function refusalOf(route: Route, spelled: string): Refusal[] {
  if (UNDECODABLE.test(spelled)) return [MALFORMED, NO_ROUTE];
  const found = routeAt(route.method, spelled);
  if (!found) return [NO_ROUTE];
  return found.isPublic ? [] : [REQUIRED];
}

/**
 * Spellings reach the route that they name by the letter, with its guard, or no route. Nobody is let past a guard by one:
 * each is tried without a token, and with one where no route is named.
 */
export function spellingCases(stage: Stage, route: Route): Case[] {
  const path = targetOf(route, idsFor(stage, route));
  const make = (name: string, departure: Departure, refusals: readonly Refusal[]): Case => ({
    ...{ name, request: requestFor(stage, route, departure), refusals },
  });
  return Object.entries(spellings(path)).flatMap(([name, target]) => {
    const refusals = refusalOf(route, target);
    if (refusals.length === 0) return publicCases(stage, route, name, target);
    const without = make(`${name} without a token`, { token: 'none', target }, refusals);
    const isNoRoute = !refusals.includes(REQUIRED);
    return isNoRoute ? [without, make(`${name} as administrator`, { token: 'admin', target }, refusals)] : [without];
  });
}

/** Public routes are reached by their other spellings too; a body that can't be read shows that it is the same route. */
function publicCases(stage: Stage, route: Route, name: string, target: string): Case[] {
  if (!route.body) return [];
  return [{ name, request: requestFor(stage, route, { target, body: '{' }), refusals: [MALFORMED] }];
}

/** Ids with something after them name nothing. */
export function idSpellingCases(stage: Stage, route: Route): Case[] {
  if (!route.path.endsWith('Id}') && !route.path.endsWith('{id}')) return [];
  const path = targetOf(route, idsFor(stage, route));
  return [';x', ',', '%20', '%00', '.json', '%2f..'].map((tail) => ({
    name: `id with ${tail} after it`,
    request: requestFor(stage, route, { target: `${path}${tail}` }),
    refusals: [NOT_FOUND, NO_ROUTE],
  }));
}

const UNKNOWN: Refusal = { status: 400, code: 'request.unknown-parameter' };
const BAD: Refusal = { status: 400, code: 'request.bad-parameter' };
const BAD_CURSOR: Refusal = { status: 400, code: 'request.bad-cursor' };
const forged = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Queries that every list refuses. */
const QUERIES: readonly (readonly [string, ...Refusal[]])[] = [
  ['surprise=1', UNKNOWN],
  ['id[like]=1', UNKNOWN],
  ['a[b][c]=1', UNKNOWN],
  ['__proto__=1', UNKNOWN, BAD],
  ['constructor=1', UNKNOWN],
  ['__proto__[x]=1', UNKNOWN],
  ['toString[eq]=1', UNKNOWN],
  ['q=%00', BAD],
  [`q=${'x'.repeat(101)}`, BAD],
  ['limit=0', BAD],
  ['limit=201', BAD],
  ['limit=1e400', BAD],
  ['limit=-1', BAD],
  ['limit=1&limit=2', BAD],
  ['limit', BAD],
  ['sort=', BAD],
  ['sort=surprise', BAD],
  ['sort=constructor', BAD],
  ['sort=id%3bselect%201', BAD],
  ['fields=', BAD],
  ['fields=surprise', BAD],
  ['fields=grams', BAD],
  ['fields=__proto__', BAD],
  ['count=perhaps', BAD],
  ['cursor=x', BAD_CURSOR],
  [`cursor=${forged('-createdAt', '1', "1' OR 1=1")}`, BAD_CURSOR],
  [`cursor=${forged(null, {}, [])}`, BAD_CURSOR],
  [`cursor=${Buffer.from('[[[').toString('base64url')}`, BAD_CURSOR],
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

/** A list names the parameter that it does not take. */
export function queryCases(stage: Stage, route: Route): Case[] {
  if (!route.isList) return [];
  const make = (query: string, ...refusals: Refusal[]): Case => ({
    ...{ name: `?${query}`, request: requestFor(stage, route, { query }), refusals },
  });
  const known = new Set(['limit', 'cursor', 'sort', 'q', 'fields', 'count']);
  const filters = route.filters.filter(({ name }) => !known.has(name));
  return [
    ...QUERIES.map(([query, ...refusals]) => make(query, ...refusals)),
    ...filters.flatMap(({ name, schema }) =>
      (name.endsWith('[empty]') ? ['perhaps', '%00'] : wrongValues(schema)).map((value) =>
        make(`${encodeURIComponent(name)}=${value}`, { ...BAD, facts: { parameter: name } }),
      ),
    ),
  ];
}
