import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntColumn, TextColumn } from '../db/columns.js';

/** The first answer to a caller's `Idempotency-Key`, stored in the transaction of its effect, kept 72 hours. */
@Entity()
export class IdempotencyKey {
  @PrimaryColumn('uuid') callerId!: string;
  @PrimaryColumn('text') key!: string;
  @TextColumn() requestHash!: string;
  @IntColumn() status!: number;
  /** JSON as it was sent, which nobody asks for a part of. */
  @TextColumn({ nullable: true }) body!: string | null;
  @InstantColumn() createdAt!: Date;
}
