import { describe, expect, it } from 'vitest';
import type { LineColumn } from './document-ui';
import { cellText, copiedDown, moved, parseCells, pasted, plainDay, plainNumber, valueOf } from './lineGrid';

const columns: LineColumn[] = [
  { key: 'product', kind: 'reference' },
  { key: 'quantity', kind: 'decimal' },
  { key: 'kind', kind: 'choice', values: ['a', 'b'] },
];
const words = (_column: LineColumn, value: string) => `choice ${value}`;

describe('moving', () => {
  it('stays inside and lets Tab run on into the next row', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', 3, 3)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 2 }, 'Tab', 3, 3)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 1, column: 0 }, 'BackTab', 3, 3)).toEqual({ row: 0, column: 2 });
    expect(moved({ row: 2, column: 1 }, 'Enter', 3, 3)).toEqual({ row: 2, column: 1 });
    expect(moved({ row: 1, column: 1 }, 'End', 3, 3)).toEqual({ row: 1, column: 2 });
  });
});

describe('typing', () => {
  it('reads numbers as people write them', () => {
    expect(plainNumber('1,860.50')).toBe('1860.50');
    expect(plainNumber('¥ 12')).toBe('12');
    expect(plainNumber('−5')).toBe('-5');
    expect(plainNumber('twelve')).toBeNull();
  });
  it('reads days as people write them and as lists show them', () => {
    const now = new Date(2026, 10, 26);
    for (const text of ['11-20', '2026-11-20', '20261120', ' 2026/11/20 '])
      expect(plainDay(text, now)).toBe('2026-11-20');
    expect(plainDay('1-5', now)).toBe('2026-01-05');
    for (const text of ['soon', '13-01', '2-30', '1120', '11-']) expect(plainDay(text, now)).toBeNull();
  });
  it('refuses what a column does not take', () => {
    expect(valueOf({ key: 'd', kind: 'date' }, 'soon', String)).toBeUndefined();
    expect(valueOf({ key: 'd', kind: 'date' }, '2026-10-28', String)).toBe('2026-10-28');
    expect(valueOf({ key: 'q', kind: 'decimal' }, '', String)).toBeNull();
    expect(valueOf({ key: 'k', kind: 'choice', values: ['a'] }, 'choice a', (value) => `choice ${value}`)).toBe('a');
  });
});

describe('pasting', () => {
  it('reads what spreadsheets put on the clipboard', () => {
    expect(parseCells('A\t1\r\nB\t2\r\n')).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
    expect(parseCells('"two\nlines"\t"say ""hi"""')).toEqual([['two\nlines', 'say "hi"']]);
    expect(parseCells('A\t\tC')).toEqual([['A', '', 'C']]);
  });

  it('fills right and down, makes lines, and keeps and reports what it could not match', async () => {
    const find = (_column: LineColumn, text: string) =>
      Promise.resolve(text === 'P1' ? { ref: { id: '1', name: 'One', code: 'P1' }, filled: { unit: 'pc' } } : null);
    const cells = parseCells('P1\t5\nP9\t1,200\nP1\tmany');
    const answer = await pasted([{ quantity: '1' }], columns, { row: 0, column: 0 }, cells, {
      newLine: () => ({}),
      find,
      words,
    });
    expect(answer.lines).toHaveLength(3);
    expect(answer.lines[0]).toMatchObject({ product: { id: '1' }, unit: 'pc', quantity: '5' });
    expect(answer.lines[1]).toEqual({ product: 'P9', quantity: '1200' });
    expect(answer.lines[2]).toMatchObject({ product: { id: '1' }, quantity: 'many' });
    expect(answer.missed).toEqual([
      { row: 1, column: columns[0] },
      { row: 2, column: columns[1] },
    ]);
    expect(answer.beyond).toBe(0);
  });

  it('counts what has no place: beyond the last column, and beyond the last line where none is added', async () => {
    const find = () => Promise.resolve(null);
    const cells = parseCells('5\ta\tmore\t\tand more\n6\tb\n');
    const at = { row: 0, column: 1 };
    const fixed = await pasted([{ quantity: '1' }], columns, at, cells, { find, words });
    expect(fixed).toEqual({ lines: [{ quantity: '5', kind: 'a' }], missed: [], beyond: 4 });
    const open = await pasted([{ quantity: '1' }], columns, at, cells, { newLine: () => ({}), find, words });
    expect(open).toMatchObject({ lines: [{}, { quantity: '6', kind: 'b' }], beyond: 2 });
  });
});

describe('copying down', () => {
  it('takes the cell above, with what belongs to a product', () => {
    const lines = [{ product: { id: '1', name: 'One' }, unit: 'pc', price: '2' }, { quantity: '3' }];
    expect(copiedDown(lines, { row: 1, column: 0 }, columns[0]!)[1]).toMatchObject({
      unit: 'pc',
      price: '2',
      quantity: '3',
    });
    expect(copiedDown(lines, { row: 0, column: 0 }, columns[0]!)).toBe(lines);
  });
  it('shows a reference by its name', () => {
    expect(cellText(columns[0]!, { product: { id: '1', name: 'One' } })).toBe('One');
  });
});
