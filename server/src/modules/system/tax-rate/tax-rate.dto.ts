import { PartialType } from '@nestjs/swagger';
import { DateField, DecimalField, Flag, Instant, Int, Ref, Text } from '../../../kernel/http/fields.js';

export class TaxRateInput {
  @Text(40) code!: string;
  @Text(100) name!: string;
  @DecimalField({ digits: 4, min: 0, max: 99.9999, description: 'Per cent', example: '13' }) rate!: string;
  @DateField() validFrom!: string;
  @DateField({ optional: true }) validTo?: string | null;
}
export class TaxRatePatch extends PartialType(TaxRateInput, { skipNullProperties: false }) {}

export class TaxRateView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @DecimalField({ description: 'Per cent', example: '13' }) rate!: string;
  @DateField() validFrom!: string;
  @DateField({ optional: true }) validTo!: string | null;
}
