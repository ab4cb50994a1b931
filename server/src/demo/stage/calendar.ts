import { addDays, type DateOnly } from '@guanxi/shared/kernel';
import type { Random } from './random.js';

/** How much is traded in each month, January first: quiet around the spring festival, busy before the year ends. */
const SEASON = [0.9, 0.6, 1.1, 1.05, 1.1, 1, 0.9, 0.95, 1.15, 1, 1.2, 1.25];
/** From the first day of the span to the last the trade grows by so much. */
const GROWTH = 1.2;

const weekdayOf = (day: DateOnly): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The day itself, or the Monday after a weekend. */
export function workday(day: DateOnly): DateOnly {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}

/** The last working day up to a day. */
export function workdayBefore(day: DateOnly): DateOnly {
  const weekday = weekdayOf(day);
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

/** All days from one to another, both included. */
export function daysBetween(first: DateOnly, last: DateOnly): DateOnly[] {
  const days: DateOnly[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Working days in rising order, as the season and the growth of the company have it. */
export function seasonalDays(random: Random, count: number, first: DateOnly, last: DateOnly): DateOnly[] {
  const days = daysBetween(first, last);
  const weights = days.map((day, index) => {
    if ([0, 6].includes(weekdayOf(day))) return 0;
    return (1 + (GROWTH * index) / days.length) * SEASON[Number(day.slice(5, 7)) - 1]!;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [index, reached] = [0, 0];
  return Array.from({ length: count }, (_, position) => {
    const wanted = ((position + random.next()) / count) * total;
    while (index < days.length - 1 && reached + weights[index]! <= wanted) reached += weights[index++]!;
    return workdayBefore(days[index]!);
  });
}

/** The instant at which clocks in a time zone show this day and time (`09:30`). */
export function instantIn(timeZone: string, day: DateOnly, time: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`);
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'medium', hour12: false });
  const [date, clock] = parts.format(asUtc).split(', ') as [string, string];
  const shown = new Date(`${date}T${clock.replace(/^24/, '00')}Z`);
  return new Date(asUtc.getTime() * 2 - shown.getTime());
}

/** Something that happens on a day; `day` is the day on which it comes to pass. */
export type Happening = (day: DateOnly) => Promise<void>;

/** The year, day by day. What is put on a day after the last one has not happened yet. */
export class Calendar {
  private readonly days = new Map<DateOnly, Happening[]>();

  constructor(
    private readonly first: DateOnly,
    readonly today: DateOnly,
  ) {}

  /** Puts something on the working day that is nearest after `day`. */
  at(day: DateOnly, happening: Happening): void {
    const when = workday(day < this.first ? this.first : day);
    this.days.set(when, [...(this.days.get(when) ?? []), happening]);
  }

  /** Lets the year pass; what happens may put more on the same or a later day. */
  async pass(): Promise<void> {
    for (const day of daysBetween(this.first, this.today)) {
      for (let next = this.take(day); next; next = this.take(day)) await next(day);
    }
  }

  private take(day: DateOnly): Happening | undefined {
    return this.days.get(day)?.shift();
  }
}
