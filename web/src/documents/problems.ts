import type { ApiError } from '@/api/error';
import { isRef, type Edits, type LinesUi, type ResourceUi } from './document-ui';
import type { Errors } from './formRules';
import { at, fieldOfPointer, filledIndexes } from './values';

type Facts = Readonly<Record<string, unknown>>;

/** What a refusal is about, where its facts do not name the entry. */
const FIELD_OF: Partial<Record<string, string>> = {
  'period.closed': 'date',
  'credit.exceeded': 'customer',
  'fund.insufficient': 'fundAccount',
  'currency.mismatch': 'fundAccount',
};
/** Column that a refusal of a line is about: the first of these that the line has. */
const COLUMNS_OF: Partial<Record<string, string[]>> = {
  'stock.unit': ['unit'],
  'settlement.exceeded': ['amount'],
  'stock.insufficient': ['quantity'],
  'fulfilment.exceeded': ['quantity'],
  'amendment.below-done': ['quantity'],
};

const rowsOf = (lines: LinesUi, edits: Edits): Edits[] => {
  const rows = edits[lines.key];
  return Array.isArray(rows) ? (rows as Edits[]) : [];
};

function isAbout(line: Edits, { productId, product, number }: Facts): boolean {
  return Object.values(line)
    .filter(isRef)
    .some((ref) => ref.id === productId || ref.name === product || (number !== undefined && ref.name === number));
}

/** The row of the form that a refusal speaks of; the server counts only the lines that were sent. */
function rowOf(lines: LinesUi, edits: Edits, facts: Facts): number | undefined {
  if (typeof facts['lineNo'] === 'number') return filledIndexes(lines, edits)[facts['lineNo'] - 1];
  const row = rowsOf(lines, edits).findIndex((line) => isAbout(line, facts));
  return row < 0 ? undefined : row;
}

function lineEntry(lines: LinesUi, code: string, row: number): string {
  const column = COLUMNS_OF[code]?.find((key) => lines.columns.some((item) => item.key === key));
  return `${lines.key}.${row}.${column ?? lines.columns[0]?.key ?? ''}`;
}

/** The field that holds the value which exists already; of keys of several columns the last one is what was typed. */
const fieldHolding = (ui: ResourceUi, edits: Edits, value: unknown): string | undefined =>
  ui.sections
    .flatMap((section) => section.fields)
    .find((field) => String(edits[field.key] ?? '') === String(value).split(', ').at(-1))?.key;

/** The entry that a refusal is about, if it is about one. */
function entryOf(ui: ResourceUi, edits: Edits, code: string, facts: Facts): string | undefined {
  const { lines } = ui;
  if (typeof facts['field'] === 'string') return sentEntry(ui, edits, `/${facts['field']}`);
  if (code === 'record.exists') return fieldHolding(ui, edits, facts['value']);
  if (lines && code === 'document.empty') return lines.key;
  const row = lines && rowOf(lines, edits, facts);
  if (lines && row !== undefined) return lineEntry(lines, code, row);
  return FIELD_OF[code];
}

/** The entry at a pointer into the request, in which lines that were not begun are left out. */
function sentEntry(ui: ResourceUi, edits: Edits, pointer: string): string {
  const entry = fieldOfPointer(ui, pointer);
  const [first = '', index, ...rest] = entry.split('.');
  if (!ui.lines || first !== ui.lines.key || index === undefined) return entry;
  return [first, filledIndexes(ui.lines, edits)[Number(index)] ?? index, ...rest].join('.');
}

const isShown = (ui: ResourceUi, entry: string): boolean => {
  const [first] = entry.split('.');
  return first === ui.lines?.key || ui.sections.some((section) => section.fields.some(({ key }) => key === first));
};

/** A refusal beside what it is about; `all` says whether nothing is left to be said elsewhere. */
export function placed(ui: ResourceUi, edits: Edits, error: ApiError): { errors: Errors; all: boolean } {
  const found =
    error.fields.length > 0
      ? error.fields.map((item) => [sentEntry(ui, edits, item.pointer), item.detail] as const)
      : [[entryOf(ui, edits, error.code, error.facts), error.problem.detail ?? error.code] as const];
  const shown = found.filter((item): item is [string, string] => item[0] !== undefined && isShown(ui, item[0]));
  return { errors: Object.fromEntries(shown), all: shown.length === found.length };
}

/** What an entry was when the problem was found: a line or another part as a whole, because its cells depend on each other. */
export function heldBy(edits: Edits, entry: string): string {
  const [first = '', part] = entry.split('.');
  return JSON.stringify(at(edits, part === undefined ? first : `${first}.${part}`)) ?? '';
}
