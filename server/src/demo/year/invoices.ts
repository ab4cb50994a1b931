import { Injectable } from '@nestjs/common';
import { addDays, type DateOnly } from '@guanxi/shared/kernel';
import { salesInvoice } from '@guanxi/shared/sales-orders';
import { Money } from './money.js';
import { Paperwork, type UpTo } from '../stage/paperwork.js';
import type { DeliveryInHand, Story } from '../story.js';

/** Of those who never pay, so many invoices stay open; they paid the first ones. */
const UNPAID = 0.6;

/** Invoices of what was delivered, written by the accountant. */
@Injectable()
export class Invoices {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly money: Money,
  ) {}

  /** Looks after a delivery from a day on. */
  expect(story: Story, waiting: DeliveryInHand, day: DateOnly): void {
    story.toInvoice.set(waiting.deliveryId, waiting);
    story.calendar.at(day, (when) => this.invoice(story, waiting, when, 'effective'));
  }

  async invoice(story: Story, { deliveryId, lines, hand }: DeliveryInHand, day: DateOnly, upTo: UpTo): Promise<void> {
    const { accountant } = story.staff;
    const { random } = story;
    story.toInvoice.delete(deliveryId);
    const dueDate = addDays(day, hand.client.termDays);
    const kind = hand.client.level === 'C' ? 'normal' : random.pick(['special', 'special', 'digital'] as const);
    const invoice = await this.paperwork.create(salesInvoice.type, accountant, { date: day, dueDate, kind, lines });
    await this.paperwork.send(invoice, accountant, upTo);
    if (upTo !== 'effective') return;
    if (story.deposits.has(hand.order.id)) {
      story.calendar.at(addDays(day, 1), () => this.money.useDeposit(story, hand.order.id, invoice.id));
    }
    const { habit } = hand.client;
    if (habit === 'never' && random.chance(UNPAID)) return;
    const late = habit === 'prompt' ? random.between(-4, 4) : random.between(8, 40);
    story.calendar.at(addDays(dueDate, late), async (when) => {
      await this.money.pay(story, hand.client, when);
    });
  }
}
