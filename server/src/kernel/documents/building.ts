import { changesBetween, type FieldChange } from '../audit/audit.js';
import { DomainError } from '../errors/domain-error.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';

/** Puts the values that are given onto an object; what is undefined stays as it is. */
export function assignGiven(target: object, values: object): void {
  for (const [name, value] of Object.entries(values as Record<string, unknown>))
    if (value !== undefined) Object.assign(target, { [name]: value });
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

/**
 * A new document takes the company of what it is about, such as a warehouse; one that exists keeps its own.
 * @throws DomainError 422 `company.mixed`
 */
export function assignCompany(document: DocumentHeader, of: { companyId: string; name: string }, isNew: boolean): void {
  if (isNew) document.companyId = of.companyId;
  else assertCompany(document, of);
}

/** @throws DomainError 422 `company.mixed` when what the document is about belongs to another company. */
export function assertCompany(document: DocumentHeader, of: { companyId: string; name: string }): void {
  if (document.companyId !== of.companyId) throw new DomainError('company.mixed', { number: of.name });
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

/** Lines in their order, as those of a document. */
export const numbered = (documentId: string, lines: readonly DocumentLine[]): DocumentLine[] =>
  lines.map((line, index) => ({ ...line, documentId, lineNo: index + 1 }));

/** What differs between two states of a document's lines, as `lines.<number>.<field>`. */
export function lineChanges(before: readonly DocumentLine[], after: readonly DocumentLine[]): FieldChange[] {
  const old = new Map(before.map((line) => [line.id, line]));
  const kept = new Set(after.map((line) => line.id));
  const changed = after.flatMap((line) =>
    changesBetween(old.get(line.id), line)
      .filter(
        ({ field }) =>
          !['id', 'documentId', 'lineNo'].includes(field) &&
          (old.has(line.id) || field === 'productId' || field === 'quantity' || field === 'amount'),
      )
      .map((change) => ({ ...change, field: `lines.${line.lineNo}.${change.field}` })),
  );
  const gone = before
    .filter((line) => !kept.has(line.id))
    .map((line) => ({ field: `lines.${line.lineNo}`, from: 'removed' }));
  return [...changed, ...gone];
}
