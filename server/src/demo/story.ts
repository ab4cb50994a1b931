import type { DateOnly } from '@guanxi/shared/kernel';
import type { Calendar } from './stage/calendar.js';
import type { Client } from './company/clients.js';
import type { Shop } from './company/goods.js';
import type { Named } from './stage/paperwork.js';
import type { Random } from './stage/random.js';
import type { Setting } from './setting.js';
import type { Staff } from './company/staff.js';

/** An order in force that is not wholly delivered. */
export interface OrderInHand {
  readonly order: Named;
  readonly client: Client;
  readonly seller: string;
  /** Which warehouse, by its place in the list. */
  readonly warehouse: number;
  readonly fate: OrderFate;
}

/** A delivery that waits for its invoice. */
export interface DeliveryInHand {
  readonly deliveryId: string;
  readonly lines: readonly { readonly deliveryLineId: string; readonly quantity: string }[];
  readonly hand: OrderInHand;
}

/** What becomes of an order: `split` is delivered in two parts, `closed` only in its first part. */
export type OrderFate = 'draft' | 'pending' | 'rejected' | 'void' | 'whole' | 'split' | 'closed';

/** The year as it is told: the setting, who plays, and what is still open. */
export interface Story {
  readonly setting: Setting;
  readonly staff: Staff;
  readonly shop: Shop;
  readonly clients: readonly Client[];
  readonly calendar: Calendar;
  /** What happens by chance as the year passes; one thing happens after the other, so the order is always the same. */
  readonly random: Random;
  readonly toDeliver: Map<string, OrderInHand>;
  readonly toInvoice: Map<string, DeliveryInHand>;
  /** Receipts of deposits by the order that they are for. */
  readonly deposits: Map<string, string>;
}

/** Which share of the year has passed, 0 to 1. */
export function progressOf({ setting }: Story, day: DateOnly): number {
  const [from, now, to] = [setting.first, day, setting.today].map((date) => Date.parse(date)) as [
    number,
    number,
    number,
  ];
  return (now - from) / (to - from);
}
