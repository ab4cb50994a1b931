import type { Case, Refusal } from './judge.js';
import { denied, MALFORMED, NOT_FOUND } from './make.js';
import { idsFor, namedResource, requestFor, targetOf, type Departure } from './request.js';
import { routeAt, type Route } from './route.js';
import type { Stage } from './stage.js';

const NO_ROUTE: Refusal = { status: 404, code: 'route.not-found' };
const REQUIRED: Refusal = { status: 401, code: 'auth.required' };

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
    'lone surrogate': `${path}%ed%a0%80`,
    'lone surrogate, as a part': `${above}/%ed%a0%80`,
  };
}

function isText(target: string): boolean {
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}

/** What an address that belongs to a route, or to none, is answered to somebody without a token. */
function refusalOf(route: Route, spelled: string): Refusal[] {
  if (!isText(spelled)) return [MALFORMED, NO_ROUTE];
  const found = routeAt(route.method, spelled);
  if (!found) return [NO_ROUTE];
  return found.isPublic ? [] : [REQUIRED];
}

/**
 * Spellings reach the route that they name by the letter, with its guard, or no route. Nobody is let past a guard by one: each
 * is tried without a token; where it names a route, by somebody who may nothing, and where it names none, by the administrator.
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
    if (!refusals.includes(REQUIRED)) {
      return [without, make(`${name} as administrator`, { token: 'admin', target }, refusals)];
    }
    const bare = bareRefusal(stage, routeAt(route.method, target)!);
    return bare ? [without, make(`${name} without a permission`, { token: 'bare', target }, [bare])] : [without];
  });
}

/** What a route answers to who holds no permission; undefined where it shows what is one's own. */
function bareRefusal(stage: Stage, found: Route): Refusal | undefined {
  if (found.permission) return denied(found.permission);
  return namedResource(stage, found) ? NOT_FOUND : undefined;
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
