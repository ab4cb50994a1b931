import type { Field, ResourceUi } from './document-ui';

/** What the form of a document in force is about: its next revision, or what may be changed beside it. */
export type FormMode = 'amend' | 'side';

const keysOf = (...names: readonly string[]) => new Set(names.map((name) => name.replace(/Id$/, '')));

/** The form of an amendment: what it leaves alone is shown and cannot be typed into. */
function amendmentForm(ui: ResourceUi): ResourceUi {
  const { fixedFields = [], sideFields = [] } = ui.amendable ?? {};
  const left = keysOf(...fixedFields, ...sideFields);
  const fields = (all: Field[]) => all.map((field) => (left.has(field.key) ? { ...field, disabled: true } : field));
  return { ...ui, sections: ui.sections.map((section) => ({ ...section, fields: fields(section.fields) })) };
}

/** The form of what stays open in every state: those fields alone, and no lines. */
function sideForm({ lines: _lines, ...ui }: ResourceUi): ResourceUi {
  const open = keysOf(...(ui.sideFields ?? []));
  const sections = ui.sections.map(({ key, fields }) => ({
    key,
    fields: fields.filter((field) => open.has(field.key)),
  }));
  return { ...ui, sections };
}

export function formOf(ui: ResourceUi, mode?: FormMode): ResourceUi {
  if (mode === 'amend') return amendmentForm(ui);
  return mode === 'side' ? sideForm(ui) : ui;
}
