import { Injectable } from '@nestjs/common';
import { addDays, compare, multiply, permissionOf, round, type DateOnly } from '@guanxi/shared/kernel';
import { salesOrder } from '@guanxi/shared/sales-orders';
import { QuotationToOrder } from '../../modules/sales-orders/index.js';
import { fillBasket } from './basket.js';
import { seasonalDays } from '../stage/calendar.js';
import type { Client } from '../company/clients.js';
import { Deliveries } from './deliveries.js';
import { Money } from './money.js';
import { Paperwork, type TradePaper } from '../stage/paperwork.js';
import { deck, type Random } from '../stage/random.js';
import { Stage } from '../stage/stage.js';
import { progressOf, type OrderFate, type Story } from '../story.js';

/** Orders without a quotation before them. */
const OLD = { void: 2, whole: 7, split: 2 } as const;
const RECENT = { draft: 3, pending: 4, rejected: 2, whole: 1, split: 1 } as const;
const RECENT_DAYS = 14;
const DEPOSIT = { from: '30000', chance: 0.15, share: '0.3' };
/** So often goods come from the first warehouse. */
const FIRST_WAREHOUSE = 0.75;

/** What a customer agreed to. */
export interface Deal {
  readonly client: Client;
  readonly fate: OrderFate;
  /** Only half of the quoted lines. */
  readonly isPart: boolean;
}

/** Orders of customers, with and without a quotation before them. */
@Injectable()
export class Orders {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly stage: Stage,
    private readonly quotationToOrder: QuotationToOrder,
    private readonly deliveries: Deliveries,
    private readonly money: Money,
  ) {}

  /** Puts the orders without a quotation on the calendar. */
  plan(story: Story, choose: (story: Story, random: Random) => Client): void {
    const { setting, calendar } = story;
    const random = setting.random.stream('orders');
    const recent = addDays(setting.today, -RECENT_DAYS);
    const [old, young] = [random.shuffle<OrderFate>(deck(OLD)), random.shuffle<OrderFate>(deck(RECENT))];
    const days = [
      ...seasonalDays(random, old.length, addDays(setting.first, 10), recent),
      ...seasonalDays(random, young.length, addDays(recent, 1), setting.today),
    ];
    for (const [index, fate] of [...old, ...young].entries()) {
      const client = choose(story, random);
      calendar.at(days[index]!, (day) => this.direct(story, { client, fate, isPart: false }, day));
    }
  }

  /** Turns a quotation into an order. */
  async fromQuotation(story: Story, quotationId: string, deal: Deal, day: DateOnly): Promise<void> {
    const seller = deal.client.ownerId;
    const warehouse = story.random.chance(FIRST_WAREHOUSE) ? 0 : 1;
    const terms = this.terms(story, warehouse, day);
    const whole: TradePaper = await this.stage.asHolder(seller, permissionOf(salesOrder, 'create'), () =>
      this.quotationToOrder.run(quotationId, terms),
    );
    const order = deal.isPart
      ? await this.paperwork.change<TradePaper>(whole, seller, { lines: halfOf(whole) })
      : whole;
    await this.carryOn(story, { ...deal, order, warehouse }, day);
  }

  private async direct(story: Story, deal: Deal, day: DateOnly): Promise<void> {
    const { client } = deal;
    const { random } = story;
    const warehouse = random.chance(FIRST_WAREHOUSE) ? 0 : 1;
    const order = await this.paperwork.create<TradePaper>(salesOrder.type, client.ownerId, {
      ...{ customerId: client.id, contactId: random.pick(client.contactIds), ...this.terms(story, warehouse, day) },
      lines: fillBasket(random, story.shop.goods, client.level, progressOf(story, day)),
    });
    await this.carryOn(story, { ...deal, order, warehouse }, day);
  }

  private terms({ shop, random }: Story, warehouse: number, day: DateOnly): object {
    return {
      ...{ date: day, warehouseId: shop.warehouses[warehouse], promisedDate: addDays(day, random.between(10, 25)) },
      customerOrderNo: random.chance(0.6) ? `PO${day.slice(2).replaceAll('-', '')}-${random.between(10, 99)}` : null,
    };
  }

  private async carryOn(
    story: Story,
    deal: Deal & { order: TradePaper; warehouse: number },
    day: DateOnly,
  ): Promise<void> {
    const { order, client, fate, warehouse } = deal;
    const { random, setting } = story;
    const { reasons, agreed } = setting.words;
    const seller = client.ownerId;
    if (fate === 'draft' || fate === 'pending' || fate === 'rejected') {
      await this.paperwork.send(order, seller, fate === 'draft' ? 'draft' : 'pending');
      if (fate === 'rejected') await this.paperwork.reject(order, reasons.rejected[1]!);
      return;
    }
    await this.paperwork.send(order, seller, 'effective', random.chance(0.25) ? random.pick(agreed) : null);
    if (fate === 'void') {
      const reason = random.pick(reasons.void);
      story.calendar.at(addDays(day, 1), () => this.paperwork.perform(order, seller, 'void', reason));
      return;
    }
    if (compare(order.amount!, DEPOSIT.from) > 0 && random.chance(DEPOSIT.chance)) {
      const amount = round(multiply(order.amount!, DEPOSIT.share), setting.company.minorUnit);
      story.calendar.at(addDays(day, 1), (when) =>
        this.money.deposit(story, client, { orderId: order.id, amount }, when),
      );
    }
    this.deliveries.expect(story, { order, client, seller, warehouse, fate }, addDays(day, random.between(5, 20)));
  }
}

/** The first half of the lines, with what they came from. */
function halfOf(order: TradePaper): object[] {
  return order.lines
    .slice(0, Math.ceil(order.lines.length / 2))
    .map(({ id, product, unit, quantity, price, discountRate, taxRate, quotationLineId }) => ({
      ...{ id, productId: product.id, unit, quantity, price, discountRate, taxRate, quotationLineId },
    }));
}
