import { Check, Entity, Index } from 'typeorm';
import type { AmendmentState } from '@guanxi/shared/documents';
import { Id, InstantColumn, IntColumn, JsonColumn, RefColumn, TextColumn, UuidColumn } from '../db/columns.js';

/**
 * A new revision of a document in force, which passes approval while the old one stays as it is. `header` and `lines` are
 * rows of the document's own tables, so that the database can compare what was approved with what is put into force.
 */
@Entity()
@Index(['documentId'], { unique: true, where: `status IN ('draft', 'pending', 'rejected')` })
@Index(['documentId', 'revision'], { unique: true })
@Check('ck_amendment_status', `status IN ('draft', 'pending', 'rejected', 'effective', 'discarded')`)
export class Amendment {
  @Id() id!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  /** The revision that the document will have; that of a discarded amendment is not used again. */
  @IntColumn() revision!: number;
  @TextColumn() status!: AmendmentState;
  @TextColumn() reason!: string;
  @JsonColumn() header!: Record<string, unknown>;
  @JsonColumn() lines!: Record<string, unknown>[];
  @RefColumn('User') createdById!: string;
  @InstantColumn() createdAt!: Date;
  @RefColumn('User') editedById!: string;
  @InstantColumn() updatedAt!: Date;
  @RefColumn('User', { nullable: true }) submittedById!: string | null;
  @InstantColumn({ nullable: true }) submittedAt!: Date | null;
  @InstantColumn({ nullable: true }) effectiveAt!: Date | null;
}
