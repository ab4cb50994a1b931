import { compare, isDecimal } from '@guanxi/shared/kernel';

/** A condition on a field of the document; all conditions of a flow must hold. */
export interface FlowCondition {
  readonly field: string;
  readonly operator: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in';
  readonly value: string;
}

/** Who a step asks. Levels count from 1 for superiors (1 = direct) and from 0 for departments (0 = own). */
export type StepApprover =
  | { readonly kind: 'superior'; readonly level: number }
  | { readonly kind: 'department-head'; readonly level: number }
  | { readonly kind: 'role'; readonly roleId: string }
  | { readonly kind: 'users'; readonly userIds: readonly string[] };

/** A step: one of several approvers, all of them, or all in sequence. */
export interface FlowStep {
  readonly name: string;
  readonly approver: StepApprover;
  readonly mode: 'any' | 'all' | 'sequence';
}

function compareValues(actual: unknown, expected: string): number {
  if (isDecimal(actual) && isDecimal(expected)) return compare(actual, expected);
  const text = String(actual ?? '');
  return text < expected ? -1 : text > expected ? 1 : 0;
}

/** Whether a condition holds for the document's fields; decimals compare as numbers, the rest as text. */
export function holds({ field, operator, value }: FlowCondition, facts: Readonly<Record<string, unknown>>): boolean {
  const actual = facts[field];
  if (operator === 'in') return value.split(',').some((one) => compareValues(actual, one.trim()) === 0);
  const order = compareValues(actual, value);
  const outcome = { eq: order === 0, ne: order !== 0, gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 };
  return outcome[operator] && actual !== null && actual !== undefined;
}
