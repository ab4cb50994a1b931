import { Injectable } from '@nestjs/common';
import {
  addDays,
  compare,
  divide,
  isPositive,
  multiply,
  round,
  subtract,
  trim,
  type DateOnly,
} from '@guanxi/shared/kernel';
import { delivery } from '@guanxi/shared/sales-orders';
import { Invoices } from './invoices.js';
import { Paperwork, type TradeLine, type TradePaper, type UpTo } from '../stage/paperwork.js';
import type { OrderInHand, Story } from '../story.js';

/** Days until somebody looks again whether the goods have come, and until something is done about the rest. */
const WAIT = 7;
const REST = 16;

/** How much of what is open goes out. */
export type Extent = 'none' | 'part' | 'whole';

interface DeliveryLine {
  readonly orderLineId: string;
  readonly quantity: string;
}
interface OpenLine {
  readonly line: TradeLine;
  /** In base units. */
  readonly open: string;
}

/** Goods on their way: as soon as they are set aside, in one part or two. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly invoices: Invoices,
  ) {}

  /** Looks after an order from a day on. */
  expect(story: Story, hand: OrderInHand, day: DateOnly): void {
    story.toDeliver.set(hand.order.id, hand);
    story.calendar.at(day, (when) => this.tryOut(story, hand, when, hand.fate !== 'whole'));
  }

  /** Writes a delivery of what is ready; answers how much of the order that is. */
  async deliver(story: Story, hand: OrderInHand, day: DateOnly, upTo: UpTo, isFirstPart: boolean): Promise<Extent> {
    const keeper = story.staff.keepers[hand.warehouse]!;
    const open = openOf(await this.paperwork.read<TradePaper>(hand.order, keeper));
    const ready = open.filter((one) => isReady(story, one));
    if (ready.length === 0) return 'none';
    const lines = isFirstPart ? firstPart(ready) : ready.map(wholeOf);
    const warehouseId = story.shop.warehouses[hand.warehouse];
    const input = { warehouseId, ...shipping(story, day), lines };
    const paper = await this.paperwork.create<TradePaper>(delivery.type, keeper, input);
    await this.paperwork.send(paper, keeper, upTo);
    if (upTo === 'effective') {
      const delivered = paper.lines.map(({ id, quantity }) => ({ deliveryLineId: id, quantity }));
      const when = addDays(day, story.random.between(2, 10));
      this.invoices.expect(story, { deliveryId: paper.id, lines: delivered, hand }, when);
    }
    return isAllOf(open, lines) ? 'whole' : 'part';
  }

  private async tryOut(story: Story, hand: OrderInHand, day: DateOnly, isFirstPart: boolean): Promise<void> {
    const extent = await this.deliver(story, hand, day, 'effective', isFirstPart);
    if (extent === 'whole') {
      story.toDeliver.delete(hand.order.id);
    } else if (extent === 'part' && hand.fate === 'closed') {
      story.calendar.at(addDays(day, REST), () => this.close(story, hand));
    } else {
      const isNext = extent === 'none' && isFirstPart;
      story.calendar.at(addDays(day, isNext ? WAIT : REST), (when) => this.tryOut(story, hand, when, isNext));
    }
  }

  private async close(story: Story, hand: OrderInHand): Promise<void> {
    story.toDeliver.delete(hand.order.id);
    const reason = story.random.pick(story.setting.words.reasons.closed);
    await this.paperwork.perform(hand.order, hand.seller, 'close', reason);
  }
}

const openOf = (order: TradePaper): OpenLine[] =>
  order.status === 'effective'
    ? order.lines
        .map((line) => ({ line, open: subtract(subtract(line.baseQuantity, line.cancelled), line.delivered) }))
        .filter(({ open }) => isPositive(open))
    : [];

/** Services need no stock; goods must be set aside wholly. */
function isReady({ shop }: Story, { line, open }: OpenLine): boolean {
  const isService = shop.goods.some((goods) => goods.isService && goods.id === line.product.id);
  return isService || compare(line.reserved, open) >= 0;
}

const wholeOf = ({ line, open }: OpenLine): DeliveryLine => ({
  orderLineId: line.id,
  quantity: trim(round(divide(multiply(open, line.quantity), line.baseQuantity), 6)),
});

/** Some of the lines, or some of the only one. */
function firstPart(ready: readonly OpenLine[]): DeliveryLine[] {
  const only = ready[0]!.line;
  if (ready.length > 1 || Number(only.quantity) < 2) return ready.slice(0, Math.ceil(ready.length / 2)).map(wholeOf);
  return [{ orderLineId: only.id, quantity: String(Math.floor(Number(only.quantity) / 2)) }];
}

const isAllOf = (open: readonly OpenLine[], lines: readonly DeliveryLine[]): boolean =>
  open.every((one) =>
    lines.some((line) => line.orderLineId === one.line.id && line.quantity === wholeOf(one).quantity),
  );

/** Who brings the goods, and when the customer had them, if that is known. */
function shipping({ random, setting }: Story, day: DateOnly): object {
  const receivedDate = addDays(day, random.between(2, 4));
  const isKnown = receivedDate < setting.today && random.chance(0.7);
  return {
    ...{ date: day, carrier: random.pick(setting.words.carriers), trackingNo: `T${random.between(1e8, 1e9 - 1)}` },
    receivedDate: isKnown ? receivedDate : null,
  };
}
