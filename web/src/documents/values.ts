import { isDecimal, subtract } from '@guanxi/shared/kernel';
import type { RecordView } from '@/api/types';
import type { Column, Edits, Field, LineColumn, LinesUi, ResourceUi, Row } from './document-ui';
import { isEntered, isRef } from './document-ui';

/** The value at a path: `customer.name`, `progress.delivery`. */
export function at(row: Row | null | undefined, path: string): unknown {
  let value: unknown = row;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Row)[part];
  }
  return value;
}

/** The value of a column, with the sign that it has among the others. */
export function figureAt(row: Row, { key, negative }: Column): unknown {
  const value = at(row, key);
  return isDecimal(value) && negative?.(row) ? subtract('0', value) : value;
}

/** The type that the key of a reference says: `fundAccount` is a `fund-account`. */
export const typeOfKey = (key: string): string =>
  (key.split('.').at(-1) ?? key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What the list is asked for to be sorted by a column. */
export const sortName = ({ key, sort }: Column): string => (typeof sort === 'string' ? sort : key);

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The name under which an entry is sent. */
export function sentAs(field: Pick<Field | LineColumn, 'key' | 'kind' | 'send'>): string {
  if (field.send) return field.send;
  if (field.kind === 'reference') return `${field.key}Id`;
  if (field.kind === 'references') return `${field.key.replace(/s$/, '')}Ids`;
  return field.key;
}

function sentValue(kind: Field['kind'] | LineColumn['kind'], value: unknown): unknown {
  if (kind === 'reference') return isRef(value) ? value.id : null;
  if (kind === 'references') return Array.isArray(value) ? value.filter(isRef).map((ref) => ref.id) : [];
  if (kind === 'integer') return isBlank(value) ? null : Number(value);
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return value ?? null;
}

const fieldsOfUi = (ui: ResourceUi): Field[] => ui.sections.flatMap((section) => section.fields);

export const fieldsFor = (ui: ResourceUi, creating: boolean): Field[] =>
  fieldsOfUi(ui).filter((field) => !field.only || (field.only === 'create') === creating);

/** What the form starts with. */
export function emptyEdits(ui: ResourceUi): Edits {
  const edits: Edits = {};
  for (const field of fieldsFor(ui, true)) {
    const value: unknown = typeof field.default === 'function' ? (field.default as () => unknown)() : field.default;
    edits[field.key] = value ?? (field.kind === 'flag' ? false : null);
  }
  if (ui.lines) edits[ui.lines.key] = [];
  return edits;
}

/** A line as the form edits it. */
export function lineEdits(lines: LinesUi, line: Row): Edits {
  const edits: Edits = { id: line['id'], ...lines.known?.(line) };
  for (const column of lines.columns) if (column.kind !== 'note') edits[column.key] = line[column.key] ?? null;
  for (const key of lines.keep ?? []) edits[key] = line[key] ?? null;
  return edits;
}

/** The names of all entries: what tells one form from another. */
export const entriesOf = (ui: ResourceUi): string =>
  [...fieldsOfUi(ui), ...(ui.lines?.columns.map(({ key }) => ({ key: `${ui.lines?.key ?? ''}.${key}` })) ?? [])]
    .map(({ key }) => key)
    .join();

/** The record as the form edits it; the record itself stays untouched. */
export function editsOf(ui: ResourceUi, record: RecordView): Edits {
  const edits: Edits = {};
  for (const field of fieldsOfUi(ui)) edits[field.key] = structuredClone(record[field.key] ?? null);
  if (ui.lines) {
    const { lines } = ui;
    const rows = record[lines.key];
    // No entries of their own, but amounts are in the one, and the other one has what there is to choose from.
    for (const key of ['currency', 'customer']) if (record[key]) edits[key] ??= record[key];
    edits[lines.key] = Array.isArray(rows) ? rows.map((row: Row) => lineEdits(lines, row)) : [];
  }
  return edits;
}

const isEmptyLine = (columns: LineColumn[], line: Edits): boolean =>
  columns.filter((column) => column.required).every((column) => isBlank(line[column.key]));

/** Where the lines that were begun stand among all of them. */
export function filledIndexes(lines: LinesUi, edits: Edits): number[] {
  const rows = edits[lines.key];
  if (!Array.isArray(rows)) return [];
  return (rows as Edits[]).flatMap((line, index) => (isEmptyLine(lines.columns, line) ? [] : [index]));
}

export const filledLines = (lines: LinesUi, edits: Edits): Edits[] =>
  filledIndexes(lines, edits).map((index) => (edits[lines.key] as Edits[])[index]!);

function lineBody(lines: LinesUi, line: Edits): Row {
  const body: Row = {};
  if (!isBlank(line['id'])) body['id'] = line['id'];
  for (const column of lines.columns) {
    if (!isEntered(column)) continue;
    body[sentAs(column)] = sentValue(column.kind, line[column.key]);
  }
  for (const key of lines.keep ?? []) if (!isBlank(line[key])) body[key] = line[key];
  return dropNulls(body);
}

const dropNulls = (body: Row): Row =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));

/** What is said with an act. */
export const actBody = (fields: Field[], edits: Edits): Row =>
  dropNulls(Object.fromEntries(fields.map((field) => [sentAs(field), sentValue(field.kind, edits[field.key])])));

/** The request. New records leave out what is empty; changes send what differs, with null where it was emptied. */
export function bodyOf(ui: ResourceUi, edits: Edits, before: Edits | null): Row {
  const body: Row = {};
  for (const field of fieldsFor(ui, before === null)) {
    const value = sentValue(field.kind, edits[field.key]);
    if (before && JSON.stringify(value) === JSON.stringify(sentValue(field.kind, before[field.key]))) continue;
    body[sentAs(field)] = value;
  }
  if (ui.lines) {
    const { lines } = ui;
    body[lines.key] = filledLines(lines, edits).map((line) => lineBody(lines, line));
  }
  return before ? body : { ...dropNulls(body), ...presetBody(ui, edits) };
}

/** Entries that come from elsewhere (an origin, a parent record) and have no field of their own. */
function presetBody(ui: ResourceUi, edits: Edits): Row {
  const known = new Set(fieldsOfUi(ui).map((field) => field.key));
  const rest = Object.entries(edits).filter(([key]) => key.endsWith('Id') && !known.has(key.slice(0, -2)));
  return Object.fromEntries(rest);
}

/** `/lines/0/productId` → `lines.0.product`: where the form shows the problem. */
export function fieldOfPointer(ui: ResourceUi, pointer: string): string {
  const parts = pointer.split('/').filter(Boolean);
  const [first = '', index, name] = parts;
  if (ui.lines && first === ui.lines.key && index !== undefined) {
    const column = ui.lines.columns.find((item) => sentAs(item) === name);
    return [first, index, column?.key ?? name].filter(Boolean).join('.');
  }
  const field = fieldsOfUi(ui).find((item) => sentAs(item) === first);
  return field?.parts ? parts.join('.') : (field?.key ?? first);
}

/** The column that says what a line is about, for where its cells do not stand beside each other. */
export const namingKey = ({ view, columns }: LinesUi): string | undefined =>
  (view.find(({ kind }) => kind === 'product') ?? view[0] ?? columns[0])?.key;
