import type { CellKind, Column, Field, FieldKind, LineColumn } from './document-ui';

const KINDS: Partial<Record<FieldKind, CellKind>> = {
  reference: 'ref',
  references: 'refs',
  choice: 'choice',
  dictionary: 'dictionary',
  flag: 'flag',
  date: 'date',
  instant: 'instant',
  percent: 'percent',
  decimal: 'quantity',
  integer: 'integer',
};

export const shownAs = ({ show }: Field) => (typeof show === 'function' ? show() : show);

/** How an entry of a form is shown where it is only read. */
export const columnOf = (field: Field): Column => ({
  key: field.key,
  kind: KINDS[field.kind] ?? 'text',
  options: field.options,
  words: field.words,
  ...(shownAs(field) || {}),
});

/** The same for an entry of a line. */
export function lineColumnOf({ key, kind, options, dictionary, money }: LineColumn): Column {
  if (dictionary) return { key, kind: 'dictionary', options: dictionary };
  return { key, kind: money ? 'money' : (KINDS[kind as FieldKind] ?? 'text'), options };
}
