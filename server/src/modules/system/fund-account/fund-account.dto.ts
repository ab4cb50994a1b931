import { PartialType } from '@nestjs/swagger';
import {
  Choice,
  DecimalField,
  Flag,
  Instant,
  Int,
  Ref,
  RefField,
  Text,
  type RefView,
} from '../../../kernel/http/fields.js';

const KINDS = ['bank', 'cash'] as const;

export class FundAccountInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Choice(KINDS) kind!: (typeof KINDS)[number];
  @Text(3, { pattern: /^[A-Z]{3}$/, hint: 'CNY', description: 'Stays once the account has movements' })
  currency!: string;
  @Text(100, { optional: true }) bankName?: string | null;
  @Text(60, { optional: true }) accountNo?: string | null;
  @Flag({ optional: true, description: 'May go below zero' }) overdraft?: boolean | null;
}
export class FundAccountPatch extends PartialType(FundAccountInput, { skipNullProperties: false }) {}

export class FundAccountView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @RefField() company!: RefView;
  @Text(40) code!: string;
  @Text(100) name!: string;
  @Choice(KINDS) kind!: string;
  @Text(3) currency!: string;
  @Text(100, { optional: true }) bankName!: string | null;
  @Text(60, { optional: true }) accountNo!: string | null;
  @Flag() overdraft!: boolean;
  @DecimalField({ description: 'Sum of the fund ledger; nobody sets it' }) balance!: string;
}
