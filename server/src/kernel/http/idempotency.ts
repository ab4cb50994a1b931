import { createHash } from 'node:crypto';
import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';

/** What a request was answered with. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The body as JSON, once it is kept. */
  readonly text?: string;
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

/** Where a key that was used already is refused. */
const USED = 'pk_idempotency_key';

/** Work that is done once for each key of a caller, however often it is asked for. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly context: Context,
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Does the work as one unit of work and keeps its answer with it, so that key, work and answer stand or fall together; or
   * gives the answer that was kept. The key comes last: nobody waits for it before the work, and of those who come at once with
   * one key, all but the first are refused by it, or by what the first one has done, and are told its answer.
   * @throws DomainError 422 `idempotency.mismatch` when the key was used for something else.
   */
  async once(key: RepeatKey, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.unitOfWork.run(async () => {
        const { status, body } = await work();
        const text = body === undefined ? undefined : JSON.stringify(body);
        await this.keep(key, status, text);
        return text === undefined ? { status, body } : { status, body, text };
      });
    } catch (error) {
      const kept = await this.kept(key);
      if (kept) return kept;
      // Whoever used the key is gone since.
      throw (error as { constraint?: string }).constraint === USED
        ? new DomainError('request.busy', { retryAfter: 1 })
        : error;
    }
  }

  /** Travels with the commit, which fails where the key is there. */
  private keep({ key, hash }: RepeatKey, status: number, text: string | undefined): Promise<void> {
    return this.db.send(
      `INSERT INTO idempotency_key (caller_id, key, request_hash, status, body, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
      [this.context.principal.userId, key, hash, status, text],
    );
  }

  private async kept({ key, hash }: RepeatKey): Promise<Answer | undefined> {
    const kept = await this.db.one<{ requestHash: string; status: number; text: string | null }>(
      `SELECT request_hash AS "requestHash", status, body AS text FROM idempotency_key WHERE caller_id = $1 AND key = $2`,
      [this.context.principal.userId, key],
    );
    if (kept && kept.requestHash !== hash) throw new DomainError('idempotency.mismatch');
    if (!kept) return undefined;
    const { status, text } = kept;
    return text === null ? { status, body: undefined } : { status, body: JSON.parse(text) as unknown, text };
  }
}
