import type { Level } from '../company/clients.js';
import type { Goods } from '../company/goods.js';
import type { Random } from '../stage/random.js';
import { decimal } from '../setting.js';

/** A line as quotations and orders take it. */
export interface BasketLine {
  readonly productId: string;
  readonly unit?: string;
  readonly quantity: string;
  readonly price: string;
  readonly discountRate: string;
}

/** What customers of a level spend at once, from and to, and on how many lines. */
const HABITS: Record<
  Level,
  { spend: readonly [number, number]; lines: readonly [number, number]; discount: readonly [number, number] }
> = {
  KA: { spend: [60_000, 220_000], lines: [3, 6], discount: [8, 12] },
  A: { spend: [20_000, 90_000], lines: [2, 5], discount: [4, 8] },
  B: { spend: [6_000, 36_000], lines: [1, 4], discount: [0, 3] },
  C: { spend: [1_500, 9_000], lines: [1, 2], discount: [0, 0] },
};
/** By how much people spend more at the end of the year than at its beginning. */
const GROWTH = 0.4;
const SERVICE_SHARE = 0.12;
const BOX_SHARE = 0.4;

/** A quantity that somebody would order: 1 to 20, then fives, tens, fifties. */
export function tidy(quantity: number): number {
  const step = quantity >= 200 ? 50 : quantity >= 50 ? 10 : quantity >= 20 ? 5 : 1;
  return Math.max(1, Math.round(quantity / step) * step);
}

/** What a customer of a level asks for; `progress` is the share of the year that has passed. */
export function fillBasket(random: Random, goods: readonly Goods[], level: Level, progress: number): BasketLine[] {
  const { spend, lines, discount } = HABITS[level];
  const count = random.between(...lines);
  const perLine = (random.between(...spend) * (1 + GROWTH * progress)) / count;
  const discountRate = String(random.between(...discount));
  const stocked = goods.filter((one) => !one.isService);
  const filled = random.sample(stocked, count).map((one) => lineOf(random, one, perLine, discountRate));
  if (!random.chance(SERVICE_SHARE)) return filled;
  const service = random.pick(goods.filter((one) => one.isService));
  return [...filled, { productId: service.id, quantity: '1', price: decimal(service.price), discountRate: '0' }];
}

function lineOf(random: Random, goods: Goods, spend: number, discountRate: string): BasketLine {
  const quantity = (spend * (0.5 + random.next())) / goods.price;
  const byTheBox = goods.perBox !== undefined && quantity >= goods.perBox && random.chance(BOX_SHARE);
  if (!byTheBox)
    return { productId: goods.id, quantity: String(tidy(quantity)), price: decimal(goods.price), discountRate };
  const boxes = String(tidy(quantity / goods.perBox));
  return {
    productId: goods.id,
    unit: 'box',
    quantity: boxes,
    price: decimal(goods.price * goods.perBox),
    discountRate,
  };
}
