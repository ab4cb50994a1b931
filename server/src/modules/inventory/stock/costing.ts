import {
  add,
  compare,
  divide,
  isPositive,
  maximum,
  minimum,
  multiply,
  negate,
  round,
  subtract,
} from '@guanxi/shared/kernel';

const VALUE_DIGITS = 4;

/** What is in stock, and what it is worth. */
interface Stock {
  readonly onHand: string;
  readonly value: string;
}

/**
 * The value of what goes out at the moving average; the last piece takes the whole rest, so that nothing stays behind. What
 * goes out before it has come costs nothing yet: see `lateCost`.
 */
export function averageValue({ onHand, value }: Stock, quantity: string): string {
  const out = negate(quantity);
  if (compare(out, onHand) === 0) return negate(value);
  if (!isPositive(onHand)) return '0';
  return negate(minimum(round(divide(multiply(value, out), onHand), VALUE_DIGITS), maximum(value, '0')));
}

/**
 * What leaves the value again when goods come in where none were: pieces that had gone out before cost what these cost, and
 * stock that is not there is worth nothing. Negative, as what goes out is.
 */
export function lateCost({ onHand, value }: Stock, quantity: string, cost: string): string {
  const left = add(onHand, quantity);
  const worth = isPositive(left) ? round(divide(multiply(cost, left), quantity), VALUE_DIGITS) : '0';
  return subtract(worth, add(value, cost));
}

/** Whether goods come in where none were. */
export const comesLate = ({ onHand }: Stock, quantity: string): boolean => isPositive(quantity) && !isPositive(onHand);
