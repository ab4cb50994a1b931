import { PartialType } from '@nestjs/swagger';
import { Flag, Instant, Int, Ref, RefField, Text, type RefView } from '../../../kernel/http/fields.js';

export class CategoryInput {
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Ref({ optional: true }) parentId?: string | null;
}
export class CategoryPatch extends PartialType(CategoryInput, { skipNullProperties: false }) {}

export class CategoryView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @RefField({ optional: true }) parent!: RefView | null;
}
