import fc from 'fast-check';
import {
  add,
  allocate,
  compare,
  divide,
  isDecimal,
  isZero,
  maximum,
  minimum,
  multiply,
  negate,
  round,
  subtract,
  sum,
  trim,
} from './decimal.js';

/** Decimals with at most `digits` fraction digits, as people and databases write them. */
const decimal = (digits: number, max = 10n ** 15n): fc.Arbitrary<string> =>
  fc.bigInt({ min: -max, max }).map((units) => {
    const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
    const fraction = digits ? `.${text.slice(-digits)}` : '';
    return `${units < 0n ? '-' : ''}${text.slice(0, text.length - digits)}${fraction}`;
  });
const weight = decimal(2, 10n ** 9n).map((value) => value.replace('-', ''));

describe('decimals', () => {
  test('plain notation only, 24 digits before and 12 behind the point', () => {
    for (const value of ['0', '-12.50', '007', '0.000000000001', '9'.repeat(24)]) expect(isDecimal(value)).toBe(true);
    const wrong = [
      '',
      '1e3',
      '+1',
      '.5',
      '5.',
      '1,000',
      ' 1',
      '١',
      'NaN',
      'Infinity',
      '9'.repeat(25),
      '0.0000000000001',
      1,
      null,
      undefined,
    ];
    for (const value of wrong) expect(isDecimal(value)).toBe(false);
  });

  test('no binary rounding', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(multiply('1.1', '1.1')).toBe('1.21');
    expect(subtract('1000000000000000.01', '0.01')).toBe('1000000000000000');
    expect(divide('1', '3')).toMatch(/^0\.3{60}$/);
    expect(() => divide('1', '0.00')).toThrow(RangeError);
  });

  test('halves are rounded away from zero, and zeros are kept', () => {
    expect(['2.345', '-2.345', '2.344999', '0', '1.005'].map((value) => round(value, 2))).toEqual([
      '2.35',
      '-2.35',
      '2.34',
      '0.00',
      '1.01',
    ]);
    expect([round('2.5', 0), round('-0.4', 0)]).toEqual(['3', '-0']);
    expect([trim('12.500'), trim('100'), negate('0'), negate('-1.50')]).toEqual(['12.5', '100', '0', '1.5']);
  });

  test('sums do not depend on the order, and differences undo them', () => {
    fc.assert(fc.property(fc.array(decimal(4)), (values) => compare(sum(values), sum([...values].reverse())) === 0));
    fc.assert(fc.property(decimal(6), decimal(6), (a, b) => compare(subtract(add(a, b), b), a) === 0));
    fc.assert(
      fc.property(decimal(6), decimal(6), (a, b) => compare(add(minimum(a, b), maximum(a, b)), add(a, b)) === 0),
    );
  });

  test('a rounded value is at most half a unit away', () => {
    fc.assert(
      fc.property(decimal(6), fc.integer({ min: 0, max: 4 }), (value, digits) => {
        const away = subtract(value, round(value, digits)).replace('-', '');
        return compare(away, divide('0.5', `1${'0'.repeat(digits)}`)) <= 0;
      }),
    );
  });
});

describe('an amount that is spread', () => {
  test('goes out to the last unit, the largest remainders first', () => {
    expect(allocate('100', ['1', '1', '1'], 2)).toEqual(['33.34', '33.33', '33.33']);
    expect(allocate('0.05', ['1', '2', '7'], 2)).toEqual(['0.01', '0.01', '0.03']);
    expect(allocate('10', ['1', '1', '1'], 0)).toEqual(['4', '3', '3']);
    expect(allocate('-100', ['1', '1', '1'], 2)).toEqual(['-33.33', '-33.33', '-33.34']);
    expect(allocate('5', ['0', '0'], 2)).toEqual(['5.00', '0.00']);
    expect(allocate('5', [], 2)).toEqual([]);
  });

  test('is the sum of its parts, each within a unit of its exact share, nothing for no weight', () => {
    const amount = decimal(2, 10n ** 12n);
    fc.assert(
      fc.property(amount, fc.array(weight, { minLength: 1, maxLength: 30 }), (value, weights) => {
        const parts = allocate(value, weights, 2);
        expect(compare(sum(parts), value)).toBe(0);
        const total = sum(weights);
        if (isZero(total)) return;
        weights.forEach((one, index) => {
          const away = subtract(parts[index]!, divide(multiply(value, one), total)).replace('-', '');
          expect(compare(away, '0.01')).toBe(-1);
          if (isZero(one)) expect(isZero(parts[index]!)).toBe(true);
        });
      }),
    );
  });

  test('never gives a negative part of a positive amount', () => {
    const positive = decimal(2, 10n ** 12n).map((value) => value.replace('-', ''));
    fc.assert(
      fc.property(positive, fc.array(weight, { minLength: 1 }), (value, weights) =>
        allocate(value, weights, 2).every((part) => compare(part, '0') >= 0),
      ),
    );
  });
});
