import { PartialType } from '@nestjs/swagger';
import { Flag, Instant, Int, Lines, Ref, RefField, RefView, Refs, Text } from '../../../kernel/http/fields.js';

export class TeamInput {
  @Text(100) name!: string;
  @Ref({ optional: true }) leaderId?: string | null;
  @Refs(200, { optional: true }) memberIds?: string[] | null;
}
export class TeamPatch extends PartialType(TeamInput, { skipNullProperties: false }) {}

export class TeamView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(100) name!: string;
  @RefField({ optional: true }) leader!: RefView | null;
  @Refs(200) memberIds!: string[];
  @Lines(() => RefView, 200, { description: 'The members by name' }) members!: RefView[];
}
