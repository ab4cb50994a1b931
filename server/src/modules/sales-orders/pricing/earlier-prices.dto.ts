import { TAX_MODES } from '@guanxi/shared/documents';
import { quotation, salesOrder } from '@guanxi/shared/sales-orders';
import { Choice, DateField, DecimalField, Lines, Ref, Text } from '../../../kernel/http/fields.js';

export class EarlierPriceView {
  @Choice([salesOrder.type, quotation.type]) documentType!: string;
  @Ref() documentId!: string;
  @Text(40) number!: string;
  @DateField() date!: string;
  @Text(3) currency!: string;
  @Choice(TAX_MODES, { description: 'Whether the price contains the tax' }) taxMode!: (typeof TAX_MODES)[number];
  @DecimalField() price!: string;
  @Text(20) unit!: string;
  @DecimalField({ description: 'Per cent' }) discountRate!: string;
}
export class EarlierPricesView {
  @Lines(() => EarlierPriceView, 5, { description: 'The latest ones first' }) items!: EarlierPriceView[];
}
