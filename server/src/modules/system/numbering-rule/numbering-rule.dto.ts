import { OmitType, PartialType } from '@nestjs/swagger';
import { Choice, Flag, Instant, Int, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

const DATE_PARTS = ['', 'yyyy', 'yyyyMM', 'yyyyMMdd'] as const;

export class NumberingRuleInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Text(40, { description: 'Type of the documents, such as sales-order' }) documentType!: string;
  @Text(8, { pattern: /^[A-Z0-9]{1,8}$/, hint: 'A-Z 0-9' }) prefix!: string;
  @Choice(DATE_PARTS, {
    optional: true,
    description: 'The counter starts again with each; as the type has it where missing',
  })
  datePart?: (typeof DATE_PARTS)[number] | null;
  @Int(3, 9, { optional: true, description: 'Digits of the counter, at least' }) digits?: number | null;
  @Flag({ optional: true, description: 'The number is given when the document takes effect, without gaps' }) gapless?:
    boolean | null;
  @Flag({ optional: true, description: 'Each department counts by itself; its code stands behind the prefix' })
  perDepartment?: boolean | null;
}
export class NumberingRulePatch extends PartialType(
  OmitType(NumberingRuleInput, ['documentType', 'companyId'] as const),
  {
    skipNullProperties: false,
  },
) {}

export class NumberingRuleView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) documentType!: string;
  @RefField() company!: RefView;
  @Text(8) prefix!: string;
  @Choice(DATE_PARTS) datePart!: string;
  @Int(3, 9) digits!: number;
  @Flag() gapless!: boolean;
  @Flag() perDepartment!: boolean;
}
