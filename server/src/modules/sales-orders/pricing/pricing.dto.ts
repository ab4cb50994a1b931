import { DecimalField, Ref, RefField, Int, Text, type RefView } from '../../../kernel/http/fields.js';

export class PricedLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() productId!: string;
  @DecimalField({ positive: true }) quantity!: string;
  @Text(20, { optional: true, description: 'The base unit where missing' }) unit?: string | null;
  @DecimalField({ optional: true, min: 0, description: 'The sale price of the product where missing' }) price?: string | null;
  @DecimalField({ optional: true, digits: 4, min: 0, max: 100, description: 'Per cent' }) discountRate?: string | null;
  @DecimalField({ optional: true, digits: 4, min: 0, max: 99, description: 'Per cent; of the product where missing' }) taxRate?: string | null;
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
