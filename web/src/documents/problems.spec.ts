import { FileText } from '@lucide/vue';
import { describe, expect, it } from 'vitest';
import { ApiError } from '@/api/error';
import { defineDocumentUi } from './define';
import { heldBy, placed } from './problems';

const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'order', path: '/orders', icon: FileText, title: () => '', columns: [] },
  sections: [
    {
      key: 'main',
      fields: [
        { key: 'customer', kind: 'reference' },
        { key: 'date', kind: 'date' },
        { key: 'code', kind: 'text' },
        { key: 'steps', kind: 'custom', parts: true },
        { key: 'addresses', kind: 'custom' },
      ],
    },
  ],
  lines: {
    ...{ key: 'lines', totals: [], view: [] },
    columns: [
      { key: 'product', kind: 'reference', required: true },
      { key: 'quantity', kind: 'decimal', required: true },
      { key: 'unit', kind: 'choice' },
    ],
  },
});
const product = (id: string) => ({ product: { id, name: `Product ${id}` }, quantity: '1' });
/** The second row was never begun, so the server counts two lines. */
const edits = {
  customer: { id: 'c', name: 'C' },
  date: '2026-01-05',
  code: 'A-1',
  lines: [product('a'), {}, product('b')],
};
const refusal = (code: string, facts: object = {}) => {
  const error = new ApiError({ code, status: 409, detail: code, ...facts });
  const { errors, all } = placed(ui, edits, error);
  return [Object.keys(errors), all];
};

describe('problems beside what they are about', () => {
  it('finds the entries that the server points at, past lines that were not begun', () => {
    const errors = [
      { pointer: '/customerId', code: 'required', detail: 'Required' },
      { pointer: '/lines/1/quantity', code: 'positive', detail: 'More than 0' },
    ];
    expect(refusal('request.invalid', { errors })).toEqual([['customer', 'lines.2.quantity'], true]);
  });

  it('finds the line of a refusal by its number or its product', () => {
    expect(refusal('fulfilment.exceeded', { lineNo: 2 })).toEqual([['lines.2.quantity'], true]);
    expect(refusal('stock.insufficient', { productId: 'a' })).toEqual([['lines.0.quantity'], true]);
    expect(refusal('stock.unit', { product: 'Product b', unit: 'box' })).toEqual([['lines.2.unit'], true]);
    expect(refusal('fulfilment.source', { lineNo: 1 })).toEqual([['lines.0.product'], true]);
  });

  it('finds the field of a refusal that names none', () => {
    expect(refusal('period.closed', { date: '2026-01-05' })).toEqual([['date'], true]);
    expect(refusal('record.unknown', { field: 'lines/1/productId' })).toEqual([['lines.2.product'], true]);
    expect(refusal('record.exists', { value: 'company, A-1' })).toEqual([['code'], true]);
    expect(refusal('document.empty')).toEqual([['lines'], true]);
  });

  it('finds the part of an entry whose editor shows its parts', () => {
    const errors = [
      { pointer: '/steps/1/approver/userIds', code: 'required', detail: 'Required' },
      { pointer: '/addresses/0/city', code: 'required', detail: 'Required' },
    ];
    expect(refusal('request.invalid', { errors })).toEqual([['steps.1.approver.userIds', 'addresses'], true]);
    expect(refusal('record.archived', { field: 'steps/0/approver/roleId' })).toEqual([
      ['steps.0.approver.roleId'],
      true,
    ]);
    expect(refusal('request.invalid', { errors: [{ pointer: '/steps', code: 'required', detail: '' }] })).toEqual([
      ['steps'],
      true,
    ]);
  });

  it('leaves to others what is about nothing that the form shows', () => {
    expect(refusal('document.state')).toEqual([[], false]);
    expect(refusal('record.unknown', { field: 'companyId' })).toEqual([[], false]);
  });

  it('knows when an entry changed', () => {
    const held = heldBy(edits, 'lines.2.quantity');
    expect(heldBy({ ...edits, date: '2026-02-01' }, 'lines.2.quantity')).toBe(held);
    const lines = [product('a'), {}, { ...product('b'), quantity: '2' }];
    expect(heldBy({ ...edits, lines }, 'lines.2.quantity')).not.toBe(held);
    const steps = [{ name: 'a' }, { name: 'b' }];
    expect(heldBy({ steps }, 'steps.1.name')).toBe(heldBy({ steps: [{}, steps[1]] }, 'steps.1.name'));
  });
});
