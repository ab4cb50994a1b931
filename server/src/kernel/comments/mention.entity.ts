import { Entity, Index } from 'typeorm';
import { Id, InstantColumn, RefColumn, TextColumn, UuidColumn } from '../db/columns.js';
import { Comment } from './comment.entity.js';

/** Somebody is named in a comment, and finds it in the inbox until it is seen. */
@Entity()
@Index(['userId', 'at'], { where: 'seen_at IS NULL' })
export class Mention {
  @Id() id!: string;
  @RefColumn('User') userId!: string;
  @RefColumn(() => Comment) commentId!: string;
  @TextColumn() recordType!: string;
  @UuidColumn() recordId!: string;
  @InstantColumn() at!: Date;
  @InstantColumn({ nullable: true }) seenAt!: Date | null;
}
