import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BooleanColumn, Id, InstantColumn, IntColumn, RefColumn, TextColumn } from '../db/columns.js';

/** A signed-in browser: one family of refresh tokens. */
@Entity()
@Index(['userId', 'endedAt'])
export class Session {
  @Id() id!: string;
  @RefColumn('User', { onDelete: 'CASCADE' }) userId!: string;
  @TextColumn() userAgent!: string;
  @TextColumn() ip!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn() lastUsedAt!: Date;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
}

/** One refresh token, by its hash. A used one is honoured for 30 s with the same successor, then it ends its family. */
@Entity()
export class RefreshToken {
  @PrimaryColumn('text') tokenHash!: string;
  @RefColumn(() => Session, { onDelete: 'CASCADE' }) @Index() sessionId!: string;
  @InstantColumn() createdAt!: Date;
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
}

/** A link that works once: to choose a first password, or to set up the company. */
@Entity()
export class OneTimeLink {
  @PrimaryColumn('text') tokenHash!: string;
  @TextColumn() purpose!: string;
  @RefColumn('User', { nullable: true, onDelete: 'CASCADE' }) userId!: string | null;
  @InstantColumn() expiresAt!: Date;
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
}

/** Failed attempts of a login name, with the end of its lock. */
@Entity()
export class LoginAttempt {
  @PrimaryColumn('text') login!: string;
  @IntColumn() failures!: number;
  @InstantColumn({ nullable: true }) lockedUntil!: Date | null;
}

/** Every sign-in, successful or not. */
@Entity()
@Index(['at', 'id'])
export class LoginLog {
  @Id() id!: string;
  @InstantColumn() at!: Date;
  @TextColumn() login!: string;
  @RefColumn('User', { nullable: true, onDelete: 'CASCADE' }) userId!: string | null;
  @BooleanColumn() succeeded!: boolean;
  /** `password`, `link`, `setup`, `demo`, or why it failed: `wrong`, `locked`, `inactive`. */
  @TextColumn() reason!: string;
  @TextColumn() ip!: string;
  @TextColumn() userAgent!: string;
}
