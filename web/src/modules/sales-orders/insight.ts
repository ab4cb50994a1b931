import { add, compare, divide, isDecimal, isPositive, multiply, subtract, sum, trim } from '@guanxi/shared/kernel';
import type { Schemas } from '@/api/types';
import type { Edits } from '@/documents/document-ui';
import { productIdOf, type ProductFacts } from '../inventory/references';

export type StockFacts = Pick<Schemas['StockView'], 'product' | 'available' | 'onHand'> &
  Partial<Pick<Schemas['StockView'], 'value'>>;

const decimal = (value: unknown): string | undefined => (isDecimal(value) ? value : undefined);

/** The quantity of a line in the base unit of its product; undefined where it cannot be told yet. */
export function baseQuantity(line: Edits, { unit, units }: ProductFacts): string | undefined {
  const quantity = decimal(line['quantity']);
  if (quantity === undefined) return undefined;
  if (!line['unit'] || line['unit'] === unit) return quantity;
  const factor = units.find((item) => item.unit === line['unit']);
  return factor && divide(multiply(quantity, factor.numerator), factor.denominator);
}

const withTax = (rate: string): string => add('1', divide(rate, '100'));

/** What one base unit costs, without tax: the average of what lies there, else the purchase price. */
export function unitCost(product: ProductFacts, stock: StockFacts[]): string | undefined {
  const values = stock.map(({ value }) => decimal(value));
  const onHand = sum(stock.map((row) => row.onHand));
  if (isPositive(onHand) && values.every((value) => value !== undefined)) return divide(sum(values), onHand);
  const price = decimal(product.purchasePrice);
  return price && divide(price, withTax(decimal(product.taxRate) ?? '0'));
}

export interface Availability {
  available: string;
  /** What this line and the ones before it need. */
  needed: string;
  short: boolean;
}

/** How far what is available reaches: lines of one product draw from it one after the other. */
export function availability(
  lines: Edits[],
  products: Map<string, ProductFacts>,
  available: (productId: string) => string,
): (Availability | undefined)[] {
  const drawn = new Map<string, string>();
  return lines.map((line) => {
    const id = productIdOf(line);
    const product = id === undefined ? undefined : products.get(id);
    if (!product || product.kind !== 'goods') return undefined;
    const there = available(product.id);
    const needed = add(drawn.get(product.id) ?? '0', baseQuantity(line, product) ?? '0');
    drawn.set(product.id, needed);
    return { available: trim(there), needed: trim(needed), short: compare(needed, there) > 0 };
  });
}

export interface Margin {
  amount: string;
  /** Per cent of the net amount, with one digit. */
  rate: number;
}

/** What is left of a net amount; undefined where nothing is asked for, so that there is no share to tell. */
export function marginOf(net: string, cost: string): Margin | undefined {
  if (!isPositive(net)) return undefined;
  const amount = subtract(net, cost);
  return { amount, rate: Number((Number(divide(amount, net)) * 100).toFixed(1)) };
}

export interface CreditUse {
  limit: string | null;
  used: string;
  added: string;
  /** Limit left once this is approved; null without a limit. */
  left: string | null;
}

/** What a document adds to the credit that its customer uses; `inForce` is what of it is in use already. */
export function creditUse(
  credit: Pick<Schemas['CreditView'], 'limit' | 'used'>,
  amount: string,
  inForce: string,
): CreditUse {
  const added = subtract(amount, inForce);
  const limit = credit.limit ?? null;
  return { limit, used: credit.used, added, left: limit === null ? null : subtract(limit, add(credit.used, added)) };
}
