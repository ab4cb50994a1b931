import { compare, divide, isDecimal, isPositive, multiply, round, subtract, sum } from '@guanxi/shared/kernel';
import type { Compute, Edits } from '@/documents/document-ui';

const KEYS = ['netAmount', 'taxAmount', 'grossAmount'] as const;
type Amounts = Record<(typeof KEYS)[number], string>;

/** Nothing where the line was only now taken along, or where the reader may not see amounts. */
function amountsOf(line: Edits, digits: number): Amounts | undefined {
  const { quantity, billed, taxAmount: tax, grossAmount: gross } = line;
  if (![quantity, billed, tax, gross].every(isDecimal) || !isPositive(String(billed))) return undefined;
  const part = (amount: unknown): string =>
    compare(String(quantity), String(billed)) === 0
      ? String(amount)
      : round(divide(multiply(String(amount), String(quantity)), String(billed)), digits);
  const [taxAmount, grossAmount] = [part(tax), part(gross)];
  return { netAmount: subtract(grossAmount, taxAmount), taxAmount, grossAmount };
}

/**
 * Amounts of an invoice that is being written: those of the draft, in proportion where a quantity was changed. The server
 * goes by what other invoices leave of the line, so that they may differ from these by the smallest coin.
 */
export const invoiceTotals: Compute = (lines, _edits, digits) => {
  const amounts = lines.map((line) => amountsOf(line, digits));
  const known = amounts.filter((item) => item !== undefined);
  const totals = KEYS.map((key): [string, string] => [key, sum(known.map((item) => item[key]))]);
  return {
    lines: amounts.map((item) => ({ ...item })),
    totals: known.length === lines.length ? Object.fromEntries(totals) : {},
  };
};
