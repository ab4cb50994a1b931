import { Check, Entity } from 'typeorm';
import { DateColumn, RefColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Company } from '../company/company.entity.js';

/** How far the books of a company are closed. The hard lock only moves forward (held by a trigger, too). */
@Entity()
@Check('ck_period_order', 'locked_through <= closed_through')
export class Period extends MasterRecord {
  @RefColumn(() => Company, { unique: true }) companyId!: string;
  /** Nothing is posted up to and including this day. */
  @DateColumn() closedThrough!: string;
  /** Up to here nobody can open the books again. */
  @DateColumn() lockedThrough!: string;
}
