import { DomainError } from '../errors/domain-error.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';

/** Puts the values that are given onto an object; what is undefined stays as it is. */
export function assignGiven(target: object, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) if (value !== undefined) Object.assign(target, { [name]: value });
}

/** The header fields that most documents take from their input; null clears a note and the tags. */
export function assignHeader(
  document: DocumentHeader,
  input: { date?: string | null; note?: string | null; tags?: string[] | null },
): void {
  assignGiven(document, {
    date: input.date ?? undefined,
    note: input.note,
    tags: input.tags === null ? [] : input.tags,
  });
}

/** The id of a line that an input keeps; undefined for a new one. @throws DomainError 422 for the line of another document. */
export function keepLineId(
  id: string | null | undefined,
  lines: readonly DocumentLine[],
  index: number,
): string | undefined {
  if (!id) return undefined;
  if (!lines.some((line) => line.id === id)) throw new DomainError('record.unknown', { field: `lines/${index}/id` });
  return id;
}
