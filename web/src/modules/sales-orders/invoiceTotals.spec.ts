import { describe, expect, it } from 'vitest';
import { invoiceTotals } from './invoiceTotals';

const line = (quantity: string, billed: string | null = '3') => ({
  ...{ quantity, billed },
  ...(billed ? { taxAmount: '13', grossAmount: '113' } : { taxAmount: null, grossAmount: null }),
});

describe('the amounts of an invoice that is being written', () => {
  it('are those of the draft, in proportion where a quantity was changed', () => {
    const { lines, totals } = invoiceTotals([line('3'), line('1')], {}, 2);
    expect(lines).toEqual([
      { netAmount: '100', taxAmount: '13', grossAmount: '113' },
      { netAmount: '33.34', taxAmount: '4.33', grossAmount: '37.67' },
    ]);
    expect(totals).toEqual({ netAmount: '133.34', taxAmount: '17.33', grossAmount: '150.67' });
  });

  it('are not told of lines that were only now taken along, nor of all together', () => {
    expect(invoiceTotals([line('3'), line('1', null)], {}, 2)).toMatchObject({ lines: [{}, {}], totals: {} });
    expect(invoiceTotals([line('x')], {}, 2)).toEqual({ lines: [{}], totals: {} });
  });
});
