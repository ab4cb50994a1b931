import type { TimelineItem } from '@/api/types';
import { dayOf, listed } from '@/ui/format';
import { isRef } from './document-ui';

export interface TimelineDay {
  day: string;
  today: boolean;
  items: TimelineItem[];
}

export function groupByDay(items: TimelineItem[], now = new Date()): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const item of items) {
    const day = dayOf(new Date(item.at));
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, today: day === dayOf(now), items: [item] });
  }
  return days;
}

/** A value of a change as a person reads it. */
export function changeText(value: unknown, empty: string): string {
  if (value === null || value === undefined || value === '') return empty;
  if (isRef(value)) return value.name;
  if (Array.isArray(value)) return value.length ? listed(value.map((item) => changeText(item, empty))) : empty;
  if (typeof value === 'object') return 'name' in value ? String(value.name) : JSON.stringify(value);
  return String(value);
}
