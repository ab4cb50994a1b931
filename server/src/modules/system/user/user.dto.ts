import { PartialType } from '@nestjs/swagger';
import {
  Choice,
  Flag,
  Int,
  Instant,
  Ref,
  RefField,
  Refs,
  Text,
  Shown,
  type RefView,
} from '../../../kernel/http/fields.js';

export class UserInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing' }) companyId?: string | null;
  @Text(100, { pattern: /^[a-z0-9][a-z0-9._@-]*$/i, hint: 'a-z 0-9 . _ @ -' }) login!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) title?: string | null;
  @Text(200, { optional: true, pattern: /^[^\s@]+@[^\s@]+$/, hint: 'name@example.com' }) email?: string | null;
  @Text(40, { optional: true }) phone?: string | null;
  @Ref({ optional: true }) departmentId?: string | null;
  @Ref({ optional: true }) superiorId?: string | null;
  @Refs(50, { optional: true }) roleIds?: string[] | null;
  @Choice(['zh-CN', 'en'], { optional: true }) language?: 'zh-CN' | 'en' | null;
}
export class UserPatch extends PartialType(UserInput, { skipNullProperties: false }) {}

export class UserView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(100) login!: string;
  @Text(100) name!: string;
  @Text(100, { optional: true }) title!: string | null;
  @Text(200, { optional: true }) email!: string | null;
  @Text(40, { optional: true }) phone!: string | null;
  @RefField() company!: RefView;
  @RefField({ optional: true }) department!: RefView | null;
  @RefField({ optional: true }) superior!: RefView | null;
  @Refs(50) roleIds!: string[];
  @Choice(['zh-CN', 'en']) language!: string;
  @Flag() active!: boolean;
}
export class OneTimeLinkView {
  @Shown({ type: String, description: 'Path of the page that the link opens; works once within 72 hours' })
  link!: string;
}
