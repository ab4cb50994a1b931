import { add, divide, multiply, round, subtract } from '@guanxi/shared/kernel';
import type { DeliveredLine } from './delivery-lines.js';

/** Amounts of an invoice line; gross = net + tax. */
export interface InvoiceAmounts {
  readonly baseQuantity: string;
  readonly netAmount: string;
  readonly taxAmount: string;
  readonly grossAmount: string;
}

/**
 * The amounts of a part of an order line. They are differences of the running total, so that the parts of a line add up to
 * the line to the cent, however it is split. `before` is what is invoiced already or stands earlier on the same invoice.
 */
export function partOf(line: DeliveredLine, quantity: string, before: string, digits: number): InvoiceAmounts {
  const baseQuantity = round(divide(multiply(quantity, line.baseQuantity), line.quantity), 6);
  const upTo = (amount: string, base: string): string =>
    round(divide(multiply(amount, base), line.orderedBase), digits);
  const after = add(before, baseQuantity);
  const part = (amount: string): string => round(subtract(upTo(amount, after), upTo(amount, before)), digits);
  const grossAmount = part(line.grossAmount);
  const netAmount = part(line.netAmount);
  return { baseQuantity, netAmount, grossAmount, taxAmount: round(subtract(grossAmount, netAmount), digits) };
}
