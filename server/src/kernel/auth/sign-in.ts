import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
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

/** Failures after which a lock is as long as it gets; the exponent grows no further. */
const LONGEST_AFTER = 20;

/** When a login name may be tried again after so many failures in a row: in 15 s, doubled each time, at most 15 min. */
const lockedUntil = (failures: string): string =>
  `CASE WHEN ${failures} >= ${FREE_FAILURES} THEN now() + make_interval(secs =>
     least(${FIRST_LOCK_SECONDS} * power(2, least(${failures}, ${LONGEST_AFTER}) - ${FREE_FAILURES}), ${LONGEST_LOCK_SECONDS})) END`;

/** Counts an attempt unless the name is locked; of many at once each is counted, so that no more than the free ones pass. */
const COUNT = `
INSERT INTO login_attempt (login, failures) VALUES ($1, 1)
ON CONFLICT (login) DO UPDATE SET failures = login_attempt.failures + 1, locked_until = ${lockedUntil('(login_attempt.failures + 1)')}
WHERE login_attempt.locked_until IS NULL OR login_attempt.locked_until <= now()
RETURNING failures`;

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
    await this.count(key, caller);
    const account = await this.accounts.findByLogin(key);
    const matches = await verifyPassword(account?.passwordHash, password);
    if (!account || !matches || !account.active) {
      await this.log(key, account, caller, false, account && matches ? 'inactive' : 'wrong');
      throw new DomainError('auth.wrong');
    }
    await this.unlock(key);
    return this.open(account, caller, 'password');
  }

  /**
   * Proves that who is signed in knows the password; attempts count as those of signing in, and past the transaction at hand,
   * which a refusal takes back.
   * @throws DomainError 422 `auth.wrong-password`, 429 `auth.locked`.
   */
  async prove(account: Account, password: string, caller: Caller): Promise<void> {
    await this.db.beside(() => this.count(account.login, caller));
    if (!(await verifyPassword(account.passwordHash, password))) throw new DomainError('auth.wrong-password');
    await this.unlock(account.login);
  }

  /** Forgets the failures of a login name, after a success or with a new password. */
  async unlock(login: string): Promise<void> {
    await this.db.send('DELETE FROM login_attempt WHERE login = $1', [login]);
  }

  /** Opens a session for an account that proved itself by other means. */
  async open(account: Account, caller: Caller, reason: string): Promise<Tokens> {
    await this.log(account.login, account, caller, true, reason);
    return this.sessions.open(account.userId, caller);
  }

  /** An attempt counts as a failure before the password is looked at; a success takes the count away. */
  private async count(login: string, caller: Caller): Promise<void> {
    if (await this.db.one(COUNT, [login])) return;
    const attempt = await this.db.one<{ seconds: number }>(
      `SELECT greatest(ceil(extract(epoch FROM locked_until - now()))::int, 1) AS seconds FROM login_attempt WHERE login = $1`,
      [login],
    );
    await this.log(login, undefined, caller, false, 'locked');
    throw new DomainError('auth.locked', { retryAfter: attempt?.seconds ?? 1 });
  }

  private log(
    login: string,
    account: Account | undefined,
    caller: Caller,
    succeeded: boolean,
    reason: string,
  ): Promise<void> {
    const row = {
      id: randomUUIDv7(),
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
