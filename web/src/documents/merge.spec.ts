import { FileText } from '@lucide/vue';
import { describe, expect, it } from 'vitest';
import { defineDocumentUi } from './define';
import { chosen, merge } from './merge';

const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'order', path: '/orders', icon: FileText, title: () => '', columns: [] },
  sections: [
    {
      key: 'main',
      fields: [
        { key: 'customer', kind: 'reference' },
        { key: 'note', kind: 'text' },
        { key: 'date', kind: 'date' },
      ],
    },
  ],
  lines: {
    ...{ key: 'lines', totals: [], view: [] },
    columns: [
      { key: 'product', kind: 'reference', required: true },
      { key: 'quantity', kind: 'decimal', required: true },
      { key: 'price', kind: 'decimal' },
    ],
  },
});
const line = (id: string, quantity: string, price = '10') => ({
  id,
  product: { id: `p${id}`, name: id },
  quantity,
  price,
});
const base = {
  ...{ customer: { id: 'c', name: 'C' }, note: null, date: '2026-01-01' },
  lines: [line('1', '1'), line('2', '2'), line('3', '3')],
};
const merged = (mine: object, theirs: object) => merge(ui, base, { ...base, ...mine }, { ...base, ...theirs });

describe('edits on a record that somebody else has changed', () => {
  it('keeps what only one of the two changed', () => {
    const { edits, conflicts } = merged({ note: 'mine' }, { date: '2026-02-02', customer: { id: 'c', name: 'C Ltd' } });
    expect(edits).toMatchObject({ note: 'mine', date: '2026-02-02', customer: { name: 'C Ltd' } });
    expect(conflicts).toEqual([]);
  });

  it('keeps mine of what both changed, and tells both', () => {
    const answer = merged({ note: 'mine', date: '2026-03-03' }, { note: 'theirs', date: '2026-03-03' });
    expect(answer.edits).toMatchObject({ note: 'mine', date: '2026-03-03' });
    expect(answer.conflicts).toEqual([{ key: 'note', mine: 'mine', theirs: 'theirs' }]);
    expect(chosen(ui, answer.edits, answer.conflicts[0]!, 'theirs')).toMatchObject({ note: 'theirs' });
  });

  it('merges lines cell by cell, with the ones that either of them added or removed', () => {
    const added = { product: { id: 'p9', name: '9' }, quantity: '9', price: '9' };
    const { edits, conflicts } = merged(
      { lines: [line('1', '10'), line('2', '2'), added] },
      { lines: [line('1', '1', '99'), line('3', '3'), line('4', '4')] },
    );
    expect(edits['lines']).toEqual([line('1', '10', '99'), line('4', '4'), added]);
    expect(conflicts).toEqual([]);
  });

  it('tells when both changed a cell of a line', () => {
    const answer = merged(
      { lines: [line('1', '5'), ...base.lines.slice(1)] },
      { lines: [line('1', '6'), ...base.lines.slice(1)] },
    );
    expect(answer.conflicts).toEqual([{ key: 'quantity', lineId: '1', mine: '5', theirs: '6' }]);
    expect((chosen(ui, answer.edits, answer.conflicts[0]!, '6')['lines'] as object[])[0]).toMatchObject({
      quantity: '6',
    });
  });

  it('tells when one removed a line that the other changed', () => {
    const answer = merged({ lines: [line('1', '5'), line('3', '3')] }, { lines: [line('2', '7'), line('3', '3')] });
    const kept = { ...line('1', '5'), was: '1' } as Record<string, unknown>;
    delete kept['id'];
    expect(answer.edits['lines']).toEqual([line('3', '3'), kept]);
    expect(answer.conflicts).toEqual([
      { key: 'lines', lineId: '2', mine: null, theirs: line('2', '7') },
      { key: 'lines', lineId: '1', mine: kept, theirs: null },
    ]);
    const [removedByMe, removedByThem] = answer.conflicts;
    expect(chosen(ui, answer.edits, removedByMe!, removedByMe!.theirs)['lines']).toContainEqual(line('2', '7'));
    expect(chosen(ui, answer.edits, removedByThem!, null)['lines']).toEqual([line('3', '3')]);
  });
});
