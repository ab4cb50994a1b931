import { Injectable } from '@nestjs/common';
import { workdayBefore } from '../stage/calendar.js';
import { Claims } from './claims.js';
import { Deliveries } from './deliveries.js';
import { Invoices } from './invoices.js';
import { Money } from './money.js';
import { Openings } from './openings.js';
import { Orders } from './orders.js';
import type { UpTo } from '../stage/paperwork.js';
import { chooseClient, Quotations } from './quotations.js';
import { Stores } from './stores.js';
import type { Story } from '../story.js';
import { Talks } from './talks.js';

/** What lies on the desks today: two of each kind wait for a release, one is not finished. */
const DESK: readonly UpTo[] = ['pending', 'pending', 'draft'];

/** The execution of orders: what is still to be done when the year is over is begun, so that nothing looks finished. */
@Injectable()
export class Desks {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly invoices: Invoices,
    private readonly money: Money,
    private readonly stores: Stores,
  ) {}

  async leave(story: Story): Promise<void> {
    const today = workdayBefore(story.setting.today);
    const wishes = [...DESK];
    for (const hand of story.toDeliver.values()) {
      if (wishes.length === 0) break;
      const extent = await this.deliveries.deliver(story, hand, today, wishes[0]!, false);
      if (extent !== 'none') wishes.shift();
    }
    for (const [index, waiting] of [...story.toInvoice.values()].slice(0, DESK.length).entries()) {
      await this.invoices.invoice(story, waiting, today, DESK[index]!);
    }
    const payers = [...DESK];
    for (const client of story.clients) {
      if (payers.length > 0 && (await this.money.pay(story, client, today, payers[0]))) payers.shift();
    }
    await this.stores.arrive(story, today, 'pending');
    await this.stores.arrive(story, today, 'draft');
    await this.stores.issue(story, today, 'pending');
    await this.stores.issue(story, today, 'draft');
  }
}

/** The whole year: puts everything on the calendar and lets it pass. */
@Injectable()
export class Year {
  constructor(
    private readonly stores: Stores,
    private readonly openings: Openings,
    private readonly quotations: Quotations,
    private readonly orders: Orders,
    private readonly claims: Claims,
    private readonly talks: Talks,
  ) {}

  plan(story: Story): void {
    this.stores.plan(story);
    this.openings.plan(story);
    this.quotations.plan(story);
    this.orders.plan(story, (of, random) => chooseClient(of, random, 'bought'));
    this.claims.plan(story);
    this.talks.plan(story);
  }
}
