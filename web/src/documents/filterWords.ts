import type { Filter } from './document-ui';

const DAY = 86_400_000;

export const nextDay = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
export const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10);

/** The several values of a choice, whichever way they are written. */
export function chosenValues(filter: Filter, state: Record<string, string>): string[] {
  const many = state[`${filter.key}[in]`];
  if (many) return many.split(',');
  const one = state[filter.key];
  return one ? [one] : [];
}

/** One value is written plainly, several as a list. */
export function choiceParams(filter: Filter, values: string[]): Record<string, string | undefined> {
  return {
    [filter.key]: values.length === 1 ? values[0] : undefined,
    [`${filter.key}[in]`]: values.length > 1 ? values.join(',') : undefined,
  };
}

/** A range of days is shown with both ends included; the request excludes its end. */
export function dayRange(filter: Filter, state: Record<string, string>): [string, string] {
  const end = state[`${filter.key}[lt]`];
  return [state[`${filter.key}[gte]`] ?? '', end ? dayBefore(end) : ''];
}

export const dayParams = (filter: Filter, from: string, to: string): Record<string, string | undefined> => ({
  [`${filter.key}[gte]`]: from || undefined,
  [`${filter.key}[lt]`]: to ? nextDay(to) : undefined,
});

export const rangeText = (from: string, to: string): string => {
  if (!from && !to) return '';
  if (from && to) return from === to ? from : `${from} – ${to}`;
  return from ? `≥ ${from}` : `≤ ${to}`;
};

export function numberText(filter: Filter, state: Record<string, string>): string {
  const from = state[`${filter.key}[gte]`];
  const below = state[`${filter.key}[lt]`];
  return [from && `≥ ${from}`, below && `< ${below}`].filter(Boolean).join(' ');
}
