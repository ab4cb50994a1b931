import { Entity, Index } from 'typeorm';
import { RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** A branch of the product tree. */
@Entity()
@Index(['sortKey', 'id'])
export class Category extends MasterRecord {
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @RefColumn(() => Category, { nullable: true }) parentId!: string | null;
}
