import { FileText } from '@lucide/vue';
import { describe, expect, it } from 'vitest';
import { defineDocumentUi } from './define';
import type { LineColumn } from './document-ui';
import { knownQuery } from './useDocumentList';
import { checkFields } from './formRules';
import { at, bodyOf, editsOf, emptyEdits, fieldOfPointer, namingKey } from './values';

const ui = defineDocumentUi({
  module: 'tests',
  resource: 'order',
  path: '/orders',
  icon: FileText,
  title: () => '',
  columns: [],
  filters: [
    { key: 'status', kind: 'choice' },
    { key: 'date', kind: 'date-range' },
    { key: 'customerId', kind: 'reference' },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        { key: 'customer', kind: 'reference', required: true },
        { key: 'note', kind: 'text' },
        { key: 'discount', kind: 'decimal', visible: (edits) => edits['note'] === 'x' },
        { key: 'date', kind: 'date', default: () => '2026-01-01' },
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: [],
    view: [],
    keep: ['originLineId'],
    columns: [
      { key: 'product', kind: 'reference', required: true },
      { key: 'quantity', kind: 'decimal', required: true },
      { key: 'sum', kind: 'computed' },
    ],
  },
});
const record = {
  id: 'o1',
  version: 3,
  customer: { id: 'c1', name: 'One' },
  note: 'old',
  discount: null,
  date: '2026-01-01',
  lines: [{ id: 'l1', product: { id: 'p1', name: 'P' }, quantity: '2', sum: '9', originLineId: 'q1' }],
};

describe('what is sent', () => {
  it('names references, leaves out what is empty and lines that were not begun', () => {
    const edits = { ...emptyEdits(ui), customer: { id: 'c1', name: 'One' }, note: ' ', lines: [{ quantity: null }] };
    expect(bodyOf(ui, edits, null)).toEqual({ customerId: 'c1', date: '2026-01-01', lines: [] });
  });
  it('sends of a change only what differs, with null where it was emptied', () => {
    const before = editsOf(ui, record);
    const edits = { ...structuredClone(before), note: '' };
    expect(bodyOf(ui, edits, before)).toEqual({
      note: null,
      lines: [{ id: 'l1', productId: 'p1', quantity: '2', originLineId: 'q1' }],
    });
  });
  it('keeps the record apart from the edits', () => {
    const edits = editsOf(ui, record);
    Object.assign(edits['customer'] as object, { name: 'Two' });
    expect(record.customer.name).toBe('One');
  });
});

describe('what comes back', () => {
  it('finds the field of a pointer', () => {
    expect(fieldOfPointer(ui, '/customerId')).toBe('customer');
    expect(fieldOfPointer(ui, '/lines/2/productId')).toBe('lines.2.product');
    expect(fieldOfPointer(ui, '/elsewhere')).toBe('elsewhere');
  });
  it('reads paths', () => {
    expect(at(record, 'customer.name')).toBe('One');
    expect(at(record, 'customer.name.length')).toBeUndefined();
  });
});

describe('what is checked beforehand', () => {
  const words = { required: 'needed', number: 'number' };
  const fields = ui.sections[0]!.fields;
  it('asks for what is needed and for numbers, where they are shown', () => {
    expect(checkFields(fields, { discount: 'x' }, words)).toEqual({ customer: 'needed' });
    const edits = { customer: { id: '1', name: '' }, note: 'x', discount: 'abc' };
    expect(checkFields(fields, edits, words)).toEqual({ discount: 'number' });
  });
});

describe('the address of a list', () => {
  it('keeps what the list knows and drops the rest', () => {
    const query = {
      q: 'x',
      'date[gte]': '2026-01-01',
      'status[in]': 'draft,void',
      customerId: 'c',
      evil: '1',
      sort: '-date',
    };
    expect(knownQuery(ui, query)).toEqual({
      q: 'x',
      'date[gte]': '2026-01-01',
      'status[in]': 'draft,void',
      customerId: 'c',
      sort: '-date',
    });
  });
});

describe('what a line is about', () => {
  it('is its product, wherever that stands, or else its first column', () => {
    const columns: LineColumn[] = [{ key: 'product', kind: 'reference' }];
    const lines = { key: 'lines', columns, totals: [] };
    expect(
      namingKey({
        ...lines,
        view: [
          { key: 'order', kind: 'ref' },
          { key: 'product', kind: 'product' },
        ],
      }),
    ).toBe('product');
    expect(namingKey({ ...lines, view: [{ key: 'item', kind: 'ref' }] })).toBe('item');
    expect(namingKey({ ...lines, view: [] })).toBe('product');
  });
});
