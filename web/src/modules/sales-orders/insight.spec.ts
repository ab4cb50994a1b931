import { describe, expect, it } from 'vitest';
import type { ProductFacts } from '../inventory/references';
import { availability, baseQuantity, creditUse, marginOf, unitCost, type StockFacts } from './insight';

const motor: ProductFacts = {
  ...{ id: 'm', kind: 'goods', unit: 'pc', taxRate: '13', purchasePrice: '113' },
  units: [{ unit: 'box', numerator: '12', denominator: '1' }],
};
const repair: ProductFacts = { id: 'r', kind: 'service', unit: 'h', units: [] };
const line = (id: string, quantity: string, unit = 'pc') => ({ product: { id, name: id }, quantity, unit });
const stock = (onHand: string, value?: string): StockFacts => ({
  ...{ product: { id: 'm', name: 'Motor' }, available: onHand, onHand },
  ...(value !== undefined && { value }),
});

describe('what a clerk must know while writing an order', () => {
  it('counts in base units', () => {
    expect(baseQuantity(line('m', '2', 'box'), motor)).toBe('24');
    expect(baseQuantity(line('m', '2', 'crate'), motor)).toBeUndefined();
    expect(baseQuantity(line('m', ''), motor)).toBeUndefined();
  });

  it('lets lines of one product draw from what is available one after the other', () => {
    const lines = [line('m', '8'), line('r', '3', 'h'), {}, line('m', '1', 'box')];
    const known = new Map([motor, repair].map((product) => [product.id, product]));
    expect(availability(lines, known, () => '12')).toEqual([
      { available: '12', needed: '8', short: false },
      undefined,
      undefined,
      { available: '12', needed: '20', short: true },
    ]);
  });

  it('knows the cost from the stock, else from the purchase price without its tax, and does not guess', () => {
    expect(unitCost(motor, [stock('10', '800'), stock('10', '1000')])).toBe('90');
    expect(unitCost(motor, [])).toBe('100');
    expect(unitCost(motor, [stock('10')])).toBe('100');
    const { purchasePrice: _hidden, ...rest } = motor;
    expect(unitCost(rest, [stock('10')])).toBeUndefined();
    expect(unitCost({ ...motor, purchasePrice: '1**' }, [])).toBeUndefined();
  });

  it('tells the margin of a net amount', () => {
    expect(marginOf('100', '82.8')).toEqual({ amount: '17.2', rate: 17.2 });
    expect(marginOf('100', '120')).toEqual({ amount: '-20', rate: -20 });
    expect(marginOf('0', '10')).toBeUndefined();
  });

  it('adds to the credit in use only what is not in it already', () => {
    expect(creditUse({ limit: '1000', used: '900' }, '300', '0')).toMatchObject({ added: '300', left: '-200' });
    expect(creditUse({ limit: '1000', used: '900' }, '300', '250')).toMatchObject({ added: '50', left: '50' });
    expect(creditUse({ limit: null, used: '900' }, '300', '0')).toMatchObject({ left: null });
  });
});
