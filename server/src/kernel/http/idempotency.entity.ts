import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, IntColumn, JsonColumn, TextColumn } from '../db/columns.js';

/** The first answer to a caller's `Idempotency-Key`, stored in the transaction of its effect, kept 72 hours. */
@Entity()
export class IdempotencyKey {
  @PrimaryColumn('uuid') callerId!: string;
  @PrimaryColumn('text') key!: string;
  @TextColumn() requestHash!: string;
  @IntColumn({ nullable: true }) status!: number | null;
  @JsonColumn({ nullable: true }) body!: unknown;
  @InstantColumn() createdAt!: Date;
}
