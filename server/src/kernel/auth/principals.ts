import { Injectable } from '@nestjs/common';
import type { Principal } from '../context/principal.js';
import { Db } from '../db/db.js';
import { Accounts } from './ports.js';

interface Cached {
  readonly epoch: number;
  readonly principal: Principal;
}

const MAX_CACHED = 5000;

/**
 * Principals of sessions. What a user may do is computed once and kept until something that decides it changes: triggers on
 * users, roles and departments count `security_epoch` up, and each request compares.
 */
@Injectable()
export class Principals {
  private readonly cache = new Map<string, Cached>();

  constructor(
    private readonly db: Db,
    private readonly accounts: Accounts,
  ) {}

  /** The principal of a living session; undefined when it has ended or its user is inactive. */
  async ofSession(sessionId: string, userId: string): Promise<Principal | undefined> {
    const state = await this.db.one<{ epoch: number }>(
      'SELECT e.value AS epoch FROM session s, security_epoch e WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL',
      [sessionId, userId],
    );
    if (!state) return undefined;
    const cached = this.cache.get(sessionId);
    if (cached?.epoch === state.epoch) return cached.principal;
    const found = await this.accounts.principal(userId, sessionId);
    if (!found) return undefined;
    const principal = { ...found, epoch: state.epoch };
    if (this.cache.size >= MAX_CACHED) this.cache.clear();
    this.cache.set(sessionId, { epoch: state.epoch, principal });
    return principal;
  }
}
