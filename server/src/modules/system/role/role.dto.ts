import { PartialType } from '@nestjs/swagger';
import { FIELD_RULES, MODULES, SCOPES, type FieldRule, type ModuleName, type Scope } from '@guanxi/shared/kernel';
import { Flag, Instant, Int, Ref, Refs, Text, Texts, WordMap } from '../../../kernel/http/fields.js';

const isScope = (module: string, scope: unknown): boolean =>
  MODULES.includes(module as ModuleName) && SCOPES.includes(scope as Scope);
const isRules = (_: string, rules: unknown): boolean =>
  typeof rules === 'object' &&
  rules !== null &&
  Object.values(rules).every((rule) => FIELD_RULES.includes(rule as FieldRule));

const SCOPE = { type: 'string', enum: [...SCOPES] };
/** What may be done to the fields of one resource. */
export const RULES_OF_FIELDS = {
  type: 'object',
  additionalProperties: { type: 'string', enum: [...FIELD_RULES] },
};

/** Rules by resource type and field. */
export type FieldRulesOfTypes = Readonly<Record<string, Readonly<Record<string, FieldRule>>>>;

export class RoleInput {
  @Text(100) name!: string;
  @Texts(1000, 100) permissions!: string[];
  @WordMap(isScope, { optional: true, values: SCOPE, description: 'Scope by module; own where nothing is said' })
  scopes?: Partial<Record<ModuleName, Scope>> | null;
  @Refs(200, { optional: true }) scopeDepartmentIds?: string[] | null;
  @WordMap(isRules, {
    optional: true,
    values: RULES_OF_FIELDS,
    description: 'hidden, masked or read-only by resource type and sensitive field',
  })
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
  @WordMap(isScope, { values: SCOPE }) scopes!: Record<string, string>;
  @Refs(200) scopeDepartmentIds!: string[];
  @WordMap(isRules, { values: RULES_OF_FIELDS }) fieldRules!: Record<string, Record<string, string>>;
  @Flag() builtIn!: boolean;
}
