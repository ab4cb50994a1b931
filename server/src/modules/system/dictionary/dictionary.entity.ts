import { Entity, Index } from 'typeorm';
import { IntColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** A word that the company chooses from: an industry, a region, a level, a source, a unit. */
@Entity()
@Index(['type', 'code'], { unique: true })
@Index(['sortNo', 'id'])
export class Dictionary extends MasterRecord {
  @TextColumn() type!: string;
  @TextColumn() code!: string;
  @TextColumn() name!: string;
  @TextColumn({ nullable: true }) nameEn!: string | null;
  @IntColumn() sortNo!: number;
}
