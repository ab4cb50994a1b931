import { Injectable } from '@nestjs/common';
import type { Principal } from '../context/principal.js';
import { Db } from '../db/db.js';
import { Deciding } from '../db/deciding.js';
import { Accounts } from './ports.js';

interface Cached {
  readonly epoch: number;
  readonly principal: Principal;
  /** When the question was asked whose answer this is. */
  askedAt: number;
}

/** So long an answer holds unless this node changes something: what another one changes is known here after that time. */
export const TRUST_MS = 200;

const MAX_CACHED = 5000;

/**
 * Principals of sessions. What a user may do is computed once and kept until something that decides it changes: triggers on
 * users, roles and departments count `security_epoch` up, and requests compare. Of many requests in a row not each one asks.
 */
@Injectable()
export class Principals {
  private readonly cache = new Map<string, Cached>();

  constructor(
    private readonly db: Db,
    private readonly accounts: Accounts,
    private readonly deciding: Deciding,
  ) {}

  /** The principal of a living session; undefined when it has ended or its user is inactive. */
  async ofSession(sessionId: string, userId: string): Promise<Principal | undefined> {
    const askedAt = performance.now();
    const cached = this.cache.get(sessionId);
    if (cached && cached.principal.userId === userId && this.holds(cached, askedAt)) return cached.principal;
    const state = await this.db.one<{ epoch: number }>(
      'SELECT e.value AS epoch FROM session s, security_epoch e WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL',
      [sessionId, userId],
    );
    if (!state) return undefined;
    if (cached?.epoch === state.epoch && cached.principal.userId === userId) {
      cached.askedAt = askedAt;
      return cached.principal;
    }
    const found = await this.accounts.principal(userId, sessionId);
    if (!found) return undefined;
    const principal = { ...found, epoch: state.epoch };
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(sessionId, { epoch: state.epoch, principal, askedAt });
    return principal;
  }

  private holds({ askedAt }: Cached, now: number): boolean {
    return askedAt > this.deciding.changedAt && now - askedAt < TRUST_MS;
  }
}
