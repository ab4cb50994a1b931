import { createHash } from 'node:crypto';
import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { DomainError } from '../errors/domain-error.js';

/** What a request was answered with. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A key that a caller gave to a request, with the fingerprint of the request. */
export interface RepeatKey {
  readonly key: string;
  readonly hash: string;
}

/** How long a key is remembered. */
export const KEY_HOURS = 72;
/** How the header is described. */
export const KEY_HEADER = {
  name: 'Idempotency-Key',
  required: false,
  schema: { type: 'string', maxLength: 200 },
  description: 'Same key and body: the first answer again',
} as const;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The `Idempotency-Key` of a request, if it has one; `content` is what its fingerprint is made of.
 * @throws DomainError 400 when it is no key of ours.
 */
export function repeatKey(request: FastifyRequest, content: unknown): RepeatKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new DomainError('request.bad-parameter', { parameter: 'Idempotency-Key' });
  const text = `${request.method} ${request.url}\n${JSON.stringify(content ?? null)}`;
  return { key, hash: createHash('sha256').update(text).digest('hex') };
}

const RepeatedParam = createParamDecorator((_: unknown, execution: ExecutionContext) => {
  const request = execution.switchToHttp().getRequest<FastifyRequest>();
  return repeatKey(request, request.body);
});

/** Parameter that carries the key of a request that opens its transactions itself; the header is documented on the route. */
export const Repeated = (): ParameterDecorator => (target, property, index) => {
  RepeatedParam()(target, property, index);
  ApiHeader(KEY_HEADER)(target, property!, Object.getOwnPropertyDescriptor(target, property!)!);
};

/** Work that is done once for each key of a caller, however often it is asked for. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  /**
   * Does the work and keeps its answer, or gives the answer that was kept; inside a transaction, so that key, work and answer
   * stand or fall together. Whoever comes with a key that is in flight waits for it.
   * @throws DomainError 422 `idempotency.mismatch` when the key was used for something else.
   */
  async once({ key, hash }: RepeatKey, work: () => Promise<Answer>): Promise<Answer> {
    const known = await this.claim(key, hash);
    if (known) return known;
    const answer = await work();
    await this.db.send(`UPDATE idempotency_key SET status = $3, body = $4::jsonb WHERE caller_id = $1 AND key = $2`, [
      this.context.principal.userId,
      key,
      answer.status,
      answer.body === undefined ? null : JSON.stringify(answer.body),
    ]);
    return answer;
  }

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
}
