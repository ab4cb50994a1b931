import { Injectable } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { OneTimeLink } from './auth.entity.js';
import { hashToken, newToken } from './sessions.js';

export type LinkPurpose = 'setup' | 'password';

/** Links that work once and end by themselves; only their hash is stored. */
@Injectable()
export class Links {
  constructor(
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  /** Makes a link and ends earlier ones of the same purpose and user. Answers the token. */
  async make(purpose: LinkPurpose, userId: string | null, hours: number): Promise<string> {
    const token = newToken();
    await this.db.send(
      'DELETE FROM one_time_link WHERE purpose = $1 AND user_id IS NOT DISTINCT FROM $2 AND used_at IS NULL',
      [purpose, userId],
    );
    const expiresAt = new Date(Date.now() + hours * 3_600_000);
    await this.rows.insert(OneTimeLink, [{ tokenHash: hashToken(token), purpose, userId, expiresAt, usedAt: null }]);
    return token;
  }

  /** Whom an unused link is for. @throws DomainError 404 */
  async peek(purpose: LinkPurpose, token: string): Promise<string | null> {
    const link = await this.db.one<{ userId: string | null }>(
      'SELECT user_id AS "userId" FROM one_time_link WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()',
      [hashToken(token), purpose],
    );
    if (!link) throw new DomainError('auth.link');
    return link.userId;
  }

  /** Spends a link; of two at once one succeeds. @throws DomainError 404 */
  async use(purpose: LinkPurpose, token: string): Promise<string | null> {
    const link = await this.db.one<{ userId: string | null }>(
      `UPDATE one_time_link SET used_at = now() WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()
       RETURNING user_id AS "userId"`,
      [hashToken(token), purpose],
    );
    if (!link) throw new DomainError('auth.link');
    return link.userId;
  }
}
