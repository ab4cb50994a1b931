import type { Decimal } from '../kernel/index.js';
import { add, allocate, divide, isZero, maximum, multiply, round, subtract, sum, trim } from '../kernel/index.js';

/** Whether the unit prices of a document contain the tax (含税) or not (不含税). */
export const TAX_MODES = ['inclusive', 'exclusive'] as const;
export type TaxMode = (typeof TAX_MODES)[number];

/** What a line is priced from. Rates are percentages: `13` is 13 %. */
export interface PricedLine {
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly discountRate: Decimal;
  readonly taxRate: Decimal;
}

/** Amounts of a line or a document, in the document's currency; `gross` = `net` + `tax` always. */
export interface Amounts {
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly gross: Decimal;
}

function amountsOf(base: Decimal, taxRate: Decimal, mode: TaxMode, digits: number): Amounts {
  const factor = add('1', multiply(taxRate, '0.01'));
  if (mode === 'inclusive') {
    const net = round(divide(base, factor), digits);
    return { gross: base, net, tax: round(subtract(base, net), digits) };
  }
  const gross = round(multiply(base, factor), digits);
  return { net: base, gross, tax: round(subtract(gross, base), digits) };
}

/**
 * Prices lines: each is rounded half up to the currency's minor unit after its discount, then a document discount is
 * spread over the lines to the last unit (largest remainder), then tax is split off or added per line.
 */
export function priceLines(
  lines: readonly PricedLine[],
  options: { mode: TaxMode; digits: number; discount?: Decimal },
): { lines: Amounts[]; totals: Amounts } {
  const { mode, digits } = options;
  const bases = lines.map((line) =>
    round(multiply(line.quantity, line.price, subtract('100', line.discountRate), '0.01'), digits),
  );
  const shares = allocate(options.discount ?? '0', bases, digits);
  const priced = lines.map((line, index) =>
    amountsOf(round(subtract(bases[index]!, shares[index]!), digits), line.taxRate, mode, digits),
  );
  return { lines: priced, totals: totalsOf(priced, digits) };
}

/** The sums of line amounts, padded to the currency's minor unit. */
export const totalsOf = (lines: readonly Amounts[], digits: number): Amounts => ({
  net: round(sum(lines.map((line) => line.net)), digits),
  tax: round(sum(lines.map((line) => line.tax)), digits),
  gross: round(sum(lines.map((line) => line.gross)), digits),
});

/**
 * How deep the discounts of a document go: the share, in per cent, by which its amount lies below the sum of its unit prices.
 * Of documents priced without tax it is the share of the net amount.
 */
export function discountDepth(lines: readonly PricedLine[], totals: Amounts, mode: TaxMode): Decimal {
  const full = sum(lines.map((line) => multiply(line.quantity, line.price)));
  if (isZero(full)) return '0';
  const given = subtract(full, mode === 'inclusive' ? totals.gross : totals.net);
  return trim(maximum('0', round(divide(multiply(given, '100'), full), 2)));
}
