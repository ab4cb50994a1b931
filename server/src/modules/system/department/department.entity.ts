import { Entity, Index } from 'typeorm';
import { RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** A part of the organisation, in a tree. */
@Entity()
@Index(['sortKey', 'id'])
export class Department extends MasterRecord {
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @RefColumn(() => Department, { nullable: true }) parentId!: string | null;
  @RefColumn('User', { nullable: true }) headId!: string | null;
  /** Releases executions beside the superior, where the superior belongs to this department. */
  @RefColumn('User', { nullable: true }) releaserId!: string | null;
}
