import { Entity, Index, PrimaryColumn } from 'typeorm';
import { BooleanColumn, IntColumn, RefColumn, TextColumn } from '../db/columns.js';
import { MasterRecord } from '../records/master-record.js';

/** How documents of a type are numbered; where there is no rule, the type's own pattern holds. */
@Entity()
@Index(['documentType', 'companyId'], { unique: true })
export class NumberingRule extends MasterRecord {
  @TextColumn() documentType!: string;
  @RefColumn('Company') companyId!: string;
  @TextColumn() prefix!: string;
  @TextColumn() datePart!: '' | 'yyyy' | 'yyyyMM' | 'yyyyMMdd';
  @IntColumn() digits!: number;
  @BooleanColumn() gapless!: boolean;
}

/** The last number given in a series. */
@Entity()
export class NumberingCounter {
  @PrimaryColumn('uuid') companyId!: string;
  @PrimaryColumn('text') documentType!: string;
  /** The date part that the counter belongs to. */
  @PrimaryColumn('text') period!: string;
  @IntColumn() last!: number;
}
