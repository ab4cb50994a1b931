import { Check, Entity } from 'typeorm';
import { DateColumn, MoneyColumn, RateColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { DocumentHeader } from '../../../kernel/documents/document.entity.js';
import { Customer } from '../../customers/index.js';

/** What a customer owed before the product was used (期初). */
@Entity()
@Check('ck_opening_balance_amount', 'amount > 0')
export class OpeningBalance extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  @DateColumn() dueDate!: string;
  @TextColumn({ nullable: true }) reference!: string | null;
  @RateColumn() exchangeRate!: string;
  /** In the company's base currency. */
  @MoneyColumn() baseAmount!: string;
}
