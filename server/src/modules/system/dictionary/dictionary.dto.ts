import { OmitType, PartialType } from '@nestjs/swagger';
import { Flag, Instant, Int, Ref, Text } from '../../../kernel/http/fields.js';

export class DictionaryInput {
  @Text(40, {
    pattern: /^[a-z][a-z0-9-]*$/,
    hint: 'a-z 0-9 -',
    description: 'What is chosen: industry, region, level …',
  })
  type!: string;
  @Text(40, { description: 'What records keep; unique within the type' }) code!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) nameEn?: string | null;
  @Int(0, 1e6, { optional: true, description: 'Place in the type; at its end where missing' }) sortNo?: number | null;
}
/** Records keep the code, so type and code stay as they are. */
export class DictionaryPatch extends PartialType(OmitType(DictionaryInput, ['type', 'code'] as const), {
  skipNullProperties: false,
}) {}

export class DictionaryView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(40) type!: string;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) nameEn!: string | null;
  @Int(0, 1e6) sortNo!: number;
}
