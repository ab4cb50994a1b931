import type { FieldRules } from '@/api/types';
import { resourceByType } from '@/documents/registry';
import { useTexts } from '@/documents/useTexts';

/** Field rules and the words for them. */
export function useFieldRules() {
  const { t, many, label } = useTexts();

  function resourceName(type: string): string {
    const ui = resourceByType(type);
    return ui ? many(ui) : type;
  }
  function fieldName(type: string, field: string): string {
    const ui = resourceByType(type);
    return ui ? label(ui, field) : field;
  }
  const ruleName = (rule: string) => t(`system.options.fieldRule.${rule}`);
  const rulesOf = (value: unknown): FieldRules =>
    typeof value === 'object' && value !== null ? (value as FieldRules) : {};

  return { resourceName, fieldName, ruleName, rulesOf };
}
