import { FIELD_RULES, type ResourceDefinition } from '@guanxi/shared/kernel';
import type { FieldRule, FieldRules } from '@/api/types';
import { definitions } from './definitions';

/** The resources with fields that a role may be kept from, as their definitions declare. */
export const sensitiveResources = definitions.filter(({ sensitive }) => sensitive.length > 0);

/** Where nothing can be changed, `read-only` would forbid nothing. */
export const rulesFor = (resource: ResourceDefinition): readonly FieldRule[] =>
  FIELD_RULES.filter((rule) => rule !== 'read-only' || resource.actions.includes('update'));

/** The rules with one of them set, or taken away; resources without a rule are left out. */
export function withRule(rules: FieldRules, type: string, field: string, rule: FieldRule | null): FieldRules {
  const { [field]: _old, ...kept } = rules[type] ?? {};
  const { [type]: _before, ...others } = rules;
  const own = rule ? { ...kept, [field]: rule } : kept;
  return Object.keys(own).length > 0 ? { ...others, [type]: own } : others;
}
