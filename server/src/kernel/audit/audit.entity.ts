import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Id, InstantColumn, IntColumn, TextColumn, UuidColumn } from '../db/columns.js';

/** One act: who did what to which record, from what to what. Rows are inserted with their fact and never changed. */
@Entity()
@Index(['recordId', 'seq'])
@Index(['actorId', 'seq'])
export class AuditLog {
  @Id() id!: string;
  /** Insertion order; visible rows of one record are in the order of their commits. */
  @Column({ type: 'bigint', generated: 'increment' }) @Index({ unique: true }) seq!: number;
  @InstantColumn() at!: Date;
  /** Null for acts of the system itself. */
  @UuidColumn({ nullable: true }) actorId!: string | null;
  @TextColumn() action!: string;
  @TextColumn() recordType!: string;
  @UuidColumn() recordId!: string;
  @IntColumn({ nullable: true }) recordVersion!: number | null;
  @TextColumn() requestId!: string;
  @TextColumn({ nullable: true }) ip!: string | null;
  /** JSON text `[{ field, from, to }]`; were it erased, the digest would show it and the chain still hold. */
  @TextColumn({ nullable: true }) changes!: string | null;
  @TextColumn() salt!: string;
  /** SHA-256 of salt and changes, hexadecimal; part of the seal. */
  @TextColumn() digest!: string;
}

/** Acts that the sequencer has not taken yet. */
@Entity()
export class Outbox {
  @PrimaryColumn('bigint') seq!: number;
}

/** The change feed: every committed act exactly once, at a dense position, sealed into one chain. */
@Entity()
@Index(['recordId', 'position'])
export class Change {
  @PrimaryColumn('bigint') position!: number;
  @Column({ type: 'bigint', unique: true }) seq!: number;
  @TextColumn() recordType!: string;
  @UuidColumn() recordId!: string;
  @TextColumn() action!: string;
  @InstantColumn() sealedAt!: Date;
  /** HMAC-SHA256 over the previous seal, this act and the instant of sealing, hexadecimal. */
  @TextColumn() seal!: string;
}
