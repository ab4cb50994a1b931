import { RELEASE_POLICIES, type ReleasePolicy } from '@guanxi/shared/documents';
import { PartialType } from '@nestjs/swagger';
import { Choice, Flag, Instant, Int, Ref, Refs, Text } from '../../../kernel/http/fields.js';

export class CompanyFacts {
  @Text(200) name!: string;
  @Choice(['zh-CN', 'en']) language!: 'zh-CN' | 'en';
  @Text(60) timeZone!: string;
  @Refs(20) finalPoolIds!: string[];
  @Choice(RELEASE_POLICIES) releasePolicy!: ReleasePolicy;
}
/** A new company has the base currency of the first, since exchange rates are towards it. */
export class CompanyInput extends CompanyFacts {
  @Text(2, { pattern: /^[A-Z]{2}$/, hint: 'CN' }) country!: string;
}
export class CompanyPatch extends PartialType(CompanyFacts, { skipNullProperties: false }) {}

export class CompanyView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(200) name!: string;
  @Text(2) country!: string;
  @Text(60) timeZone!: string;
  @Choice(['zh-CN', 'en']) language!: string;
  @Text(3) baseCurrency!: string;
  @Text(20) preset!: string;
  @Flag() demo!: boolean;
  @Choice(RELEASE_POLICIES) releasePolicy!: string;
  @Refs(20) finalPoolIds!: string[];
}
