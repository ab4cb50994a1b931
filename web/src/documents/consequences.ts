import type { Column, ResourceUi, Row } from './document-ui';
import { isRef } from './document-ui';
import { at } from './values';

/** A value that an act changes, of the document or of one of its lines. */
export interface Change {
  column: Column;
  before: Row;
  after: Row;
  /** The line, by what it is about. */
  line?: string;
}

const HEAD: Column[] = [
  { key: 'status', kind: 'status' },
  { key: 'number', kind: 'number' },
  { key: 'revision', kind: 'integer' },
];
/** Quantities of lines that others change, beside what the page shows. */
const BESIDE: Column[] = ['ordered', 'delivered', 'invoiced', 'reserved', 'available'].map((key) => ({
  key,
  kind: 'quantity',
}));
/** When something was done is no consequence of doing it. */
const isTold = ({ kind }: Column): boolean => kind !== 'instant';

/** A question about a document that has no number yet, without the gap where it would stand. */
export const askedOf = (question: string): string => question.replace(/\s+(?=[?？]$)/, '');

/** A share is null until there is something to be done, which is as good as nothing done. */
const told = (row: Row, { key, kind }: Column): string =>
  kind === 'progress' ? String(Number(at(row, key) ?? 0)) : (JSON.stringify(at(row, key)) ?? '');
const changed = (columns: Column[], before: Row, after: Row): Change[] => {
  const known = new Map(columns.filter(isTold).map((column) => [column.key, column]));
  return [...known.values()]
    .filter((column) => at(before, column.key) !== undefined && told(before, column) !== told(after, column))
    .map((column) => ({ column, before, after }));
};

const linesOf = (view: Row, key: string): Row[] => (Array.isArray(view[key]) ? (view[key] as Row[]) : []);
const subjectOf = (line: Row): string => {
  const subject = ['product', 'item'].map((key) => line[key]).find(isRef);
  return subject?.name ?? String(line['description'] ?? line['lineNo'] ?? '');
};

function lineChanges(ui: ResourceUi, before: Row, after: Row): Change[] {
  if (!ui.lines) return [];
  const { key, view } = ui.lines;
  const columns = [...view.filter(({ kind }) => kind !== 'progress'), ...BESIDE];
  const next = new Map(linesOf(after, key).map((line) => [line['id'], line]));
  return linesOf(before, key).flatMap((line) => {
    const then = next.get(line['id']);
    return then ? changed(columns, line, then).map((change) => ({ ...change, line: subjectOf(line) })) : [];
  });
}

/** What an act would change: the document as it is beside the document as a dry run answers it. */
export const changesOf = (ui: ResourceUi, before: Row, after: Row): Change[] => [
  ...changed([...HEAD, ...ui.columns, ...ui.facts], before, after),
  ...lineChanges(ui, before, after),
];
