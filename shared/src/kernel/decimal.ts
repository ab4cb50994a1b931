import { Decimal as Big } from 'decimal.js';

/**
 * Decimal arithmetic for money, quantities and rates. Values travel as strings in plain notation; nothing here ever
 * passes through binary floating point.
 */
const D = Big.clone({ precision: 60, rounding: Big.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 60 });

/** A decimal number in plain notation: `-12.50`, never `1e3`. */
export type Decimal = string;

const PLAIN = /^-?\d{1,24}(\.\d{1,12})?$/;

/** True for a decimal in plain notation with at most 24 integer and 12 fraction digits. */
export const isDecimal = (value: unknown): value is Decimal => typeof value === 'string' && PLAIN.test(value);

export const add = (first: Decimal, ...rest: Decimal[]): Decimal =>
  rest.reduce((sum, value) => sum.plus(value), new D(first)).toFixed();
export const subtract = (a: Decimal, b: Decimal): Decimal => new D(a).minus(b).toFixed();
export const multiply = (first: Decimal, ...rest: Decimal[]): Decimal =>
  rest.reduce((product, value) => product.times(value), new D(first)).toFixed();
/** Quotient with 60 significant digits; throws a RangeError on division by zero. */
export const divide = (a: Decimal, b: Decimal): Decimal => {
  if (isZero(b)) throw new RangeError('division by zero');
  return new D(a).dividedBy(b).toFixed();
};
export const negate = (a: Decimal): Decimal => (isZero(a) ? '0' : new D(a).negated().toFixed());
/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => (a === b ? 0 : (new D(a).comparedTo(b) as -1 | 0 | 1));
/** Looks at the digits alone, so only plain notation gets a right answer; the same goes for the two below. */
export const isZero = (a: Decimal): boolean => !/[1-9]/.test(a);
export const isNegative = (a: Decimal): boolean => a.startsWith('-') && !isZero(a);
export const isPositive = (a: Decimal): boolean => !a.startsWith('-') && !isZero(a);
export const minimum = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const maximum = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);
/** Rounds half away from zero to `digits` fraction digits and pads with zeros: `round('2.345', 2)` is `'2.35'`. */
export const round = (a: Decimal, digits: number): Decimal => new D(a).toFixed(digits, Big.ROUND_HALF_UP);
/** Drops trailing zeros of the fraction: `'12.500'` is `'12.5'`. */
export const trim = (a: Decimal): Decimal => new D(a).toFixed();
export const sum = (values: Iterable<Decimal>): Decimal => add('0', ...values);

/**
 * Splits `amount` over `weights` so that the parts sum to it exactly, each to `digits` fraction digits
 * (largest-remainder method; ties go to the earlier part). With no positive weight everything falls on the first part.
 */
export function allocate(amount: Decimal, weights: readonly Decimal[], digits: number): Decimal[] {
  if (weights.length === 0) return [];
  const total = sum(weights);
  if (isZero(total) || isZero(amount)) return weights.map((_, index) => round(index === 0 ? amount : '0', digits));
  const unit = new D(10).pow(-digits);
  const exact = weights.map((weight) => new D(amount).times(weight).dividedBy(total));
  const parts = exact.map((value) => value.toDecimalPlaces(digits, Big.ROUND_FLOOR));
  const rest = new D(amount).minus(parts.reduce((a, b) => a.plus(b), new D(0)));
  const order = exact
    .map((value, index) => ({ index, remainder: value.minus(parts[index]!) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  for (let given = 0; given < rest.dividedBy(unit).round().toNumber(); given += 1) {
    const index = order[given % order.length]!.index;
    parts[index] = parts[index]!.plus(unit);
  }
  return parts.map((part) => part.toFixed(digits));
}
