import type { Case, Refusal } from './judge.js';
import { requestFor, type Departure } from './request.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';

export type Make = (name: string, departure: Departure, ...refusals: Refusal[]) => Case;

/** Makes the cases of a route. */
export const maker =
  (stage: Stage, route: Route): Make =>
  (name, departure, ...refusals) => ({
    ...{ name, request: requestFor(stage, route, departure), refusals },
    ...(departure.lacks ? { lacks: departure.lacks } : {}),
  });

export const NOT_FOUND: Refusal = { status: 404, code: 'record.not-found' };
export const MALFORMED: Refusal = { status: 400, code: 'request.malformed' };
export const TOO_LARGE: Refusal = { status: 413, code: 'request.too-large' };
export const MEDIA_TYPE: Refusal = { status: 415, code: 'request.media-type' };

/** One wrong entry: `/pointer code`. */
export const invalid = (entry: string): Refusal => ({ status: 400, code: 'request.invalid', entry });

/** What is missing to who may not. */
export const denied = (permission: string): Refusal => ({ status: 403, code: 'access.denied', facts: { permission } });
