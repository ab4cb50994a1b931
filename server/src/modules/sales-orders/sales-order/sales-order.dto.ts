import { IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import { DocumentView } from '../../../kernel/documents/document.dto.js';
import { DateField, DecimalField, Lines, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';
import { PricedLineInput, PricedLineView, TradeInputDto, TradeRow } from '../pricing/pricing.dto.js';

export class SalesOrderLineInput extends PricedLineInput {
  @Ref({ optional: true, description: 'The line of the quotation that this one takes up' }) quotationLineId?:
    string | null;
}
export class SalesOrderInput extends TradeInputDto {
  @Ref({ optional: true, description: 'The quotation that it comes from' }) quotationId?: string | null;
  @Ref({
    optional: true,
    description:
      'Where the goods come from, and are set aside; at first the only warehouse of the company. Goods need one',
  })
  warehouseId?: string | null;
  @DateField({ optional: true }) promisedDate?: string | null;
  @Text(60, { optional: true }) customerOrderNo?: string | null;
  @Lines(() => SalesOrderLineInput, 500) lines!: SalesOrderLineInput[];
}
export class SalesOrderPatch extends PartialType(SalesOrderInput, { skipNullProperties: false }) {}
/** What an order that takes up a quotation may say of itself; its lines are what the quotation still offers. */
export class TakeUpInput extends PartialType(
  OmitType(SalesOrderInput, ['companyId', 'customerId', 'currency', 'taxMode', 'discount', 'quotationId', 'lines']),
  { skipNullProperties: false },
) {}

export class SalesOrderRow extends TradeRow {
  @RefField({ optional: true }) quotation!: RefView | null;
  @RefField({ optional: true }) warehouse!: RefView | null;
  @Text(60, { optional: true }) customerOrderNo!: string | null;
  @DateField({ optional: true }) promisedDate!: string | null;
  @DecimalField({ optional: true, description: 'Share that was delivered, 0 to 1' }) deliveryShare!: string | null;
  @DecimalField({ optional: true, description: 'Share that was invoiced, 0 to 1' }) invoiceShare!: string | null;
  @DecimalField({ description: 'Over the credit limit at submission, in the base currency' }) creditExcess!: string;
}
export class SalesOrderLineView extends PricedLineView {
  @Ref({ optional: true }) quotationLineId!: string | null;
  @DecimalField() cancelled!: string;
  @DecimalField() delivered!: string;
  @DecimalField() invoiced!: string;
  @DecimalField({ description: 'Set aside for this line' }) reserved!: string;
  @DecimalField({ optional: true, description: 'On hand and not reserved in the warehouse of the order' }) available!:
    string | null;
}
export class SalesOrderView extends IntersectionType(SalesOrderRow, DocumentView) {
  @Lines(() => SalesOrderLineView, 500) lines!: SalesOrderLineView[];
}
