import { PartialType } from '@nestjs/swagger';
import { DateField, Flag, Instant, Int, Ref, RefField, type RefView } from '../../../kernel/http/fields.js';

export class PeriodInput {
  @DateField({ description: 'Nothing is posted up to and including this day' }) closedThrough!: string;
  @DateField({ description: 'Up to here nobody can open the books again; only moves forward' }) lockedThrough!: string;
}
export class PeriodPatch extends PartialType(PeriodInput, { skipNullProperties: false }) {}

export class PeriodView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @RefField() company!: RefView;
  @DateField() closedThrough!: string;
  @DateField() lockedThrough!: string;
}
