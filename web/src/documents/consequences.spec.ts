import { FileText } from '@lucide/vue';
import { describe, expect, it } from 'vitest';
import { askedOf, changesOf } from './consequences';
import { defineDocumentUi } from './define';

const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'order', path: '/orders', icon: FileText, title: () => '' },
  columns: [
    { key: 'grossAmount', kind: 'money' },
    { key: 'updatedAt', kind: 'instant' },
  ],
  facts: [{ key: 'deliveryShare', kind: 'progress' }],
  lines: { key: 'lines', totals: [], columns: [], view: [{ key: 'quantity', kind: 'quantity' }] },
});
const view = (status: string, reserved: string, rest: object = {}) => ({
  ...{ status, number: 'SO-1', revision: 1, grossAmount: '10', deliveryShare: '0', updatedAt: status, ...rest },
  lines: [{ id: 'l', lineNo: 1, product: { id: 'p', name: 'Motor' }, quantity: '6', reserved }],
});
const told = (before: object, after: object) =>
  changesOf(ui, before as never, after as never).map(({ column, line }) => [column.key, line]);

describe('what an act will change', () => {
  it('is what differs in the answer of its dry run, lines by what they are about', () => {
    expect(told(view('effective', '6'), view('void', '0', { deliveryShare: '0.5' }))).toEqual([
      ['status', undefined],
      ['deliveryShare', undefined],
      ['reserved', 'Motor'],
    ]);
  });

  it('is nothing where only the time of the change differs, and nothing that was not shown before', () => {
    expect(told(view('draft', '0'), { ...view('draft', '0'), deliveryShare: null, updatedAt: 'later' })).toEqual([]);
    const { number: _hidden, ...rest } = view('draft', '0');
    expect(told(rest, view('draft', '0'))).toEqual([]);
  });
});

describe('what is asked before an act', () => {
  it('has no gap where a draft has no number', () => {
    expect(['放行发票 ？', 'Release invoice ?', '放行发票 INV-1？'].map(askedOf)).toEqual([
      ...['放行发票？', 'Release invoice?', '放行发票 INV-1？'],
    ]);
  });
});
