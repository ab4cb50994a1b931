import { Injectable } from '@nestjs/common';
import type { Language } from '@guanxi/shared/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClsService } from 'nestjs-cls';
import type { Transaction } from '../db/transaction.js';
import type { Principal } from './principal.js';

/** A request that came in, and what it will be answered with. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a context holds. */
export interface Values {
  exchange?: Exchange;
  requestId?: string;
  ip?: string;
  language?: Language;
  accept?: string;
  principal?: Principal;
  transaction?: Transaction;
  /** Statements go past the transaction, on connections that no transaction holds. */
  aside?: boolean;
  dryRun?: boolean;
  day?: string;
}

/** What belongs to the act at hand: who acts, in which language, inside which transaction. */
@Injectable()
export class Context {
  constructor(private readonly cls: ClsService) {}

  /** Runs `work` in a context of its own, as requests, jobs and commands do. */
  run<T>(values: Values, work: () => T): T {
    return this.cls.runWith({ ...values }, work);
  }

  /** Runs `work` with some values replaced; they are back as they were afterwards. */
  with<T>(values: Values, work: () => T): T {
    const around = this.cls.isActive() ? this.cls.get() : {};
    return this.cls.runWith({ ...around, ...values }, work);
  }

  private value<Key extends keyof Values>(key: Key): Values[Key] {
    return this.cls.isActive() ? (this.cls.get() as unknown as Values)[key] : undefined;
  }

  /** @throws Error outside a request. */
  get exchange(): Exchange {
    const exchange = this.value('exchange');
    if (!exchange) throw new Error('no request in this context');
    return exchange;
  }
  get requestId(): string {
    return this.value('requestId') ?? 'none';
  }
  /** Whether somebody waits for an answer; jobs and commands have no request. */
  get isRequest(): boolean {
    return this.value('requestId') !== undefined;
  }
  get ip(): string | undefined {
    return this.value('ip');
  }
  /** The `Accept` header of the request. */
  get accept(): string | undefined {
    return this.value('accept');
  }
  get language(): Language {
    return this.value('language') ?? 'zh-CN';
  }
  get transaction(): Transaction | undefined {
    return this.value('transaction');
  }
  get aside(): boolean {
    return this.value('aside') ?? false;
  }
  get dryRun(): boolean {
    return this.value('dryRun') ?? false;
  }
  /** The day on which numbers are given, where it is not today: a demo company is told its year. */
  get day(): string | undefined {
    return this.value('day');
  }
  set principal(principal: Principal) {
    this.cls.set('principal', principal);
  }
  get maybePrincipal(): Principal | undefined {
    return this.value('principal');
  }
  /** Who acts. @throws Error outside an authenticated act. */
  get principal(): Principal {
    const principal = this.maybePrincipal;
    if (!principal) throw new Error('no principal in this context');
    return principal;
  }
}
