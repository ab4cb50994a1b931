import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { DomainError, invalid } from '../errors/domain-error.js';
import { isUpload, receiveUpload } from './upload.js';

/** A name as RFC 6901 puts it into a pointer. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Which parts of a request a route takes. */
interface Taken {
  readonly body: boolean;
  readonly query: boolean;
}

/** So many fields are named; who sends more has understood by then. */
const MOST_NAMED = 50;

const known = new WeakMap<object, Taken>();

/** Keys are `3:2`, kind and place; those of decorators of our own begin with a random word, which may begin with a digit. */
export function takenOf(keys: readonly string[]): Taken {
  const takes = (kind: RouteParamtypes): boolean => keys.some((key) => key.startsWith(`${kind}:`));
  return { body: takes(RouteParamtypes.BODY), query: takes(RouteParamtypes.QUERY) };
}

function takenBy(execution: ExecutionContext): Taken {
  const handler = execution.getHandler();
  const before = known.get(handler);
  if (before) return before;
  const args = Reflect.getMetadata(ROUTE_ARGS_METADATA, execution.getClass(), handler.name) as object | undefined;
  const taken = takenOf(Object.keys(args ?? {}));
  known.set(handler, taken);
  return taken;
}

/**
 * What a route does not read it must not be given: who sends a field or a parameter takes for granted that it does something, and
 * a mistyped `dryRun` would do in earnest what was only to be tried. @throws DomainError 400 that names them.
 */
function assertAllRead(execution: ExecutionContext, request: FastifyRequest): void {
  const taken = takenBy(execution);
  if (!taken.query) assertNoParameter(request);
  const { body } = request;
  if (taken.body || body === undefined || body === null) return;
  if (typeof body !== 'object' || Array.isArray(body))
    throw new DomainError('request.malformed', { reason: 'no body is expected' });
  const fields = Object.keys(body).slice(0, MOST_NAMED);
  if (fields.length > 0) throw invalid(fields.map((field) => ({ pointer: `/${escaped(field)}`, code: 'unknown' })));
}

/** Every write can be tried; how, the unit of work looks at. @throws DomainError 400 for any other parameter. */
function assertNoParameter({ method, query }: FastifyRequest): void {
  const isWrite = method !== 'GET' && method !== 'HEAD';
  const parameter = Object.keys(query as object).find((name) => !isWrite || name !== 'dryRun');
  if (parameter !== undefined) throw new DomainError('request.unknown-parameter', { parameter });
}

/** Refuses what the route does not read, from whoever may use the route; a form is received here. */
@Injectable()
export class UnreadGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    if (isUpload(execution.getHandler())) {
      assertNoParameter(request);
      return receiveUpload(request).then(() => true);
    }
    if (request.isMultipart()) throw new DomainError('request.media-type');
    assertAllRead(execution, request);
    return true;
  }
}
