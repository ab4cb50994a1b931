import { OmitType, PartialType } from '@nestjs/swagger';
import { DateField, DecimalField, Flag, Instant, Int, Lines, Ref, Shown, Text } from '../../../kernel/http/fields.js';

const RATE = 'Units of the base currency for one of this';

export class CurrencyInput {
  @Text(3, { pattern: /^[A-Z]{3}$/, hint: 'USD', description: 'ISO 4217' }) code!: string;
  @Text(100) name!: string;
  @Text(8) symbol!: string;
  @Int(0, 4, { description: 'Fraction digits of its amounts' }) minorUnit!: number;
  @DecimalField({ digits: 8, positive: true, description: RATE }) rate!: string;
  @DateField({ description: 'The day from which the rate holds' }) rateDate!: string;
}
/** Documents keep the code, so it stays as it is. */
export class CurrencyPatch extends PartialType(OmitType(CurrencyInput, ['code'] as const), {
  skipNullProperties: false,
}) {}

export class CurrencyView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(3) code!: string;
  @Text(100) name!: string;
  @Text(8) symbol!: string;
  @Int(0, 4) minorUnit!: number;
  @DecimalField({ digits: 8, description: RATE }) rate!: string;
  @DateField() rateDate!: string;
}

export class ExchangeRateInput {
  @DateField({ description: 'The day from which the rate holds' }) date!: string;
  @DecimalField({ digits: 8, positive: true, description: RATE }) rate!: string;
}
export class ExchangeRateView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Instant() updatedAt!: string;
  @DateField() date!: string;
  @DecimalField({ digits: 8, description: RATE }) rate!: string;
}
export class ExchangeRatePage {
  @Lines(() => ExchangeRateView, 200) items!: ExchangeRateView[];
  @Shown({ type: String, nullable: true }) nextCursor!: string | null;
}
