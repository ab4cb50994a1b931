import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { WireRequest } from '../../support/wire.js';
import { referenceTo, validBody } from './bodies.js';
import { resourceOf, type Route } from './route.js';
import type { Stage } from './stage.js';
import type { Tokens } from './tokens.js';
import { uploadOf } from './upload.js';

/** How a request departs from one that the route would take. */
export interface Departure {
  readonly token?: keyof Tokens | 'none';
  /** Sent by somebody who holds every permission but these, whatever token is named. */
  readonly lacks?: readonly string[];
  readonly ids?: Readonly<Record<string, string>>;
  /** Replaces the whole target. */
  readonly target?: string;
  readonly query?: string;
  /** An object is sent as JSON, a text or bytes as they are, null as no body. */
  readonly body?: object | string | Buffer | null;
  /** Undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The resource whose record a parameter of the path names; undefined for what is no record, such as a session or a link. */
export function resourceAt(
  resources: readonly ResourceDefinition[],
  route: Route,
  parameter: string,
): ResourceDefinition | undefined {
  if (parameter === 'id') return resourceOf(route, resources);
  return resources.find(({ type }) => parameter === referenceTo(type));
}

/** The resource of the first record that the path names. */
export const namedResource = ({ resources }: Stage, route: Route): ResourceDefinition | undefined =>
  route.parameters[0] === undefined ? undefined : resourceAt(resources, route, route.parameters[0]);

const NONE = '01900000-0000-7000-8000-000000000000';

/** The ids of a route's path on the stage. */
export function idsFor(stage: Stage, route: Route): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const name of route.parameters) {
    const resource = resourceAt(stage.resources, route, name);
    const amended = route.path.endsWith('/amendment') ? stage.amended.get(resource!.type)?.get('draft') : undefined;
    ids[name] = resource ? (amended ?? stage.record(resource.type)).id : NONE;
  }
  const file = stage.files.get(ids['id'] ?? '');
  return route.parameters.includes('fileId') ? { ...ids, fileId: file ?? NONE } : ids;
}

export const targetOf = (route: Route, ids: Readonly<Record<string, string>>): string =>
  route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);

/** A request of the administrator that the route takes, but for what is said otherwise. */
export function requestFor(stage: Stage, route: Route, departure: Departure = {}): WireRequest {
  const { token = route.isPublic ? 'none' : 'admin', query, headers = {} } = departure;
  const target = departure.target ?? targetOf(route, { ...idsFor(stage, route), ...departure.ids });
  const content = contentOf(stage, route, departure.body);
  const all: Record<string, string | undefined> = {
    'accept-language': 'en',
    ...(token === 'none' ? {} : { authorization: `Bearer ${stage.tokens[token]}` }),
    ...(route.needsVersion ? { 'if-match': '*' } : {}),
    ...content.headers,
    ...headers,
  };
  return {
    ...{ method: route.method, target: query ? `${target}?${query}` : target },
    headers: Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    ...(content.body === undefined ? {} : { body: content.body }),
  };
}

function contentOf(
  stage: Stage,
  route: Route,
  body: Departure['body'],
): { headers?: Record<string, string>; body?: string | Buffer } {
  if (body === null) return {};
  const json = { 'content-type': 'application/json' };
  if (typeof body === 'string' || Buffer.isBuffer(body)) return { headers: json, body };
  if (body !== undefined) return { headers: json, body: JSON.stringify(body) };
  if (route.isUpload) return uploadOf('note.txt', 'What was agreed');
  return route.body ? { headers: json, body: JSON.stringify(validBody(stage, route)) } : {};
}
