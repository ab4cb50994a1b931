/** A calendar day, `YYYY-MM-DD`. */
export type DateOnly = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for an existing day between 1900 and 9999. */
export function isDateOnly(value: unknown): value is DateOnly {
  const match = typeof value === 'string' ? DAY.exec(value) : null;
  if (!match || Number(match[1]) < 1900) return false;
  const date = new Date(`${match[0]}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === match[0];
}

/** A time zone with the day of the last minute that was asked for: since 1972 all zones differ from UTC by whole minutes. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  minute: number;
  day: DateOnly;
}
const zones = new Map<string, Zone>();

/** The calendar day of an instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date): DateOnly {
  const zone = zones.get(timeZone) ?? {
    format: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    ...{ minute: NaN, day: '' },
  };
  zones.set(timeZone, zone);
  const minute = Math.floor(instant.getTime() / 60_000);
  if (minute !== zone.minute) Object.assign(zone, { minute, day: zone.format.format(instant) });
  return zone.day;
}

/** `day` plus a number of days, which may be negative. */
export function addDays(day: DateOnly, days: number): DateOnly {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`; negative when it lies before. */
export const daysBetween = (from: DateOnly, to: DateOnly): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
