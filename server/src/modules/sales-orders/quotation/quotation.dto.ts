import { IntersectionType, PartialType } from '@nestjs/swagger';
import { DocumentView } from '../../../kernel/documents/document.dto.js';
import { DateField, DecimalField, Lines } from '../../../kernel/http/fields.js';
import { PricedLineInput, PricedLineView, TradeInputDto, TradeRow } from '../pricing/pricing.dto.js';

export class QuotationInput extends TradeInputDto {
  @DateField({ optional: true }) validUntil?: string | null;
  @Lines(() => PricedLineInput, 500) lines!: PricedLineInput[];
}
export class QuotationPatch extends PartialType(QuotationInput, { skipNullProperties: false }) {}

export class QuotationRow extends TradeRow {
  @DateField({ optional: true }) validUntil!: string | null;
  @DecimalField({ optional: true, description: 'Share that was ordered, 0 to 1' }) orderShare!: string | null;
}
export class QuotationLineView extends PricedLineView {
  @DecimalField() cancelled!: string;
  @DecimalField() ordered!: string;
}
export class QuotationView extends IntersectionType(QuotationRow, DocumentView) {
  @Lines(() => QuotationLineView, 500) lines!: QuotationLineView[];
}
