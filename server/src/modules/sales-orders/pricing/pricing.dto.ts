import { TAX_MODES } from '@guanxi/shared/documents';
import { DocumentRow } from '../../../kernel/documents/document.dto.js';
import {
  Choice,
  DateField,
  DecimalField,
  Int,
  Ref,
  RefField,
  Text,
  Texts,
  type RefView,
} from '../../../kernel/http/fields.js';

export class PricedLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() productId!: string;
  @DecimalField({ positive: true }) quantity!: string;
  @Text(20, { optional: true, description: 'The base unit where missing' }) unit?: string | null;
  @DecimalField({ optional: true, min: 0, description: 'The sale price of the product where missing' }) price?:
    string | null;
  @DecimalField({ optional: true, digits: 4, min: 0, max: 100, description: 'Per cent' }) discountRate?: string | null;
  @DecimalField({ optional: true, digits: 4, min: 0, max: 99, description: 'Per cent; of the product where missing' })
  taxRate?: string | null;
}

export class PricedLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField() product!: RefView;
  @Text(20) unit!: string;
  @DecimalField() quantity!: string;
  @DecimalField() baseQuantity!: string;
  @DecimalField() price!: string;
  @DecimalField() discountRate!: string;
  @DecimalField() taxRate!: string;
  @DecimalField() netAmount!: string;
  @DecimalField() taxAmount!: string;
  @DecimalField() grossAmount!: string;
}

/** The terms that quotations and orders take. */
export class TradeInputDto {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Ref() customerId!: string;
  @Ref({ optional: true }) contactId?: string | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(3, { optional: true, description: 'The base currency where missing' }) currency?: string | null;
  @Choice(TAX_MODES, { optional: true }) taxMode?: (typeof TAX_MODES)[number] | null;
  @DecimalField({ optional: true, digits: 4, min: 0, description: 'Amount spread over the lines' }) discount?:
    string | null;
  @Ref({ optional: true, description: 'Oneself where missing' }) ownerId?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
}

/** What quotations and orders show. */
export class TradeRow extends DocumentRow {
  @RefField() customer!: RefView;
  @RefField({ optional: true }) contact!: RefView | null;
  @Choice(TAX_MODES) taxMode!: string;
  @DecimalField() exchangeRate!: string;
  @DecimalField() discount!: string;
  @DecimalField() netAmount!: string;
  @DecimalField() taxAmount!: string;
  @DecimalField() grossAmount!: string;
  @DecimalField() baseAmount!: string;
  @DecimalField({ description: 'Per cent below its unit prices, as at submission' }) discountDepth!: string;
  @Text(40, { optional: true, description: "The customer's, as at submission" }) customerLevel!: string | null;
}
