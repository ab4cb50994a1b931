import { isEntered, isRef, type Edits, type LinesUi, type ResourceUi } from './document-ui';
import { isBlank } from './values';

/** An entry that two people changed: of the head, or of the line that had this id. Null is a line that was removed. */
export interface Conflict {
  key: string;
  lineId?: string;
  mine: unknown;
  theirs: unknown;
}
export interface Merged {
  edits: Edits;
  conflicts: Conflict[];
}

const plain = (value: unknown): unknown => {
  if (isBlank(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  return isRef(value) ? value.id : value;
};
const same = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** Entries of which only one side changed are that side's; of both, mine, and a conflict. */
function mergeEntries(keys: string[], base: Edits, mine: Edits, theirs: Edits, lineId?: string): Merged {
  const edits: Edits = { ...theirs };
  const conflicts: Conflict[] = [];
  for (const key of keys) {
    if (same(mine[key], base[key]) || same(mine[key], theirs[key])) continue;
    edits[key] = mine[key];
    if (!same(theirs[key], base[key]))
      conflicts.push({ key, mine: mine[key], theirs: theirs[key], ...(lineId !== undefined && { lineId }) });
  }
  return { edits, conflicts };
}

const rowsOf = (lines: LinesUi, edits: Edits): Edits[] => {
  const rows = edits[lines.key];
  return Array.isArray(rows) ? (rows as Edits[]) : [];
};
const byId = (rows: Edits[]) =>
  new Map(rows.filter((row) => !isBlank(row['id'])).map((row) => [String(row['id']), row]));
/** A line that they removed is a new one when it is kept; `was` finds it again. */
const asNew = ({ id, ...line }: Edits): Edits => ({ ...line, was: id });

function mergeLines(lines: LinesUi, base: Edits, mine: Edits, theirs: Edits): { rows: Edits[]; conflicts: Conflict[] } {
  const keys = lines.columns.filter(isEntered).map((column) => column.key);
  const [before, own] = [byId(rowsOf(lines, base)), byId(rowsOf(lines, mine))];
  const current = byId(rowsOf(lines, theirs));
  const changed = (a: Edits, b: Edits) => keys.some((key) => !same(a[key], b[key]));
  const conflicts: Conflict[] = [];
  const rows: Edits[] = [];
  for (const [lineId, line] of current) {
    const [was, now] = [before.get(lineId), own.get(lineId)];
    if (was && now) {
      const merged = mergeEntries(keys, was, now, line, lineId);
      rows.push(merged.edits);
      conflicts.push(...merged.conflicts);
    } else if (!was) rows.push(line);
    else if (changed(was, line)) conflicts.push({ key: lines.key, lineId, mine: null, theirs: line });
  }
  for (const line of rowsOf(lines, mine)) {
    const lineId = String(line['id'] ?? '');
    const was = before.get(lineId);
    if (!was) rows.push(line);
    else if (!current.has(lineId) && changed(was, line)) {
      rows.push(asNew(line));
      conflicts.push({ key: lines.key, lineId, mine: asNew(line), theirs: null });
    }
  }
  return { rows, conflicts };
}

/** What I typed on `base`, put onto what somebody else has saved meanwhile. */
export function merge(ui: ResourceUi, base: Edits, mine: Edits, theirs: Edits): Merged {
  const keys = ui.sections.flatMap((section) => section.fields.map((field) => field.key));
  const { edits, conflicts } = mergeEntries(keys, base, mine, theirs);
  if (!ui.lines) return { edits, conflicts };
  const lines = mergeLines(ui.lines, base, mine, theirs);
  return { edits: { ...edits, [ui.lines.key]: lines.rows }, conflicts: [...conflicts, ...lines.conflicts] };
}

/** The entries with one of the two values of a conflict. */
export function chosen(ui: ResourceUi, edits: Edits, { key, lineId }: Conflict, value: unknown): Edits {
  if (lineId === undefined || !ui.lines) return { ...edits, [key]: value };
  const { lines } = ui;
  const isIt = (line: Edits) => line['id'] === lineId || line['was'] === lineId;
  const rows = rowsOf(lines, edits);
  if (key !== lines.key)
    return { ...edits, [lines.key]: rows.map((line) => (isIt(line) ? { ...line, [key]: value } : line)) };
  const rest = rows.filter((line) => !isIt(line));
  return { ...edits, [lines.key]: value === null ? rest : [...rest, value] };
}
