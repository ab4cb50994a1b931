import { Check, Entity, Index } from 'typeorm';
import { DateColumn, RateColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** A value-added tax rate with the days on which it holds. */
@Entity()
@Index(['createdAt', 'id'])
@Check('ck_tax_rate', 'rate >= 0 AND rate < 100')
export class TaxRate extends MasterRecord {
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  /** Per cent. */
  @RateColumn() rate!: string;
  @DateColumn() validFrom!: string;
  @DateColumn({ nullable: true }) validTo!: string | null;
}
