import { Injectable } from '@nestjs/common';
import { addDays, type DateOnly } from '@guanxi/shared/kernel';
import { quotation } from '@guanxi/shared/sales-orders';
import { fillBasket } from './basket.js';
import { seasonalDays } from '../stage/calendar.js';
import type { Client, Level } from '../company/clients.js';
import { Orders } from './orders.js';
import { Paperwork, type TradePaper } from '../stage/paperwork.js';
import { deck, type Random } from '../stage/random.js';
import { progressOf, type OrderFate, type Story } from '../story.js';

/** What becomes of a quotation: `open` waits for the customer, `part` is ordered in part, `mended` was rejected first. */
type Fate = 'draft' | 'pending' | 'rejected' | 'open' | 'void' | 'lost' | 'part' | 'mended' | 'won';

const OLD: Partial<Record<Fate, number>> = { void: 2, lost: 24, part: 3, mended: 3, won: 66 };
const RECENT: Partial<Record<Fate, number>> = { draft: 4, pending: 5, rejected: 3, open: 6, won: 4 };
const RECENT_DAYS = 21;
const VALID_DAYS = 30;
/** What becomes of the orders that follow. */
const ORDERS: Partial<Record<OrderFate, number>> = { whole: 52, split: 20, closed: 4 };
/** How often a customer of a level asks for an offer. */
export const FREQUENCY: Record<Level, number> = { KA: 7, A: 4, B: 2, C: 1 };

interface Plan {
  readonly day: DateOnly;
  readonly fate: Fate;
  readonly client: Client;
  readonly order: OrderFate;
}

const cards = <Key extends string>(counts: Partial<Record<Key, number>>): Key[] => deck(counts as Record<Key, number>);

/** Offers to customers, and what they make of them. */
@Injectable()
export class Quotations {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly orders: Orders,
  ) {}

  plan(story: Story): void {
    const { setting, calendar } = story;
    const random = setting.random.stream('quotations');
    const recent = addDays(setting.today, -RECENT_DAYS);
    const [old, young] = [random.shuffle(cards(OLD)), random.shuffle(cards(RECENT))];
    const days = [
      ...seasonalDays(random, old.length, addDays(setting.first, 3), recent),
      ...seasonalDays(random, young.length, addDays(recent, 1), setting.today),
    ];
    const followers = random.shuffle(cards(ORDERS));
    for (const [index, fate] of [...old, ...young].entries()) {
      const plan = {
        day: days[index]!,
        fate,
        client: chooseClient(story, random, fate),
        order: followers[index % followers.length]!,
      };
      calendar.at(plan.day, (day) => this.offer(story, { ...plan, day }));
    }
  }

  private async offer(story: Story, plan: Plan): Promise<void> {
    const { client, day, fate } = plan;
    const { random, setting } = story;
    const paper = await this.paperwork.create<TradePaper>(quotation.type, client.ownerId, {
      ...{
        customerId: client.id,
        contactId: random.pick(client.contactIds),
        date: day,
        validUntil: addDays(day, VALID_DAYS),
      },
      lines: fillBasket(random, story.shop.goods, client.level, progressOf(story, day)),
    });
    if (fate === 'draft' || fate === 'pending') {
      await this.paperwork.send(paper, client.ownerId, fate);
      return;
    }
    const comment = random.chance(0.25) ? random.pick(setting.words.agreed) : null;
    if (fate !== 'rejected' && fate !== 'mended') {
      await this.paperwork.send(paper, client.ownerId, 'effective', comment);
      return this.follow(story, paper, plan);
    }
    await this.paperwork.send(paper, client.ownerId, 'pending');
    await this.paperwork.reject(paper, setting.words.reasons.rejected[0]!);
    if (fate === 'rejected') return;
    await this.mend(paper, client);
    await this.paperwork.send(paper, client.ownerId, 'effective', comment);
    return this.follow(story, paper, plan);
  }

  /** Takes the discount back, as it was asked. */
  private async mend(paper: TradePaper, { ownerId }: Client): Promise<void> {
    const lines = paper.lines.map(({ id, product, unit, quantity, price }) => ({
      id,
      productId: product.id,
      unit,
      quantity,
      price,
    }));
    await this.paperwork.change(paper, ownerId, { lines });
  }

  private async follow(story: Story, paper: TradePaper, { client, day, fate, order }: Plan): Promise<void> {
    const { random } = story;
    const { reasons } = story.setting.words;
    const by = client.ownerId;
    const later = (least: number, most: number): DateOnly => addDays(day, random.between(least, most));
    if (fate === 'void') await this.paperwork.perform(paper, by, 'void', random.pick(reasons.void));
    if (fate === 'lost') {
      const reason = random.pick(reasons.lost);
      story.calendar.at(later(10, 35), () => this.paperwork.perform(paper, by, 'close', reason));
    }
    if (fate === 'won' || fate === 'part' || fate === 'mended') {
      const deal = { client, fate: order, isPart: fate === 'part' };
      story.calendar.at(later(1, 9), (when) => this.orders.fromQuotation(story, paper.id, deal, when));
    }
  }
}

/** Who asks: those who buy most often, and for what comes to nothing also those who only look. */
export function chooseClient({ clients }: Story, random: Random, fate: Fate | 'bought'): Client {
  const buys = fate === 'won' || fate === 'part' || fate === 'mended' || fate === 'bought';
  return random.weighted(
    clients.filter((client) => client.buys || !buys),
    ({ level }) => FREQUENCY[level],
  );
}
