import { Check, Entity, Index } from 'typeorm';
import { DateColumn, IntColumn, RateColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** A currency in use, with its latest rate; older rates stay in `exchange_rate`. */
@Entity()
@Index(['createdAt', 'id'])
@Check('ck_currency_minor_unit', 'minor_unit BETWEEN 0 AND 4')
export class Currency extends MasterRecord {
  /** ISO 4217. */
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() symbol!: string;
  /** Fraction digits of its amounts. */
  @IntColumn() minorUnit!: number;
  /** Units of the base currency for one of this, from `rateDate` on. */
  @RateColumn() rate!: string;
  @DateColumn() rateDate!: string;
}

/** A rate that held from a day on. */
@Entity()
@Index(['code', 'date'], { unique: true })
export class ExchangeRate extends MasterRecord {
  @TextColumn() code!: string;
  @DateColumn() date!: string;
  @RateColumn() rate!: string;
}
