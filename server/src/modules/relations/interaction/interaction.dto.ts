import { OmitType, PartialType } from '@nestjs/swagger';
import { INTERACTION_KINDS } from '@guanxi/shared/relations';
import {
  Choice,
  DateField,
  Flag,
  Instant,
  Int,
  Ref,
  RefField,
  Text,
  type RefView,
} from '../../../kernel/http/fields.js';

export class InteractionInput {
  @Ref() customerId!: string;
  @Ref({ optional: true, description: 'A contact of that customer' }) contactId?: string | null;
  @Choice(INTERACTION_KINDS) kind!: (typeof INTERACTION_KINDS)[number];
  @Instant({ optional: true, description: 'Now where missing' }) at?: string | null;
  @Text(2000) summary!: string;
  @Text(2000, { optional: true }) result?: string | null;
  @Text(500, { optional: true }) nextStep?: string | null;
  @DateField({ optional: true, description: 'The day for which the next step is promised; another day opens it again' })
  nextDate?: string | null;
}
export class InteractionPatch extends PartialType(OmitType(InteractionInput, ['customerId'] as const), {
  skipNullProperties: false,
}) {}

export class InteractionView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @RefField() customer!: RefView;
  @RefField({ optional: true }) contact!: RefView | null;
  @RefField() owner!: RefView;
  @Choice(INTERACTION_KINDS) kind!: string;
  @Instant() at!: string;
  @Text(2000) summary!: string;
  @Text(2000, { optional: true }) result!: string | null;
  @Text(500, { optional: true }) nextStep!: string | null;
  @DateField({ optional: true }) nextDate!: string | null;
  @Flag() nextDone!: boolean;
}
