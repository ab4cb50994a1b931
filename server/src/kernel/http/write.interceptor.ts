import { createHash } from 'node:crypto';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';
import { receiveUpload, UPLOADS, type Upload } from './upload.js';

const OWN_TRANSACTIONS = Symbol('own transactions');

/** Marks a write that opens its transactions itself, such as a sign-in that must count its failures. */
export const OwnTransactions = (): MethodDecorator & ClassDecorator => SetMetadata(OWN_TRANSACTIONS, true);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Write {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly takesFile: boolean;
  readonly dryRun: boolean;
}

/** How long a key is remembered. */
export const KEY_HOURS = 72;
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Makes each write one unit of work: idempotency row, handler, stored answer, commit; or a dry run that is rolled back. */
@Injectable()
export class WriteInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const own = this.reflector.getAllAndOverride<boolean>(OWN_TRANSACTIONS, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    const handle = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    if (request.method === 'GET' || request.method === 'HEAD')
      return from(handle().then((body) => withETag(reply, body)));
    const takesFile = this.reflector.get<boolean | undefined>(UPLOADS, execution.getHandler()) ?? false;
    if (request.isMultipart() && !takesFile) throw new DomainError('request.media-type');
    const dryRun = dryRunOf(request);
    if (own) {
      if (dryRun) throw new DomainError('request.no-dry-run');
      return next.handle();
    }
    return from(this.write({ request, reply, takesFile, dryRun }, handle));
  }

  private async write({ request, reply, takesFile, dryRun }: Write, handle: () => Promise<unknown>): Promise<unknown> {
    const key = dryRun ? undefined : keyOf(request);
    const content = takesFile ? described(await receiveUpload(request)) : request.body;
    const answer = await this.unitOfWork.run<Answer>(
      async () => {
        const known = key === undefined ? undefined : await this.claim(key, hashOf(request, content));
        if (known) return known;
        const body = await handle();
        const made = { status: reply.statusCode, body };
        if (key !== undefined) await this.keep(key, made);
        return made;
      },
      { dryRun },
    );
    if (dryRun) void reply.header('Dry-Run', 'true');
    void reply.status(answer.status);
    return withETag(reply, answer.body);
  }

  /** Takes the key, waiting for a request in flight with the same one; answers what was stored when it was used before. */
  private async claim(key: string, hash: string): Promise<Answer | undefined> {
    const caller = this.context.principal.userId;
    const taken = await this.db.run(
      `INSERT INTO idempotency_key (caller_id, key, request_hash, created_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (caller_id, key) DO NOTHING`,
      [caller, key, hash],
    );
    if (taken > 0) return undefined;
    const known = await this.db.one<{ requestHash: string; status: number; body: unknown }>(
      `SELECT request_hash AS "requestHash", status, body FROM idempotency_key WHERE caller_id = $1 AND key = $2`,
      [caller, key],
    );
    if (!known) throw new DomainError('request.busy', { retryAfter: 1 });
    if (known.requestHash !== hash) throw new DomainError('idempotency.mismatch');
    return { status: known.status, body: known.body ?? undefined };
  }

  private async keep(key: string, answer: Answer): Promise<void> {
    await this.db.send(`UPDATE idempotency_key SET status = $3, body = $4::jsonb WHERE caller_id = $1 AND key = $2`, [
      this.context.principal.userId,
      key,
      answer.status,
      answer.body === undefined ? null : JSON.stringify(answer.body),
    ]);
  }
}

/** A file as the request's fingerprint takes it: what is equal in this is the same upload. */
const described = ({ name, content, digest }: Upload): object => ({ name, size: content.length, digest });

const hashOf = (request: FastifyRequest, content: unknown): string =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(content ?? null)}`)
    .digest('hex');

function dryRunOf(request: FastifyRequest): boolean {
  const value = (request.query as Record<string, unknown>)['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw new DomainError('request.bad-parameter', { parameter: 'dryRun' });
  return true;
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new DomainError('request.bad-parameter', { parameter: 'Idempotency-Key' });
  return key;
}

function withETag(reply: FastifyReply, body: unknown): unknown {
  const version = (body as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
  return body;
}
