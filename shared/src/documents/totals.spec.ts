import fc from 'fast-check';
import { add, compare, multiply, round, subtract, sum } from '../kernel/index.js';
import { discountDepth, priceLines, TAX_MODES, type PricedLine } from './totals.js';

const hundredths = (max: number): fc.Arbitrary<string> =>
  fc.nat(max).map((units) => round(multiply(String(units), '0.01'), 2));
const line: fc.Arbitrary<PricedLine> = fc.record({
  quantity: fc.integer({ min: 1, max: 9_999_999 }).map((units) => multiply(String(units), '0.001')),
  price: hundredths(9_999_999),
  discountRate: hundredths(10_000),
  taxRate: fc.constantFrom('13', '9', '6', '3', '1', '0', '0.5'),
});
const mode = fc.constantFrom(...TAX_MODES);
const digits = fc.constantFrom(0, 2);
const lines = fc.array(line, { minLength: 1, maxLength: 20 });
const one = (input: Partial<PricedLine> = {}): PricedLine => ({
  quantity: '1',
  price: '100',
  discountRate: '0',
  taxRate: '13',
  ...input,
});

describe('amounts of lines and documents', () => {
  test('inclusive prices contain the tax, exclusive ones do not', () => {
    expect(priceLines([one()], { mode: 'inclusive', digits: 2 }).lines).toEqual([
      { net: '88.50', tax: '11.50', gross: '100.00' },
    ]);
    expect(priceLines([one()], { mode: 'exclusive', digits: 2 }).lines).toEqual([
      { net: '100.00', tax: '13.00', gross: '113.00' },
    ]);
    expect(priceLines([one({ price: '333' })], { mode: 'inclusive', digits: 0 }).totals).toEqual({
      net: '295',
      tax: '38',
      gross: '333',
    });
  });

  test('each line is rounded after its discount, halves up', () => {
    const priced = priceLines([one({ quantity: '3', price: '0.335', taxRate: '0' })], { mode: 'exclusive', digits: 2 });
    expect(priced.totals.gross).toBe('1.01');
    expect(
      priceLines([one({ price: '10.01', discountRate: '50', taxRate: '0' })], { mode: 'exclusive', digits: 2 }).totals
        .net,
    ).toBe('5.01');
    expect(priceLines([one({ discountRate: '100' })], { mode: 'inclusive', digits: 2 }).totals).toEqual({
      net: '0.00',
      tax: '0.00',
      gross: '0.00',
    });
  });

  test('no line, no amount', () => {
    expect(priceLines([], { mode: 'inclusive', digits: 2, discount: '0' })).toEqual({
      lines: [],
      totals: { net: '0.00', tax: '0.00', gross: '0.00' },
    });
  });

  test('gross is net and tax, on every line and in total, and totals are the sums', () => {
    fc.assert(
      fc.property(lines, mode, digits, (input, taxMode, minor) => {
        const priced = priceLines(input, { mode: taxMode, digits: minor });
        for (const amounts of [...priced.lines, priced.totals])
          expect(compare(add(amounts.net, amounts.tax), amounts.gross)).toBe(0);
        for (const key of ['net', 'tax', 'gross'] as const)
          expect(priced.totals[key]).toBe(round(sum(priced.lines.map((amounts) => amounts[key])), minor));
      }),
    );
  });

  test('a discount of the document is spread to the last cent', () => {
    fc.assert(
      fc.property(lines, mode, fc.nat(100), (input, taxMode, percent) => {
        const base = taxMode === 'inclusive' ? 'gross' : 'net';
        const before = priceLines(input, { mode: taxMode, digits: 2 }).totals[base];
        const discount = round(multiply(before, String(percent), '0.01'), 2);
        const after = priceLines(input, { mode: taxMode, digits: 2, discount });
        expect(after.totals[base]).toBe(round(subtract(before, discount), 2));
        for (const amounts of after.lines) expect(compare(amounts[base], '0')).toBeGreaterThanOrEqual(0);
        expect(compare(add(after.totals.net, after.totals.tax), after.totals.gross)).toBe(0);
      }),
    );
  });

  test('the tax of a line is within half a unit of its rate', () => {
    fc.assert(
      fc.property(line, mode, (input, taxMode) => {
        const { net, tax } = priceLines([input], { mode: taxMode, digits: 2 }).lines[0]!;
        const away = subtract(multiply(net, input.taxRate, '0.01'), tax).replace('-', '');
        expect(compare(away, '0.01')).toBe(-1);
      }),
    );
  });
});

test.each([
  ['nothing is given away', [['2', '50', '0']], '0', 'inclusive', '0'],
  ['a line at eight per cent', [['2', '50', '8']], '0', 'inclusive', '8'],
  [
    'one line of two, and a discount on the whole',
    [
      ['1', '100', '10'],
      ['1', '100', '0'],
    ],
    '10',
    'inclusive',
    '10',
  ],
  ['without tax', [['3', '10', '50']], '0', 'exclusive', '50'],
  ['for nothing', [['3', '0', '0']], '0', 'inclusive', '0'],
] as const)('the depth of discounts: %s', (_, given, discount, mode, expected) => {
  const lines = given.map(([quantity, price, discountRate]) => ({ quantity, price, discountRate, taxRate: '13' }));
  expect(discountDepth(lines, priceLines(lines, { mode, digits: 2, discount }).totals, mode)).toBe(expected);
});
