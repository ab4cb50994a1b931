import { request } from '@/api/http';
import {
  isEntered,
  isRef,
  resolve,
  type Edits,
  type Field,
  type LineColumn,
  type LinesUi,
  type Origin,
  type ResourceUi,
  type Row,
} from './document-ui';
import { fieldsFor, filledIndexes, isBlank } from './values';

/** Problems by field; those of lines by `lines.<index>.<column>`, and `lines` for all of them. */
export type Errors = Record<string, string>;

export interface Words {
  required: string;
  number: string;
}
export interface LineWords extends Words {
  date: string;
  unknown: string;
  /** What a column lets one choose from; empty while it is not known. */
  valuesOf: (column: LineColumn) => readonly string[];
}

async function takeOver(origin: Origin, id: string, edits: Edits): Promise<string> {
  const view = await request<Row>('GET', `${origin.path}/${id}`);
  Object.assign(edits, origin.map(view));
  return String(view['number'] ?? '');
}

/** Entries that the address brings along: `?customer=<id>` and `?from=<type>:<id>`. */
export async function presetEdits(
  ui: ResourceUi,
  query: Record<string, string>,
): Promise<{ edits: Edits; from: string }> {
  const edits: Edits = {};
  let from = '';
  const [type = '', id = ''] = (query['from'] ?? '').split(':');
  const origin = ui.origins?.[type];
  if (origin && id) from = await takeOver(origin, id, edits);
  for (const field of fieldsFor(ui, true)) {
    const wanted = query[field.key];
    if (field.kind !== 'reference' || !wanted || !field.source) continue;
    const row = await request<Row>('GET', `${field.source.path}/${wanted}`);
    edits[field.key] = { id: wanted, name: field.source.label?.(row) ?? String(row['name'] ?? '') };
    Object.assign(edits, field.fill?.(row, edits));
  }
  return { edits, from };
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** The problems that can be seen before asking the server. */
export function checkFields(fields: Field[], edits: Edits, words: Words): Errors {
  const errors: Errors = {};
  for (const field of fields) {
    if (!resolve(field.visible, edits, true)) continue;
    const value = edits[field.key];
    if (isBlank(value)) {
      if (resolve(field.required, edits, false)) errors[field.key] = words.required;
    } else if (['decimal', 'percent', 'integer'].includes(field.kind) && !NUMBER.test(String(value))) {
      errors[field.key] = words.number;
    }
  }
  return errors;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What keeps an entry from being a value of its column: a text that was typed or pasted stays until it is mended. */
export function cellFault(column: LineColumn, value: unknown, words: LineWords): string | undefined {
  if (isBlank(value) || !isEntered(column)) return undefined;
  const text = String(value);
  if (column.kind === 'decimal' || column.kind === 'percent') return NUMBER.test(text) ? undefined : words.number;
  if (column.kind === 'date') return DAY.test(text) ? undefined : words.date;
  if (column.kind === 'reference') return isRef(value) ? undefined : words.unknown;
  const values = column.kind === 'choice' ? words.valuesOf(column) : [];
  return values.length === 0 || values.includes(text) ? undefined : words.unknown;
}

/** The same for lines; what is needed is asked for of those that were begun. */
export function checkLines(lines: LinesUi, edits: Edits, words: LineWords): Errors {
  const errors: Errors = {};
  const begun = new Set(filledIndexes(lines, edits));
  const rows = Array.isArray(edits[lines.key]) ? (edits[lines.key] as Edits[]) : [];
  for (const [index, line] of rows.entries()) {
    for (const column of lines.columns) {
      const value = line[column.key];
      const missing = column.required && begun.has(index) && isBlank(value) ? words.required : undefined;
      const fault = missing ?? cellFault(column, value, words);
      if (fault) errors[`${lines.key}.${index}.${column.key}`] = fault;
    }
  }
  return errors;
}
