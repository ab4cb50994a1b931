import * as customers from '@guanxi/shared/customers';
import * as inventory from '@guanxi/shared/inventory';
import { FIELD_RULES, type ResourceDefinition } from '@guanxi/shared/kernel';
import * as office from '@guanxi/shared/office';
import * as relations from '@guanxi/shared/relations';
import * as salesOrders from '@guanxi/shared/sales-orders';
import * as system from '@guanxi/shared/system';
import type { FieldRule, FieldRules } from '@/api/types';

const hasSensitive = (value: unknown): value is ResourceDefinition =>
  typeof value === 'object' && value !== null && 'sensitive' in value && Array.isArray(value.sensitive)
    ? value.sensitive.length > 0
    : false;

/** The resources with fields that a role may be kept from, as their definitions declare. */
export const sensitiveResources: ResourceDefinition[] = [customers, relations, salesOrders, inventory, office, system]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(hasSensitive);

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
