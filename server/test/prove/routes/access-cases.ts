import type { Case, Refusal } from './judge.js';
import { maker, NOT_FOUND } from './make.js';
import { idsFor, namedResource, resourceAt, type Departure } from './request.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';
import { sessionOf } from './tokens.js';

const REQUIRED: Refusal = { status: 401, code: 'auth.required' };
const EXPIRED: Refusal = { status: 401, code: 'auth.expired' };

/** Who is nobody. Public routes ask for no token, so there is none to be wrong. */
export function tokenCases(stage: Stage, route: Route): Case[] {
  if (route.isPublic) return [];
  const make = maker(stage, route);
  const bearer = (value: string): Departure => ({ headers: { authorization: value } });
  return [
    make('no token', { token: 'none' }, REQUIRED),
    make('expired token', { token: 'expired' }, EXPIRED),
    make('token of an ended session', { token: 'ended' }, EXPIRED),
    make('token of somebody else’s making', { token: 'foreign' }, REQUIRED),
    make('token without a signature', { token: 'unsigned' }, REQUIRED),
    make('no token but a scheme', bearer('Bearer'), REQUIRED),
    make('token of another scheme', bearer(`Basic ${stage.tokens.admin}`), REQUIRED),
    make('token in the address', { token: 'none', query: `access_token=${stage.tokens.admin}` }, REQUIRED),
  ];
}

/** Who may, but not here. Resources without owners are open to whoever holds the permission; sessions are one's own. */
export function scopeCases(stage: Stage, route: Route): Case[] {
  const make = maker(stage, route);
  if (route.path.endsWith('/auth/sessions/{id}')) {
    return [make('session of somebody else', { ids: { id: sessionOf(stage.tokens.narrow) } }, NOT_FOUND)];
  }
  if (namedResource(stage, route)?.scope !== 'owner') return [];
  return [make('out of scope', { token: 'narrow' }, NOT_FOUND)];
}

const STRANGE_IDS: Readonly<Record<string, string>> = {
  'unknown id': '01900000-0000-7000-8000-00000000dead',
  'malformed id': 'not-an-id',
  'id in capitals': '01900000-0000-7000-8000-00000000DEAD',
  'id with NUL': '01900000-0000-7000-8000-00000000dea%00',
  'id with a statement': "1'%20OR%20'1'='1",
  'id that walks up': '..%2f..%2fusers',
  'id of nothing': '%20',
};

/** What is not there, in each place where the path names something. */
export function idCases(stage: Stage, route: Route): Case[] {
  const make = maker(stage, route);
  return route.parameters.flatMap((parameter) => {
    const refusal = parameter === 'token' ? { status: 404, code: 'auth.link' } : NOT_FOUND;
    return Object.entries(STRANGE_IDS).map(([name, id]) =>
      make(`${name} for ${parameter}`, { ids: { [parameter]: id } }, refusal),
    );
  });
}

/** Ids that exist, but name a record of another kind, in each place where the path names a record. */
export function kindCases(stage: Stage, route: Route): Case[] {
  const ids = idsFor(stage, route);
  return route.parameters.flatMap((parameter) => {
    const resource = resourceAt(stage.resources, route, parameter);
    if (!resource) return [];
    const other = stage.resources.find((one) => one.type !== resource.type && stage.record(one.type).id !== ids['id'])!;
    const id = stage.record(other.type).id;
    return [maker(stage, route)(`id of a ${other.type} for ${parameter}`, { ids: { [parameter]: id } }, NOT_FOUND)];
  });
}

/** Files that exist, but are at another record: of another kind, and of the same kind where there are several. */
export function fileCases(stage: Stage, route: Route): Case[] {
  if (!route.parameters.includes('fileId')) return [];
  const { type } = namedResource(stage, route)!;
  const own = stage.record(type).id;
  const fellow = stage.documents.get(type)?.get('draft');
  const stranger = stage.record(type === 'customer' ? 'product' : 'customer');
  return [fellow, stranger].flatMap((other) =>
    other && other.id !== own
      ? [maker(stage, route)(`file of ${other.id}`, { ids: { fileId: stage.files.get(other.id)! } }, NOT_FOUND)]
      : [],
  );
}
