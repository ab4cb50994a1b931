import { add, compare, isDecimal, isPositive, minimum, subtract, sum, trim } from '@guanxi/shared/kernel';
import type { Ref, Schemas } from '@/api/types';

/** Something that a customer owes, with what is open of it. */
export type OpenItem = Pick<
  Schemas['ReceivableView'],
  'id' | 'number' | 'documentType' | 'date' | 'dueDate' | 'openAmount'
>;

/** So much of the money for that item. The id is that of the line, where the receipt has it already. */
export interface Settling {
  id?: string;
  item: Ref;
  amount: string;
}

export const refOf = (item: OpenItem): Ref => ({ id: item.id, name: item.number ?? '' });

/** In the order in which debts are paid: what was due first comes first. */
export const oldestFirst = <Item extends OpenItem>(items: readonly Item[]): Item[] => {
  const keyOf = (item: Item) => `${item.dueDate} ${item.date} ${item.number ?? ''}`;
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

/** Gives an amount to items in their order, each as much as is open of it, until nothing is left. */
export function allot(items: readonly OpenItem[], amount: string): Settling[] {
  const settlings: Settling[] = [];
  let left = isDecimal(amount) ? amount : '0';
  for (const item of items) {
    if (!isPositive(left)) break;
    const part = minimum(left, item.openAmount);
    settlings.push({ item: refOf(item), amount: trim(part) });
    left = subtract(left, part);
  }
  return settlings;
}

/** The settlings with another amount for an item; an empty one takes the item out. */
export function withAmount(settlings: readonly Settling[], item: Ref, amount: string): Settling[] {
  if (amount.trim() === '') return settlings.filter((settling) => settling.item.id !== item.id);
  if (!settlings.some((settling) => settling.item.id === item.id)) return [...settlings, { item, amount }];
  return settlings.map((settling) => (settling.item.id === item.id ? { ...settling, amount } : settling));
}

export const totalOf = (settlings: readonly Settling[]): string =>
  sum(settlings.map((settling) => settling.amount).filter(isDecimal));

/** What an item may take at most: what is open of it, and what the others leave of the money. */
export function mostFor(item: OpenItem, settlings: readonly Settling[], available: string): string {
  const others = totalOf(withAmount(settlings, refOf(item), ''));
  const left = subtract(isDecimal(available) ? available : add(others, item.openAmount), others);
  return isPositive(left) ? trim(minimum(item.openAmount, left)) : '';
}

export type Fault = 'not-a-number' | 'too-much' | null;

/** What is wrong with the amount that an item is given. */
export function faultOf(amount: string | undefined, open: string): Fault {
  if (amount === undefined) return null;
  if (!isDecimal(amount) || !isPositive(amount)) return 'not-a-number';
  return compare(amount, open) > 0 ? 'too-much' : null;
}
