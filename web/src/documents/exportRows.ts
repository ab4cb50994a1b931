import type { RecordView } from '@/api/types';
import { saveFile } from '@/ui/saveFile';
import { isRef, type Column, type ResourceUi } from './document-ui';
import { at } from './values';

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isRef(value)) return value.name;
  if (Array.isArray(value)) return value.map(plain).join('; ');
  if (typeof value === 'object') return 'share' in value ? String(value.share) : JSON.stringify(value);
  return String(value);
}

/** A cell that a spreadsheet must not take for a formula. */
const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

export function csvOf(columns: Column[], rows: RecordView[], label: (column: Column) => string): string {
  const lines = [columns.map((column) => quoted(label(column)))];
  for (const row of rows) lines.push(columns.map((column) => quoted(plain(at(row, column.key)))));
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** The chosen rows as they are on the screen. */
export function exportRows(ui: ResourceUi, rows: RecordView[], label: (column: Column) => string, name: string): void {
  saveFile(new Blob([csvOf(ui.columns, rows, label)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}
