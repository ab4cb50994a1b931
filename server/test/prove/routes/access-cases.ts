import { canStart, type DocumentAct, type DocumentState } from '@guanxi/shared/documents';
import type { Case, Refusal } from './judge.js';
import { idsFor, namedResource, requestFor, type Departure } from './request.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';

const REQUIRED: Refusal = { status: 401, code: 'auth.required' };
const EXPIRED: Refusal = { status: 401, code: 'auth.expired' };
export const NOT_FOUND: Refusal = { status: 404, code: 'record.not-found' };
const STALE: Refusal = { status: 412, code: 'record.stale' };

type Make = (name: string, departure: Departure, ...refusals: Refusal[]) => Case;

const maker =
  (stage: Stage, route: Route): Make =>
  (name, departure, ...refusals) => ({ name, request: requestFor(stage, route, departure), refusals });

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

/**
 * Who may not. A route with a permission names the one that is missing. One without is open to everybody signed in: where it
 * names a record, that record does not exist for who may not read it; where it names none, it shows what is one's own.
 */
export function roleCases(stage: Stage, route: Route): Case[] {
  if (route.isPublic) return [];
  const make = maker(stage, route);
  const denied: Refusal = { status: 403, code: 'access.denied', facts: { permission: route.permission } };
  if (route.permission) return [make('wrong role', { token: 'bare' }, denied)];
  return namedResource(stage, route) ? [make('wrong role', { token: 'bare' }, NOT_FOUND)] : [];
}

/** Who may, but not here. Resources without owners are open to whoever holds the permission. */
export function scopeCases(stage: Stage, route: Route): Case[] {
  if (namedResource(stage, route)?.scope !== 'owner') return [];
  return [maker(stage, route)('out of scope', { token: 'narrow' }, NOT_FOUND)];
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

/** Ids that exist, but name a record of another kind. */
export function kindCases(stage: Stage, route: Route): Case[] {
  const resource = namedResource(stage, route);
  if (!resource) return [];
  const other = stage.resources.find(
    (one) => one.type !== resource.type && stage.record(one.type).id !== idsFor(stage, route)['id'],
  );
  const [parameter] = route.parameters;
  return [
    maker(stage, route)(`id of a ${other!.type}`, { ids: { [parameter!]: stage.record(other!.type).id } }, NOT_FOUND),
  ];
}

/** Routes that change a record ask for the version that it was read in. */
export function versionCases(stage: Stage, route: Route): Case[] {
  if (!route.needsVersion) return [];
  const make = maker(stage, route);
  const version = (value: string | undefined): Departure => ({ headers: { 'if-match': value } });
  return [
    make('no version', version(undefined), { status: 428, code: 'record.precondition' }),
    make('stale version', version('"999"'), STALE),
    make('stale version with a key', { headers: { 'if-match': '"999"', 'idempotency-key': 'prove-stale' } }, STALE),
    ...['999', '"x"', '"998", "999"', '""', '"-1"', '"1e400"', '"99999999999999999999"'].map((value) =>
      make(`version ${value}`, version(value), STALE),
    ),
  ];
}

const REST = new Set(['comments', 'attachments', 'timeline', 'approval', 'chain', 'copy']);

/** The act that a route is, by its verb or the last word of its path; undefined for what may be done in every state. */
function actOf(route: Route): string | undefined {
  if (!route.path.includes('{id}') || route.method === 'GET') return undefined;
  if (route.path.endsWith('{id}')) return route.method === 'DELETE' ? 'delete' : 'edit';
  const word = route.path.split('/').find((part, index, parts) => parts[index - 1] === '{id}')!;
  return REST.has(word) ? undefined : word;
}

/** States in which a document does not take an act. Acts outside the life cycle happen to what is in force. */
function wrongStates(stage: Stage, type: string, act: string): DocumentState[] {
  const { lifecycle } = stage.definitions.get(type)!;
  const isOfLifecycle = act in lifecycle;
  return [...stage.documents.get(type)!.keys()].filter((state) =>
    isOfLifecycle
      ? !canStart(lifecycle, act as DocumentAct, state)
      : state !== 'effective' && state !== 'completed' && state !== 'closed',
  );
}

/** Documents in each state that the act does not start from; an amendment is only of what is in force. Master data has no states. */
export function stateCases(stage: Stage, route: Route): Case[] {
  const resource = namedResource(stage, route);
  const act = actOf(route);
  if (!resource || !act || !stage.documents.has(resource.type)) return [];
  const make = maker(stage, route);
  // What is not among the side fields is content, which only drafts take.
  const body = act === 'edit' ? { body: { date: '2026-11-02' } } : {};
  return wrongStates(stage, resource.type, act).map((state) =>
    make(
      `${act} of a document that is ${state}`,
      { ids: { id: stage.documents.get(resource.type)!.get(state)!.id }, ...body },
      { status: 409, code: act === 'amendment' ? 'amendment.none' : 'document.state' },
    ),
  );
}
