import { request } from '@/api/http';
import { resolve, type Edits, type Field, type LinesUi, type Origin, type ResourceUi, type Row } from './document-ui';
import { fieldsFor, filledIndexes, isBlank } from './values';

/** Problems by field; those of lines by `lines.<index>.<column>`, and `lines` for all of them. */
export type Errors = Record<string, string>;

export interface Words {
  required: string;
  number: string;
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

/** The same for the lines that were begun. */
export function checkLines(lines: LinesUi, edits: Edits, words: Words): Errors {
  const errors: Errors = {};
  for (const index of filledIndexes(lines, edits)) {
    const line = (edits[lines.key] as Edits[])[index] ?? {};
    for (const column of lines.columns) {
      const value = line[column.key];
      const name = `${lines.key}.${index}.${column.key}`;
      if (isBlank(value)) {
        if (column.required) errors[name] = words.required;
      } else if (['decimal', 'percent'].includes(column.kind) && !NUMBER.test(String(value)))
        errors[name] = words.number;
    }
  }
  return errors;
}

/** The form of an amendment: what it leaves alone is shown and cannot be typed into. */
export function amendmentForm(ui: ResourceUi): ResourceUi {
  const { fixedFields = [], sideFields = [] } = ui.amendable ?? {};
  const left = new Set([...fixedFields, ...sideFields].map((name) => name.replace(/Id$/, '')));
  const fields = (all: Field[]) => all.map((field) => (left.has(field.key) ? { ...field, disabled: true } : field));
  return { ...ui, sections: ui.sections.map((section) => ({ ...section, fields: fields(section.fields) })) };
}
