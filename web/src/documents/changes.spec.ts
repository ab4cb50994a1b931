import { describe, expect, it } from 'vitest';
import { changeColumn, isPart, newsOf } from './changes';
import type { ResourceUi } from './document-ui';

const ui = {
  columns: [
    { key: 'grossAmount', kind: 'money' },
    { key: 'status', kind: 'status' },
    { key: 'dueDate', kind: 'due' },
    { key: 'archived', kind: 'active' },
  ],
  facts: [],
  sections: [{ key: 'main', fields: [{ key: 'discount', kind: 'decimal', show: { kind: 'money' } }] }],
  lines: {
    view: [{ key: 'quantity', kind: 'quantity' }],
    columns: [{ key: 'unit', kind: 'choice', dictionary: 'unit' }],
  },
} as unknown as ResourceUi;
const told = (...fields: string[]) => newsOf(fields.map((field) => ({ field }))).map(({ field }) => field);

describe('what is news', () => {
  it('leaves out what the system writes for itself', () => {
    expect(told('version', 'note', 'lines.1.baseQuantity', 'lines.1.quantity', 'reason')).toEqual([
      'note',
      'lines.1.quantity',
      'reason',
    ]);
  });
  it('leaves out what follows from an amount that is told', () => {
    expect(told('amount', 'grossAmount', 'netAmount', 'baseAmount')).toEqual(['grossAmount']);
    expect(told('amount', 'exchangeRate', 'baseAmount')).toEqual(['amount']);
    expect(told('grossAmount', 'lines.2.netAmount')).toEqual(['grossAmount', 'lines.2.netAmount']);
    expect(told('currency', 'exchangeRate')).toEqual(['currency', 'exchangeRate']);
  });
});

describe('how a changed value is shown', () => {
  it('as the page of the record shows it', () => {
    expect(changeColumn(ui, 'discount', '5')?.kind).toBe('money');
    expect(changeColumn(ui, 'lines.1.quantity', '3')?.kind).toBe('quantity');
    expect(changeColumn(ui, 'lines.1.unit', 'pc')).toMatchObject({ kind: 'dictionary', options: 'unit' });
  });
  it('without what only a page has: how late it is, its colours', () => {
    expect(changeColumn(ui, 'dueDate', '2026-11-20')?.kind).toBe('date');
    expect(changeColumn(ui, 'status', 'void')?.kind).toBe('choice');
    expect(changeColumn(ui, 'archived', true)).toMatchObject({ kind: 'flag', options: 'archived' });
  });
  it('by its value or its name where the page does not show it', () => {
    expect(changeColumn(ui, 'isOpening', false)?.kind).toBe('flag');
    expect(changeColumn(ui, 'baseAmount', '138784')?.kind).toBe('money');
    expect(changeColumn(ui, 'note', 'soon')).toBeUndefined();
  });
});

it('names what only its own viewer can show, and spells out what has a value', () => {
  const viewer = () => Promise.resolve({ default: {} });
  const fields = [
    { key: 'steps', kind: 'custom', viewer },
    { key: 'lockedThrough', kind: 'custom', show: { kind: 'date' } },
    { key: 'name', kind: 'text' },
  ];
  const flow = { ...ui, sections: [{ key: 'main', fields }] } as unknown as ResourceUi;
  expect(fields.filter(({ key }) => isPart(flow, key)).map(({ key }) => key)).toEqual(['steps']);
});
