import { isDecimal, isPositive } from '@guanxi/shared/kernel';
import { isBlank } from '@/documents/values';
import type { Row } from '@/documents/document-ui';

export const UNIT_KEYS = ['unit', 'numerator', 'denominator'] as const;
export type UnitKey = (typeof UNIT_KEYS)[number];

/** The units that one of a product may still be: none is named twice, or like the base unit. */
export function unitsLeft(codes: readonly string[], base: unknown, units: readonly Row[], index: number): string[] {
  const taken = new Set([base, ...units.filter((_unit, at) => at !== index).map(({ unit }) => unit)]);
  return codes.filter((code) => !taken.has(code));
}

/** Whether this entry of a unit is what keeps it from being saved. */
export function isWrong(key: UnitKey, base: unknown, units: readonly Row[], index: number): boolean {
  const value = units[index]?.[key];
  if (key !== 'unit') return !isDecimal(value) || !isPositive(value);
  return isBlank(value) || unitsLeft([String(value)], base, units, index).length === 0;
}
