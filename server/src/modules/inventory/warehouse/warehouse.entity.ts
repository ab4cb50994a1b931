import { Entity, Index } from 'typeorm';
import { BooleanColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Company, User } from '../../system/index.js';

/** A place where stock is kept. */
@Entity()
@Index(['createdAt', 'id'])
export class Warehouse extends MasterRecord {
  @RefColumn(() => Company) companyId!: string;
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn({ nullable: true }) address!: string | null;
  @RefColumn(() => User, { nullable: true }) keeperId!: string | null;
  /** Lets stock go below zero here. */
  @BooleanColumn() negativeAllowed!: boolean;
}
