const MINUS = '−';
const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Rounds the text of a decimal half away from zero, for showing only: sums and prices are made by the shared arithmetic.
 * Kept free of it, because every page shows figures and few calculate.
 */
function rounded(value: string, digits: number): { negative: boolean; whole: string; fraction: string } | null {
  const match = PLAIN.exec(value);
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const units = (kept + (Number(fraction[digits] ?? '0') >= 5 ? 1n : 0n)).toString().padStart(digits + 1, '0');
  const point = units.length - digits;
  return { negative: sign !== '' && /[1-9]/.test(units), whole: units.slice(0, point), fraction: units.slice(point) };
}

/** `1020176` → `1,020,176.00`; a real minus sign; the input is a decimal string and stays exact. */
export function formatDecimal(value: unknown, digits: number): string {
  if (value === null || value === undefined || value === '') return '';
  const parts = rounded(String(value), digits);
  if (!parts) return String(value);
  const grouped = parts.whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${parts.negative ? MINUS : ''}${grouped}${digits > 0 ? `.${parts.fraction}` : ''}`;
}

/** Quantities show the digits they have, at most six. */
export function formatQuantity(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const [, fraction = ''] = String(value).split('.');
  return formatDecimal(value, Math.min(6, fraction.replace(/0+$/, '').length));
}

/** A share between 0 and 1 as whole percents; never 100 before it is full. */
export function sharePercent(share: unknown): number {
  const value = Number(share ?? 0);
  if (!Number.isFinite(value) || value <= 0) return 0;
  if (value >= 1) return 100;
  return Math.min(99, Math.max(1, Math.round(value * 100)));
}

const SYMBOLS: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', JPY: 'JP¥', HKD: 'HK$' };
export const currencySymbol = (code: string | null | undefined): string => (code ? (SYMBOLS[code] ?? `${code} `) : '');

/** `−¥89,960.00`: the sign stands before the symbol. */
export function formatMoney(value: unknown, currency: string | null | undefined, digits: number): string {
  const text = formatDecimal(value, digits);
  if (text === '') return '';
  const sign = text.startsWith(MINUS) ? MINUS : '';
  return `${sign}${currencySymbol(currency)}${text.slice(sign.length)}`;
}

const pad = (value: number) => String(value).padStart(2, '0');
export const dayOf = (date: Date): string => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** MM-DD this year, YYYY-MM-DD else. */
export function formatDay(value: unknown, now = new Date()): string {
  if (typeof value !== 'string' || value === '') return '';
  const day = value.slice(0, 10);
  return day.startsWith(`${now.getFullYear()}-`) ? day.slice(5) : day;
}

const DAY = 86_400_000;

/** Whole days from `day` until today; positive when late. */
export function daysLate(day: unknown, now = new Date()): number {
  if (typeof day !== 'string' || day === '') return 0;
  return Math.round((Date.parse(dayOf(now)) - Date.parse(day.slice(0, 10))) / DAY);
}

export function formatTime(value: string): string {
  const date = new Date(value);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

export function formatInstant(value: unknown): string {
  if (typeof value !== 'string') return '';
  const date = new Date(value);
  return `${dayOf(date)} ${formatTime(value)}`;
}

export type Ago = { unit: 'now' | 'minutes' | 'hours' | 'yesterday' | 'day'; count: number; text: string };

/** Relative under 24 hours, then "yesterday 16:05", then the day. */
export function ago(value: string, now = new Date()): Ago {
  const date = new Date(value);
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  const text = formatDay(dayOf(date), now);
  if (minutes < 1) return { unit: 'now', count: 0, text };
  if (minutes < 60) return { unit: 'minutes', count: minutes, text };
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60), text };
  if (daysLate(dayOf(date), now) === 1) return { unit: 'yesterday', count: 1, text: formatTime(value) };
  return { unit: 'day', count: 0, text };
}

export function formatSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** Names or words one after the other, as the language of the page sets them apart. */
export const listed = (words: string[]): string => words.join(document.documentElement.lang === 'en' ? ', ' : '、');
