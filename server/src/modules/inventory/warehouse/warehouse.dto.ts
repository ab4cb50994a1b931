import { PartialType } from '@nestjs/swagger';
import { Flag, Instant, Int, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class WarehouseInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Text(300, { optional: true }) address?: string | null;
  @Ref({ optional: true }) keeperId?: string | null;
  @Flag({ optional: true, description: 'Lets stock go below zero here; stays once there is stock' }) negativeAllowed?:
    boolean | null;
}
export class WarehousePatch extends PartialType(WarehouseInput, { skipNullProperties: false }) {}

export class WarehouseView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @RefField() company!: RefView;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Text(300, { optional: true }) address!: string | null;
  @RefField({ optional: true }) keeper!: RefView | null;
  @Flag() negativeAllowed!: boolean;
}
