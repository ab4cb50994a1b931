import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Id, InstantColumn, IntColumn, RefColumn, TextColumn, UuidColumn } from '../db/columns.js';

/** The bytes of files, once for each content. */
@Entity()
export class AttachmentContent {
  /** SHA-256, hexadecimal. */
  @PrimaryColumn('text') digest!: string;
  @Column('bytea') content!: Buffer;
}

/** A file at a record. */
@Entity()
@Index(['recordId', 'createdAt', 'id'])
@Index(['digest'])
export class Attachment {
  @Id() id!: string;
  @TextColumn() recordType!: string;
  @UuidColumn() recordId!: string;
  @TextColumn() name!: string;
  /** Found by looking at the content, not by what the sender says. */
  @TextColumn() mediaType!: string;
  @IntColumn() size!: number;
  @ForeignKey(() => AttachmentContent) @TextColumn() digest!: string;
  @RefColumn('User') createdById!: string;
  @InstantColumn() createdAt!: Date;
}
