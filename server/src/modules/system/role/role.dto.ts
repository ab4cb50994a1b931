import { PartialType } from '@nestjs/swagger';
import { FIELD_RULES, MODULES, SCOPES, type FieldRule, type ModuleName, type Scope } from '@guanxi/shared/kernel';
import { Flag, Instant, Int, Ref, Refs, Text, Texts, WordMap } from '../../../kernel/http/fields.js';

const isScope = (module: string, scope: unknown): boolean =>
  MODULES.includes(module as ModuleName) && SCOPES.includes(scope as Scope);
const isRules = (_: string, rules: unknown): boolean =>
  typeof rules === 'object' &&
  rules !== null &&
  Object.values(rules).every((rule) => FIELD_RULES.includes(rule as FieldRule));

export class RoleInput {
  @Text(100) name!: string;
  @Texts(1000, 100) permissions!: string[];
  @WordMap(isScope, { optional: true, description: 'Scope by module; own where nothing is said' }) scopes?: Partial<
    Record<ModuleName, Scope>
  > | null;
  @Refs(200, { optional: true }) scopeDepartmentIds?: string[] | null;
  @WordMap(isRules, { optional: true, description: 'hidden, masked or read-only by resource type and field' })
  fieldRules?: Record<string, Record<string, FieldRule>> | null;
}
export class RolePatch extends PartialType(RoleInput, { skipNullProperties: false }) {}

export class RoleView {
  @Ref() id!: string;
  @Int(1, 1e9) version!: number;
  @Flag() archived!: boolean;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Text(100) name!: string;
  @Texts(1000, 100) permissions!: string[];
  @WordMap(isScope) scopes!: Record<string, string>;
  @Refs(200) scopeDepartmentIds!: string[];
  @WordMap(isRules) fieldRules!: Record<string, Record<string, string>>;
  @Flag() builtIn!: boolean;
}
