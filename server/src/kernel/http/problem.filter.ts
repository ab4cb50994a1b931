import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import {
  FIELD_PROBLEMS,
  PROBLEMS,
  say,
  sentence,
  TITLES,
  type Language,
  type ProblemCode,
} from '@guanxi/shared/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fromDatabaseError } from '../errors/database-error.js';
import { DomainError } from '../errors/domain-error.js';
import { languageOf } from './language.js';

interface HttpError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
}

const BY_STATUS: Record<number, ProblemCode> = {
  400: 'request.malformed',
  401: 'auth.required',
  404: 'route.not-found',
  413: 'request.too-large',
  414: 'request.too-large',
  415: 'request.media-type',
  431: 'request.too-large',
};

/** Of bodies that are too large, but no larger than this, the rest is read past: many clients send all before they read. */
const READ_PAST = 64 * 1024 * 1024;

/** What went wrong, as a registered problem; anything unknown is `server.failed`. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const fromDatabase = fromDatabaseError(error);
  if (fromDatabase) return fromDatabase;
  const status = error instanceof HttpException ? error.getStatus() : (error as HttpError | undefined)?.statusCode;
  const code =
    BY_STATUS[status ?? 500] ?? (status && status >= 400 && status < 500 ? 'request.malformed' : 'server.failed');
  return new DomainError(code, code === 'request.malformed' ? { reason: 'malformed' } : {});
}

/** The problem document (RFC 9457) of a refusal. */
export function problemDocument(error: DomainError, language: Language, instance: string): Record<string, unknown> {
  const facts = { ...error.facts, instance };
  return {
    ...error.facts,
    type: `/api/docs/problems#${error.code}`,
    code: error.code,
    title: say(TITLES[error.status]!, language),
    detail: sentence(PROBLEMS[error.code], language, facts),
    status: error.status,
    instance,
    ...(error.fields.length === 0
      ? {}
      : {
          errors: error.fields.map(({ pointer, code, facts: own }) => ({
            pointer,
            code,
            detail: sentence(FIELD_PROBLEMS[code], language, own),
          })),
        }),
  };
}

/** Answers every failure, of whatever origin, with a problem document; unknown ones are logged with their request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = toDomainError(error);
    if (problem.status >= 500)
      this.logger.error(`${request.id} ${request.method} ${request.url}`, (error as Error)?.stack);
    if (reply.sent) return;
    if (problem.status === 413 && Number(request.headers['content-length']) <= READ_PAST)
      void reply.removeHeader('connection');
    sendProblem(problem, request, reply);
  }
}

/** Answers with a problem document. */
export function sendProblem(problem: DomainError, request: FastifyRequest, reply: FastifyReply): void {
  const retryAfter = problem.facts['retryAfter'];
  if (typeof retryAfter === 'number') void reply.header('Retry-After', String(retryAfter));
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  void reply
    .status(problem.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    // Addresses that can't be decoded come here before any hook has run.
    .header('X-Request-Id', String(request.id))
    .send(JSON.stringify(problemDocument(problem, languageOf(request), String(request.id))));
}
