import { Entity, Index } from 'typeorm';
import { Id, InstantColumn, RefColumn, TextColumn, UuidArrayColumn, UuidColumn } from '../db/columns.js';

/** What people say about a record. */
@Entity()
@Index(['recordId', 'at', 'id'])
export class Comment {
  @Id() id!: string;
  @TextColumn() recordType!: string;
  @UuidColumn() recordId!: string;
  @RefColumn('User') authorId!: string;
  @InstantColumn() at!: Date;
  @TextColumn() text!: string;
  @UuidArrayColumn() mentionIds!: string[];
}
