import { Injectable } from '@nestjs/common';
import { addDays } from '@guanxi/shared/kernel';
import { openingBalance } from '@guanxi/shared/sales-orders';
import { Money } from './money.js';
import { Paperwork } from '../stage/paperwork.js';
import { decimal } from '../setting.js';
import type { Story } from '../story.js';

const COUNT = 10;

/** What customers owed before the system was introduced; most of it is paid in the first weeks. */
@Injectable()
export class Openings {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly money: Money,
  ) {}

  plan(story: Story): void {
    const { setting, calendar, clients, staff } = story;
    const random = setting.random.stream('openings');
    const debtors = random.sample(
      clients.filter((client) => client.buys),
      COUNT,
    );
    for (const [index, client] of debtors.entries()) {
      const dueDate = addDays(setting.first, random.between(-20, 30));
      const amount = decimal(random.between(3000, 48_000));
      const reference = `${setting.words.notes.oldInvoice} ${random.between(1000, 9999)}`;
      calendar.at(setting.first, async (date) => {
        const paper = await this.paperwork.create(openingBalance.type, staff.accountant, {
          customerId: client.id,
          amount,
          date,
          dueDate,
          reference,
        });
        await this.paperwork.send(paper, staff.accountant);
      });
      // The last one waits for a payment that nobody knows of.
      if (index === COUNT - 1) continue;
      calendar.at(
        addDays(setting.first, random.between(8, 45)),
        async (day) => void (await this.money.pay(story, client, day)),
      );
    }
  }
}
