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
  /** Each department has a series of its own; its code stands in the number. */
  @BooleanColumn() perDepartment!: boolean;
}

/** The last count given in a series. */
@Entity()
export class NumberingCounter {
  @PrimaryColumn('uuid') companyId!: string;
  @PrimaryColumn('text') documentType!: string;
  /** What stands between prefix and count: department and date part, where there are any. Equal texts would be equal numbers. */
  @PrimaryColumn('text') series!: string;
  @IntColumn() last!: number;
  /** From which count on there is no gap; null while gaps are allowed. */
  @IntColumn({ nullable: true }) gaplessFrom!: number | null;
  /** Of a series without gaps, the number with the last count; at the commit a document has it. */
  @TextColumn({ nullable: true }) lastNumber!: string | null;
}
