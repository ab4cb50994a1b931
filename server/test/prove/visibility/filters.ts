import type { Shown } from '../../support/actor.js';

/** A filter that fits a row, and whether the row must be in what it leaves. */
export interface Fit {
  readonly query: string;
  /** Undefined where instants are shown less precisely than they are compared. */
  readonly keeps: boolean | undefined;
}

const RESERVED = new Set(['limit', 'cursor', 'sort', 'q', 'fields', 'count']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const KEEPS: Readonly<Record<string, boolean>> = {
  ...{ eq: true, in: true, contains: true, gte: true, lte: true },
  ...{ ne: false, gt: false, lt: false },
};

/** The values of a documented filter that a row has something to do with; none where the row has no value. */
export function fitsOf(row: Shown, filter: string): Fit[] {
  const [, field = '', operator = 'eq'] = /^(\w+)(?:\[(\w+)\])?$/.exec(filter) ?? [];
  if (RESERVED.has(field)) return [];
  const value: unknown = row[field] ?? (row[field.replace(/Id$/, '')] as Shown | undefined)?.id;
  const fit = (text: string, keeps: boolean | undefined): Fit => ({
    query: `${encodeURIComponent(filter)}=${encodeURIComponent(text)}`,
    keeps,
  });
  if (typeof value === 'object' || value === undefined) return [];
  if (operator === 'empty') return [fit('true', false), fit('false', true)];
  const isExact = typeof value !== 'string' || !INSTANT.test(value);
  return [fit(String(value), isExact || operator === 'gte' ? KEEPS[operator] : undefined)];
}
