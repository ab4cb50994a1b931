import { randomUUIDv7 } from 'node:crypto';
import { addDays, daysBetween } from '@guanxi/shared/kernel';
import type { DocumentHeader, DocumentLine } from './document.entity.js';

type Uncopied = Readonly<Record<string, string | null>>;

/** Columns of every document that a copy takes over; the others of these columns are those of a blank document. */
const CONTENT = ['title', 'amount', 'currency', 'note', 'tags'] as const;

/** Those of the values whose properties an object has. */
const among = (target: object, values: Uncopied): Uncopied =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in target));

/**
 * The header of a copy. Dates keep their distance from the document's own: what fell due thirty days after the source falls
 * due thirty days after the copy.
 */
export function headerOf(
  source: DocumentHeader,
  { fresh, uncopied, dates }: { fresh: DocumentHeader; uncopied: Uncopied; dates: readonly string[] },
): DocumentHeader {
  const content = Object.fromEntries(CONTENT.map((name) => [name, source[name]]));
  const copy = Object.assign(Object.create(Object.getPrototypeOf(source) as object) as DocumentHeader, source);
  Object.assign(copy, fresh, content, among(source, uncopied));
  const days = daysBetween(source.date, fresh.date);
  const values = copy as unknown as Record<string, unknown>;
  for (const name of dates) {
    const date = values[name];
    if (name !== 'date' && typeof date === 'string') values[name] = addDays(date, days);
  }
  return copy;
}

/** A line of a copy. */
export const lineOf = (line: DocumentLine, uncopied: Uncopied): DocumentLine => ({
  ...line,
  ...among(line, uncopied),
  id: randomUUIDv7(),
});
