import { IntersectionType, PartialType } from '@nestjs/swagger';
import { TAX_MODES } from '@guanxi/shared/documents';
import { DocumentRow, DocumentView } from '../../../kernel/documents/document.dto.js';
import { Choice, DateField, DecimalField, Lines, Ref, RefField, Text, Texts, type RefView } from '../../../kernel/http/fields.js';
import { PricedLineInput, PricedLineView } from '../pricing/pricing.dto.js';

export class SalesOrderInput {
  @Ref() customerId!: string;
  @Ref({ optional: true }) contactId?: string | null;
  @Ref({ optional: true, description: 'Where the goods come from' }) warehouseId?: string | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @DateField({ optional: true }) promisedDate?: string | null;
  @Text(60, { optional: true }) customerOrderNo?: string | null;
  @Text(3, { optional: true, description: 'The base currency where missing' }) currency?: string | null;
  @Choice(TAX_MODES, { optional: true }) taxMode?: (typeof TAX_MODES)[number] | null;
  @DecimalField({ optional: true, digits: 4, min: 0, description: 'Amount spread over the lines' }) discount?: string | null;
  @Ref({ optional: true }) ownerId?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => PricedLineInput, 500) lines!: PricedLineInput[];
}
export class SalesOrderPatch extends PartialType(SalesOrderInput, { skipNullProperties: false }) {}

export class SalesOrderRow extends DocumentRow {
  @RefField() customer!: RefView;
  @RefField({ optional: true }) contact!: RefView | null;
  @RefField({ optional: true }) warehouse!: RefView | null;
  @Text(60, { optional: true }) customerOrderNo!: string | null;
  @DateField({ optional: true }) promisedDate!: string | null;
  @Choice(TAX_MODES) taxMode!: string;
  @DecimalField() exchangeRate!: string;
  @DecimalField() discount!: string;
  @DecimalField() netAmount!: string;
  @DecimalField() taxAmount!: string;
  @DecimalField() grossAmount!: string;
  @DecimalField() baseAmount!: string;
}
export class SalesOrderView extends IntersectionType(SalesOrderRow, DocumentView) {
  @Lines(() => PricedLineView, 500) lines!: PricedLineView[];
}
