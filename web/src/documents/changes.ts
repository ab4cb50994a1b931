import type { Schemas } from '@/api/types';
import { columnOf, lineColumnOf } from './columnOf';
import type { CellKind, Column, ResourceUi } from './document-ui';

type Recorded = Schemas['AuditChangeView'];

/** `lines.2.quantity` is the quantity of line 2. */
const PLACE = /^(?:lines\.(\d+)\.)?(.+)$/;
const placeOf = (field: string) => {
  const [, line, name = field] = PLACE.exec(field) ?? [];
  return { line, name, key: name.replace(/Id$/, '') };
};

/** What the system writes for itself is not news. */
const OWN = new Set(['createdAt', 'updatedAt', 'version', 'sortKey', 'searchText', 'grams', 'baseQuantity']);
/** What follows from the amount, which is told itself. */
const DERIVED = new Set(['netAmount', 'taxAmount', 'baseAmount', 'exchangeRate', 'discountDepth']);

/** The changes that a person made, without what the system works out of them. */
export function newsOf(changes: Recorded[]): Recorded[] {
  const known = new Set(changes.map(({ field }) => field));
  return changes.filter(({ field }) => {
    const { name } = placeOf(field);
    const beside = (other: string) => known.has(field.slice(0, -name.length) + other);
    if (OWN.has(name) || (name === 'amount' && beside('grossAmount'))) return false;
    return !DERIVED.has(name) || !(beside('amount') || beside('grossAmount'));
  });
}

/** Kinds that are shown as figures or words; what else there is reads as it stands. */
const SHOWN = new Set<CellKind>(['money', 'quantity', 'percent', 'integer', 'date', 'choice', 'dictionary', 'flag']);
/** Among changes nothing is late, and a state is a word. */
const PLAIN: Partial<Record<CellKind, Partial<Column>>> = {
  due: { kind: 'date' },
  status: { kind: 'choice' },
  active: { kind: 'flag', options: 'archived' },
};

/** Steps, conditions, addresses: what has a viewer of its own is named, not spelt out. */
export const isPart = (ui: ResourceUi, field: string): boolean =>
  ui.sections.some(({ fields }) => fields.some(({ key, viewer, show }) => key === field && viewer && !show));

function known(ui: ResourceUi, line: string | undefined, key: string): Column | undefined {
  const columns = line
    ? [...(ui.lines?.view ?? []), ...(ui.lines?.columns.map(lineColumnOf) ?? [])]
    : [...ui.sections.flatMap(({ fields }) => fields.map(columnOf)), ...ui.facts, ...ui.columns];
  return columns.find((column) => column.key === key);
}

function guessed(key: string, value: unknown): Column | undefined {
  if (typeof value === 'boolean') return { key, kind: 'flag', options: key === 'archived' ? key : undefined };
  return /(amount|excess)$/i.test(key) ? { key, kind: 'money' } : undefined;
}

/** How the value of a changed field is shown; undefined when it reads as it stands. */
export function changeColumn(ui: ResourceUi, field: string, value: unknown): Column | undefined {
  const { line, key } = placeOf(field);
  const column = known(ui, line, key);
  const plain = column && { ...column, ...PLAIN[column.kind] };
  return plain && SHOWN.has(plain.kind) ? plain : guessed(key, value);
}
