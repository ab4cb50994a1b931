import { IntersectionType, PartialType } from '@nestjs/swagger';
import { DocumentRow, DocumentView } from '../../../kernel/documents/document.dto.js';
import { DateField, DecimalField, Ref, RefField, Text, Texts, type RefView } from '../../../kernel/http/fields.js';

export class OpeningBalanceInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Ref() customerId!: string;
  @DecimalField({ digits: 4, positive: true }) amount!: string;
  @Text(3, { optional: true, description: 'The base currency where missing' }) currency?: string | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @DateField({ optional: true, description: 'The date where missing' }) dueDate?: string | null;
  @Text(100, { optional: true, description: 'The number that the customer knows' }) reference?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
}
export class OpeningBalancePatch extends PartialType(OpeningBalanceInput, { skipNullProperties: false }) {}

export class OpeningBalanceRow extends DocumentRow {
  @RefField() customer!: RefView;
  @DateField() dueDate!: string;
  @Text(100, { optional: true }) reference!: string | null;
  @DecimalField() exchangeRate!: string;
  @DecimalField({ description: 'In the base currency of the company' }) baseAmount!: string;
  @DecimalField({ optional: true, description: 'Null until it takes effect' }) openAmount!: string | null;
}
export class OpeningBalanceView extends IntersectionType(OpeningBalanceRow, DocumentView) {}
