import { PartialType } from '@nestjs/swagger';
import { PRODUCT_KINDS } from '@guanxi/shared/inventory';
import {
  Choice,
  DecimalField,
  Flag,
  Instant,
  Int,
  Lines,
  Ref,
  RefField,
  Text,
  type RefView,
} from '../../../kernel/http/fields.js';

const UNITS_MAX = 20;

/** One of `unit` is `numerator / denominator` base units, exactly. */
export class ProductUnitInput {
  @Text(20) unit!: string;
  @DecimalField({ positive: true, example: '12' }) numerator!: string;
  @DecimalField({ positive: true, example: '1' }) denominator!: string;
}
export class ProductInput {
  @Text(40) code!: string;
  @Text(200) name!: string;
  @Text(200, { optional: true }) nameEn?: string | null;
  @Ref({ optional: true }) categoryId?: string | null;
  @Text(200, { optional: true }) specification?: string | null;
  @Choice(PRODUCT_KINDS, { optional: true, description: 'A service is sold without stock; goods where missing' })
  kind?: (typeof PRODUCT_KINDS)[number] | null;
  @Text(20, { description: 'Base unit, in which the ledger counts; stays once there are movements' }) unit!: string;
  @Lines(() => ProductUnitInput, UNITS_MAX, { optional: true }) units?: ProductUnitInput[] | null;
  @Text(40, { optional: true }) barcode?: string | null;
  @DecimalField({ digits: 4, min: 0, max: 100, description: 'VAT, per cent', example: '13' }) taxRate!: string;
  @DecimalField({ optional: true, min: 0, description: 'Per base unit, tax-inclusive' }) salePrice?: string | null;
  @DecimalField({ optional: true, min: 0, description: 'Per base unit, tax-inclusive' }) purchasePrice?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
}
export class ProductPatch extends PartialType(ProductInput, { skipNullProperties: false }) {}

export class ProductRow {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) code!: string;
  @Text(200) name!: string;
  @Text(200, { optional: true }) nameEn!: string | null;
  @RefField({ optional: true }) category!: RefView | null;
  @Text(200, { optional: true }) specification!: string | null;
  @Choice(PRODUCT_KINDS) kind!: string;
  @Text(20) unit!: string;
  @Lines(() => ProductUnitInput, UNITS_MAX) units!: ProductUnitInput[];
  @Text(40, { optional: true }) barcode!: string | null;
  @DecimalField({ description: 'VAT, per cent' }) taxRate!: string;
  @DecimalField({ optional: true }) salePrice!: string | null;
  @DecimalField({ optional: true }) purchasePrice!: string | null;
}
export class ProductView extends ProductRow {
  @Text(5000, { optional: true }) note!: string | null;
}
