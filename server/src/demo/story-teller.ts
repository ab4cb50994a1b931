import { Injectable } from '@nestjs/common';
import { Calendar } from './stage/calendar.js';
import { ClientOffice } from './company/clients.js';
import { ShopOffice } from './company/goods.js';
import type { Setting } from './setting.js';
import { Stage } from './stage/stage.js';
import { StaffOffice, type Staff } from './company/staff.js';
import type { Story } from './story.js';
import { Desks, Year } from './year/year.js';

/** Tells the year of a company: who works there, what they trade, with whom, and what happened day by day. */
@Injectable()
export class StoryTeller {
  constructor(
    private readonly stage: Stage,
    private readonly staffOffice: StaffOffice,
    private readonly shopOffice: ShopOffice,
    private readonly clientOffice: ClientOffice,
    private readonly year: Year,
    private readonly desks: Desks,
  ) {}

  /** The people of the company; those who were hired before a failure are taken as they are. */
  async hire(setting: Setting): Promise<Staff> {
    this.stage.refresh();
    return (await this.staffOffice.find(setting.company.administratorId)) ?? (await this.staffOffice.hire(setting));
  }

  /** The same seed, day and language always give the same story. */
  async tell(setting: Setting, staff: Staff): Promise<void> {
    this.stage.refresh();
    const story: Story = {
      ...{
        setting,
        staff,
        shop: await this.shopOffice.open(setting, staff),
        clients: await this.clientOffice.acquire(setting, staff),
      },
      ...{ calendar: new Calendar(setting.first, setting.today), random: setting.random.stream('year') },
      ...{ toDeliver: new Map(), toInvoice: new Map(), deposits: new Map() },
    };
    this.year.plan(story);
    await story.calendar.pass();
    await this.desks.leave(story);
  }
}
