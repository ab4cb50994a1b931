import { PartialType } from '@nestjs/swagger';
import { Flag, Instant, Int, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class DepartmentInput {
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Ref({ optional: true }) parentId?: string | null;
  @Ref({ optional: true }) headId?: string | null;
  @Ref({ optional: true }) releaserId?: string | null;
}
export class DepartmentPatch extends PartialType(DepartmentInput, { skipNullProperties: false }) {}

export class DepartmentView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @RefField({ optional: true }) parent!: RefView | null;
  @RefField({ optional: true }) head!: RefView | null;
  @RefField({ optional: true }) releaser!: RefView | null;
}
