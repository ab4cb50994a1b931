import { createHash, createHmac, randomBytes, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { deriveKey, Settings } from '../config/config.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';
import { Session } from './auth.entity.js';

export const ACCESS_SECONDS = 600;
export const REFRESH_DAYS = 30;
const GRACE_MS = 30_000;

/** Tokens of a session: the access token goes into the body, the refresh token into an httpOnly cookie. */
export interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
}

export interface Caller {
  readonly ip: string;
  readonly userAgent: string;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Sessions and their rotating refresh tokens; using a spent token ends its whole family. */
@Injectable()
export class Sessions {
  private readonly successorKey: Buffer;

  constructor(
    settings: Settings,
    private readonly jwt: JwtService,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.successorKey = deriveKey(settings.secret, 'refresh-successor');
  }

  /** Starts a session. */
  open(userId: string, caller: Caller): Promise<Tokens> {
    return this.unitOfWork.run(async () => {
      const now = new Date();
      const session = { id: randomUUIDv7(), userId, ...caller, createdAt: now, lastUsedAt: now, endedAt: null };
      await this.rows.insert(Session, [session]);
      return this.issue(session.id, userId, newToken());
    });
  }

  /** Rotates. @throws DomainError 401 for an unknown, spent or ended token. */
  async refresh(token: string): Promise<Tokens> {
    const outcome = await this.unitOfWork.run(() => this.rotate(token));
    if (!outcome) throw new DomainError('auth.expired');
    return outcome;
  }

  /** Ends one session of a user, or all but one; answers how many have ended. */
  end(userId: string, match: { id?: string; except?: string | null }): Promise<number> {
    return this.db.run(
      `UPDATE session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
         AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)`,
      [userId, match.id ?? null, match.except ?? null],
    );
  }

  /** The successor is derived from its predecessor, so that two tabs refreshing at once receive the same one. */
  private successorOf(token: string): string {
    return createHmac('sha256', this.successorKey).update(token).digest('base64url');
  }

  private async rotate(token: string): Promise<Tokens | undefined> {
    const found = await this.db.one<{
      sessionId: string;
      userId: string;
      usedAt: Date | null;
      createdAt: Date;
      endedAt: Date | null;
    }>(
      `SELECT t.session_id AS "sessionId", s.user_id AS "userId", t.used_at AS "usedAt", t.created_at AS "createdAt", s.ended_at AS "endedAt"
       FROM refresh_token t JOIN session s ON s.id = t.session_id WHERE t.token_hash = $1 FOR UPDATE`,
      [hashToken(token)],
    );
    if (!found || found.endedAt || Date.now() - found.createdAt.getTime() > REFRESH_DAYS * 86_400_000) return undefined;
    if (found.usedAt && Date.now() - found.usedAt.getTime() > GRACE_MS) {
      await this.end(found.userId, { id: found.sessionId });
      return undefined;
    }
    await this.db.send('UPDATE refresh_token SET used_at = coalesce(used_at, now()) WHERE token_hash = $1', [
      hashToken(token),
    ]);
    await this.db.send('UPDATE session SET last_used_at = now() WHERE id = $1', [found.sessionId]);
    return this.issue(found.sessionId, found.userId, this.successorOf(token));
  }

  private async issue(sessionId: string, userId: string, refreshToken: string): Promise<Tokens> {
    await this.db.send(
      'INSERT INTO refresh_token (token_hash, session_id, created_at) VALUES ($1, $2, now()) ON CONFLICT (token_hash) DO NOTHING',
      [hashToken(refreshToken), sessionId],
    );
    const accessToken = await this.jwt.signAsync({ sub: userId, sid: sessionId }, { expiresIn: ACCESS_SECONDS });
    return { accessToken, expiresIn: ACCESS_SECONDS, refreshToken };
  }
}
