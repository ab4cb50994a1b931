import { isDateOnly, isDecimal, trim } from '@guanxi/shared/kernel';
import type { Ref } from '@/api/types';
import { isRef, type Edits, type LineColumn } from './document-ui';

/** Where the grid stands: a row and a column that can be entered. */
export interface Position {
  row: number;
  column: number;
}

/** A cell of the lines, whatever it stands beside. */
export interface Cell {
  row: number;
  column: LineColumn;
}

/** What is wrong with a cell, under the id by which the cell names it, and the text that is there. */
export interface Fault extends Cell {
  id: string;
  text: string;
  held: string;
}

/** The next place after a key; Tab runs on into the next row. */
export function moved(at: Position, key: string, rows: number, columns: number): Position {
  const clamp = (value: number, end: number) => Math.min(end, Math.max(0, value));
  const steps: Record<string, Position> = {
    ArrowUp: { row: at.row - 1, column: at.column },
    ArrowDown: { row: at.row + 1, column: at.column },
    Enter: { row: at.row + 1, column: at.column },
    ArrowLeft: { row: at.row, column: at.column - 1 },
    ArrowRight: { row: at.row, column: at.column + 1 },
    Home: { row: at.row, column: 0 },
    End: { row: at.row, column: columns - 1 },
    Tab: at.column < columns - 1 ? { row: at.row, column: at.column + 1 } : { row: at.row + 1, column: 0 },
    BackTab: at.column > 0 ? { row: at.row, column: at.column - 1 } : { row: at.row - 1, column: columns - 1 },
  };
  const next = steps[key] ?? at;
  return { row: clamp(next.row, rows - 1), column: clamp(next.column, columns - 1) };
}

/** Cells of a clipboard text as spreadsheets write it; quoted cells may hold line breaks. */
export function parseCells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|$)/g;
  for (const [, raw = '', end = ''] of text.replace(/\r?\n$/, '').matchAll(cell)) {
    const value = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    rows.at(-1)?.push(value.trim());
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A typed or pasted number in plain notation: `1,860.50` is `1860.50`. Null when it is none. */
export function plainNumber(text: string): string | null {
  const plain = text.replace(/[,，\s¥$€%]/g, '').replace('−', '-');
  return NUMBER.test(plain) ? plain : null;
}

const DAY = /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})$/;
const PACKED_DAY = /^(\d{4})(\d{2})(\d{2})$/;

/** A typed or pasted day as `YYYY-MM-DD`; without its year, as lists show it, it is of this one. Null when it is none. */
export function plainDay(text: string, now = new Date()): string | null {
  const plain = text.trim();
  const [, year, month = '', day = ''] = PACKED_DAY.exec(plain) ?? DAY.exec(plain) ?? [];
  const found = `${year ?? now.getFullYear()}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDateOnly(found) ? found : null;
}

/** The value of a typed text, undefined when the column does not take it. */
export function valueOf(column: LineColumn, text: string, words: (value: string) => string): unknown {
  if (text.trim() === '') return null;
  if (column.kind === 'decimal' || column.kind === 'percent') return plainNumber(text) ?? undefined;
  if (column.kind === 'date') return plainDay(text) ?? undefined;
  if (column.kind === 'choice')
    return column.values?.find((value) => value === text.trim() || words(value) === text.trim());
  return text.trim();
}

export type FindReference = (column: LineColumn, text: string) => Promise<{ ref: Ref; filled: Edits } | null>;

export interface Pasted {
  lines: Edits[];
  /** Cells without a match; they keep their texts. */
  missed: Cell[];
  /** How many cells have no place, beyond the last column or the last line that there can be. */
  beyond: number;
}

/** Fills right and down from a place; makes new lines where it may and reports what it could not match or place. */
export async function pasted(
  lines: Edits[],
  columns: LineColumn[],
  at: Position,
  cells: string[][],
  helpers: { newLine?: () => Edits; find: FindReference; words: (column: LineColumn, value: string) => string },
): Promise<Pasted> {
  const next = lines.map((line) => ({ ...line }));
  const missed: Cell[] = [];
  let beyond = 0;
  for (const [down, texts] of cells.entries()) {
    const row = at.row + down;
    while (helpers.newLine && next.length <= row) next.push(helpers.newLine());
    const line = next[row];
    for (const [right, text] of texts.entries()) {
      const column = columns[at.column + right];
      if (text === '') continue;
      if (!line || !column) {
        beyond += 1;
        continue;
      }
      const found = column.kind === 'reference' ? await helpers.find(column, text) : undefined;
      const value = found === undefined ? valueOf(column, text, (v) => helpers.words(column, v)) : found?.ref;
      if (value === undefined) missed.push({ row, column });
      Object.assign(line, found?.filled, { [column.key]: value ?? text });
    }
  }
  return { lines: next, missed, beyond };
}

/** The value of the cell above, or of the first row itself. */
export function copiedDown(lines: Edits[], at: Position, column: LineColumn): Edits[] {
  const above = lines[at.row - 1];
  if (!above || !lines[at.row]) return lines;
  const extra =
    column.kind === 'reference' ? { unit: above['unit'], price: above['price'], taxRate: above['taxRate'] } : {};
  const taken = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined));
  return lines.map((line, index) => (index === at.row ? { ...line, ...taken, [column.key]: above[column.key] } : line));
}

/** What a cell holds, as it is edited. */
export function cellText(column: LineColumn, line: Edits | undefined): string {
  const value = line?.[column.key];
  if (isRef(value)) return value.name;
  if (value === null || value === undefined) return '';
  const text = String(value);
  return ['decimal', 'percent'].includes(column.kind) && isDecimal(text) ? trim(text) : text;
}

/** What the input of a cell says of the list under it, and of what is marked there; undefined while there is none. */
export function comboOf({ kind }: LineColumn, list: string, picked: number | undefined) {
  if (kind !== 'reference' && kind !== 'choice') return {};
  const open = picked !== undefined;
  return {
    ...{ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list' as const, 'aria-expanded': open },
    ...(open && { 'aria-controls': list }),
    ...(open && picked >= 0 && { 'aria-activedescendant': `${list}-${picked}` }),
  };
}
