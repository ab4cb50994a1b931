import { isDecimal, sum } from '@guanxi/shared/kernel';

/** The exact sum of what is there; empty and masked values count for nothing. */
export const sumOf = (values: unknown[]): string => sum(values.filter((value) => isDecimal(value)));
