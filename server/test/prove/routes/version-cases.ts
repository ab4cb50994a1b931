import type { Case, Refusal } from './judge.js';
import { maker } from './make.js';
import { namedResource, type Departure } from './request.js';
import { ROUTES, type Route } from './route.js';
import type { Stage } from './stage.js';

const STALE: Refusal = { status: 412, code: 'record.stale' };

/** The version in which the record of a route is. @throws when it has none before it, so that no case is about the future only. */
function versionOf(stage: Stage, route: Route): number {
  const { type } = namedResource(stage, route)!;
  const { version } = route.path.endsWith('/amendment') ? stage.amended.get(type)!.get('draft')! : stage.record(type);
  if (!(version > 1)) throw new Error(`the ${type} of ${route.name} was never changed`);
  return version;
}

/** Routes that change a record ask for the version that it was read in. */
export function versionCases(stage: Stage, route: Route): Case[] {
  if (!route.needsVersion) return [];
  const make = maker(stage, route);
  const version = (value: string | undefined): Departure => ({ headers: { 'if-match': value } });
  const current = versionOf(stage, route);
  const old = `"${current - 1}"`;
  // The refusal says which version there is, so it was the record that was looked at.
  const moved: Refusal = { ...STALE, facts: { version: current } };
  return [
    make('no version', version(undefined), { status: 428, code: 'record.precondition' }),
    make('the version before', version(old), moved),
    make('the version before, with a key', { headers: { 'if-match': old, 'idempotency-key': 'prove-old' } }, moved),
    make('the version before, weak', version(`W/${old}`), moved),
    make('every version but this one', version(`${old}, "${current + 1}"`), moved),
    make('a version to come', version('"999"'), moved),
    make(
      'a version to come, with a key',
      { headers: { 'if-match': '"999"', 'idempotency-key': 'prove-stale' } },
      moved,
    ),
    make('versions to come', version('"998", "999"'), moved),
    ...[`${current}`, '"x"', '""', '"-1"', '"1e400"', '"99999999999999999999"'].map((value) =>
      make(`version ${value}`, version(value), STALE),
    ),
  ];
}

/**
 * Writes that name a record and ask for no version of it, by what stands behind the record, with the reason. What is not here
 * must ask.
 */
export const UNVERSIONED: Readonly<Record<string, string>> = {
  'POST comments': 'says something beside the record, whatever it has become',
  'POST attachments': 'puts something beside the record, whatever it has become',
  'DELETE attachments/{fileId}': 'a file never changes, and is there or is not',
  'POST copy': 'makes another document of what there is now',
  'POST order': 'makes another document of what is still open',
  'POST delivery': 'makes another document of what is still open',
  'POST invoice': 'makes another document of what is still open',
  'POST link': 'makes a link; the user stays as it is',
  'DELETE auth/sessions/{id}': 'a session only ends, and stays ended',
  'POST inbox/mentions/{id}/seen': 'what was seen stays seen',
};

const wordsOf = (stage: Stage, route: Route): string => {
  const below = route.path.replace('/api/v1/', '');
  const resource = namedResource(stage, route);
  return `${route.method} ${resource ? below.replace(`${resource.path}/{id}/`, '') : below}`;
};

/** What writes a record without asking for its version and has no reason, and reasons that nothing needs. */
export function unversioned(stage: Stage): string[] {
  const writes = ROUTES.filter(
    ({ method, parameters }) => method !== 'GET' && parameters.some((one) => one !== 'token'),
  );
  const open = writes.filter((route) => !route.needsVersion);
  const used = new Set(open.map((route) => wordsOf(stage, route)));
  return [
    ...open.filter((route) => !(wordsOf(stage, route) in UNVERSIONED)).map((route) => route.name),
    ...Object.keys(UNVERSIONED).filter((words) => !used.has(words)),
  ];
}
