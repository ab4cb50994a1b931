import { priceLines, TAX_MODES, type TaxMode } from '@guanxi/shared/documents';
import { isDecimal, round, sum } from '@guanxi/shared/kernel';
import type { Compute, Edits } from './document-ui';

const decimal = (value: unknown): string => (isDecimal(String(value ?? '')) ? String(value) : '0');
const modeOf = (edits: Edits): TaxMode => TAX_MODES.find((mode) => mode === edits['taxMode']) ?? 'inclusive';

/** Net, tax and gross of priced lines, by the same rules as on the server. */
export const pricedTotals: Compute = (lines, edits, digits) => {
  const priced = priceLines(
    lines.map((line) => ({
      quantity: decimal(line['quantity']),
      price: decimal(line['price']),
      discountRate: decimal(line['discountRate']),
      taxRate: decimal(line['taxRate']),
    })),
    { mode: modeOf(edits), digits, discount: decimal(edits['discount']) },
  );
  const named = (amounts: { net: string; tax: string; gross: string }) => ({
    netAmount: amounts.net,
    taxAmount: amounts.tax,
    grossAmount: amounts.gross,
  });
  return { lines: priced.lines.map(named), totals: named(priced.totals) };
};

/** The sum of plain amounts. */
export const amountTotal: Compute = (lines, _edits, digits) => {
  const amounts = lines.map((line) => round(decimal(line['amount']), digits));
  return { lines: amounts.map((amount) => ({ amount })), totals: { amount: round(sum(amounts), digits) } };
};
