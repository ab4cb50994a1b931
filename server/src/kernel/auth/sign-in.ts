import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { LoginLog } from './auth.entity.js';
import { verifyPassword } from './passwords.js';
import { Accounts, type Account } from './ports.js';
import { Sessions, type Caller, type Tokens } from './sessions.js';

const FREE_FAILURES = 5;
const FIRST_LOCK_SECONDS = 15;
const LONGEST_LOCK_SECONDS = 900;

/** Seconds that a login name is locked after so many failures in a row: 15 s, doubled each time, at most 15 min. */
export const lockSeconds = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK_SECONDS);

/** Signing in with a password: lockout with back-off, the same answer and time for unknown names, everything logged. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  /** @throws DomainError 401 `auth.wrong`, 429 `auth.locked` with `retryAfter`. */
  async withPassword(login: string, password: string, caller: Caller): Promise<Tokens> {
    const key = login.trim().toLowerCase();
    await this.assertUnlocked(key, caller);
    const account = await this.accounts.findByLogin(key);
    const matches = await verifyPassword(account?.passwordHash, password);
    if (!account || !matches || !account.active) {
      await this.countFailure(key);
      await this.log(key, account, caller, false, account && matches ? 'inactive' : 'wrong');
      throw new DomainError('auth.wrong');
    }
    await this.db.run('DELETE FROM login_attempt WHERE login = $1', [key]);
    return this.open(account, caller, 'password');
  }

  /** Opens a session for an account that proved itself by other means. */
  async open(account: Account, caller: Caller, reason: string): Promise<Tokens> {
    await this.log(account.login, account, caller, true, reason);
    return this.sessions.open(account.userId, caller);
  }

  private async assertUnlocked(login: string, caller: Caller): Promise<void> {
    const attempt = await this.db.one<{ seconds: number }>(
      `SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds FROM login_attempt WHERE login = $1 AND locked_until > now()`,
      [login],
    );
    if (!attempt) return;
    await this.log(login, undefined, caller, false, 'locked');
    throw new DomainError('auth.locked', { retryAfter: attempt.seconds });
  }

  private async countFailure(login: string): Promise<void> {
    const attempt = await this.db.one<{ failures: number }>(
      `INSERT INTO login_attempt (login, failures) VALUES ($1, 1)
       ON CONFLICT (login) DO UPDATE SET failures = login_attempt.failures + 1 RETURNING failures`,
      [login],
    );
    const seconds = lockSeconds(attempt?.failures ?? 0);
    if (seconds > 0)
      await this.db.run(`UPDATE login_attempt SET locked_until = now() + make_interval(secs => $2) WHERE login = $1`, [
        login,
        seconds,
      ]);
  }

  private log(
    login: string,
    account: Account | undefined,
    caller: Caller,
    succeeded: boolean,
    reason: string,
  ): Promise<void> {
    const row = {
      id: uuidv7(),
      at: new Date(),
      login: login.slice(0, 200),
      userId: account?.userId ?? null,
      succeeded,
      reason,
      ...caller,
    };
    return this.rows.insert(LoginLog, [row]);
  }
}
