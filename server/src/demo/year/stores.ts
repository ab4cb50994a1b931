import { Injectable } from '@nestjs/common';
import { addDays, type DateOnly } from '@guanxi/shared/kernel';
import { stockEntry, stockIssue } from '@guanxi/shared/inventory';
import { Db } from '../../kernel/db/db.js';
import { tidy } from './basket.js';
import { seasonalDays } from '../stage/calendar.js';
import type { Goods } from '../company/goods.js';
import { Paperwork, type UpTo } from '../stage/paperwork.js';
import { decimal } from '../setting.js';
import type { Story } from '../story.js';

/** What should lie in each warehouse of a product, in money at sale prices. */
const LEVELS = [60_000, 24_000];
const RESTOCK_DAYS = 21;
const ISSUES = 6;
const REASONS = ['used', 'scrap', 'lost', 'gift'] as const;

interface Stock {
  readonly productId: string;
  readonly free: string;
  readonly missing: string;
}

/** What comes into the warehouses and leaves them without a customer. */
@Injectable()
export class Stores {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly db: Db,
  ) {}

  plan(story: Story): void {
    const { setting, calendar } = story;
    calendar.at(setting.first, (day) => this.begin(story, day));
    for (let day = addDays(setting.first, RESTOCK_DAYS); day < setting.today; day = addDays(day, RESTOCK_DAYS)) {
      calendar.at(day, (when) => this.restock(story, when));
    }
    const random = setting.random.stream('issues');
    for (const day of seasonalDays(random, ISSUES, addDays(setting.first, 40), addDays(setting.today, -5))) {
      calendar.at(day, (when) => this.issue(story, when, 'effective'));
    }
  }

  /** Buys again what is short; nothing when everything is there. */
  private async restock(story: Story, day: DateOnly): Promise<void> {
    for (const warehouse of story.shop.warehouses.keys()) {
      const stocks = await this.stocksOf(story.shop.warehouses[warehouse]!);
      const lines = goodsOf(story).flatMap((goods) => {
        const level = LEVELS[warehouse]! / goods.price;
        const stock = stocks.get(goods.id);
        const [free, missing] = [Number(stock?.free ?? 0), Number(stock?.missing ?? 0)];
        return free > level / 2 && missing === 0
          ? []
          : [lineOf(story, goods, level * (0.7 + 0.6 * story.random.next()) + missing)];
      });
      if (lines.length > 0)
        await this.enter(
          story,
          warehouse,
          { date: day, reason: 'other', note: story.setting.words.notes.bought, lines },
          'effective',
        );
    }
  }

  /** A small purchase that has just arrived. */
  async arrive(story: Story, day: DateOnly, upTo: UpTo): Promise<void> {
    const lines = story.random.sample(goodsOf(story), 4).map((goods) => lineOf(story, goods, LEVELS[1]! / goods.price));
    await this.enter(story, 1, { date: day, reason: 'other', note: story.setting.words.notes.bought, lines }, upTo);
  }

  /** Takes something out that nobody bought. */
  async issue(story: Story, day: DateOnly, upTo: UpTo): Promise<void> {
    const { random, shop, staff } = story;
    const stocks = await this.stocksOf(shop.warehouses[0]!);
    const there = goodsOf(story).filter((goods) => Number(stocks.get(goods.id)?.free ?? 0) > 3);
    const paper = await this.paperwork.create(stockIssue.type, staff.keepers[0]!, {
      ...{ warehouseId: shop.warehouses[0], date: day, reason: random.pick(REASONS) },
      lines: random
        .sample(there, random.between(1, 2))
        .map((goods) => ({ productId: goods.id, quantity: String(random.between(1, 3)) })),
    });
    await this.paperwork.send(paper, staff.keepers[0]!, upTo);
  }

  /** What lay there when the system was introduced. */
  private async begin(story: Story, day: DateOnly): Promise<void> {
    for (const [warehouse, level] of LEVELS.entries()) {
      const lines = goodsOf(story).map((goods) =>
        lineOf(story, goods, (level / goods.price) * (0.6 + 0.8 * story.random.next())),
      );
      const input = { date: day, reason: 'opening', note: story.setting.words.notes.opening, lines };
      await this.enter(story, warehouse, input, 'effective');
    }
  }

  private async enter({ shop, staff }: Story, warehouse: number, input: object, upTo: UpTo): Promise<void> {
    const keeper = staff.keepers[warehouse]!;
    const paper = await this.paperwork.create(stockEntry.type, keeper, {
      warehouseId: shop.warehouses[warehouse],
      ...input,
    });
    await this.paperwork.send(paper, keeper, upTo);
  }

  private async stocksOf(warehouseId: string): Promise<Map<string, Stock>> {
    const rows = await this.db.query<Stock>(
      `SELECT b.product_id AS "productId", b.on_hand - b.reserved AS free, coalesce(d.missing, 0) AS missing FROM stock_balance b
       LEFT JOIN (SELECT product_id, sum(quantity - reserved) AS missing FROM demand WHERE warehouse_id = $1 GROUP BY 1) d ON d.product_id = b.product_id
       WHERE b.warehouse_id = $1`,
      [warehouseId],
    );
    return new Map(rows.map((row) => [row.productId, row]));
  }
}

const goodsOf = ({ shop }: Story): Goods[] => shop.goods.filter((goods) => !goods.isService);

function lineOf(
  { random }: Story,
  goods: Goods,
  quantity: number,
): { productId: string; quantity: string; unitCost: string } {
  return {
    productId: goods.id,
    quantity: String(tidy(quantity)),
    unitCost: decimal(goods.cost * (0.97 + 0.06 * random.next())),
  };
}
