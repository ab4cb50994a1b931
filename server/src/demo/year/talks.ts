import { Injectable } from '@nestjs/common';
import { addDays, permissionOf, type DateOnly } from '@guanxi/shared/kernel';
import { interaction } from '@guanxi/shared/relations';
import { InteractionService } from '../../modules/relations/index.js';
import { instantIn, seasonalDays } from '../stage/calendar.js';
import type { Client } from '../company/clients.js';
import { FREQUENCY } from './quotations.js';
import { deck, type Random } from '../stage/random.js';
import { Stage } from '../stage/stage.js';
import type { Story } from '../story.js';

/** When the promised next step is due, seen from today. */
type Due = 'overdue' | 'today';

const COUNT = 230;
/** The youngest talks promise something for today, or promised it for days that have passed. */
const DUE: Record<Due, number> = { overdue: 6, today: 6 };
const RECENT_DAYS = 9;

/** Visits, calls and messages, and what was promised in them. */
@Injectable()
export class Talks {
  constructor(
    private readonly stage: Stage,
    private readonly interactions: InteractionService,
  ) {}

  plan(story: Story): void {
    const { setting, calendar, clients, staff } = story;
    const random = setting.random.stream('talks');
    const choose = (): Client => random.weighted(clients, ({ level, buys }) => FREQUENCY[level] + (buys ? 0 : 1));
    for (const day of seasonalDays(random, COUNT, setting.first, addDays(setting.today, -1))) {
      const client = choose();
      calendar.at(day, (when) => this.talk(story, random, client, client.ownerId, when));
    }
    const dues = random.shuffle(deck(DUE));
    const days = seasonalDays(random, dues.length, addDays(setting.today, -RECENT_DAYS), addDays(setting.today, -1));
    for (const [index, due] of dues.entries()) {
      const client = choose();
      // Somebody who has just set the company up finds something to do, too.
      const by = index % 6 === 0 ? staff.administrator : client.ownerId;
      calendar.at(days[index]!, (when) => this.talk(story, random, client, by, when, due));
    }
  }

  private async talk(
    story: Story,
    random: Random,
    client: Client,
    by: string,
    day: DateOnly,
    due?: Due,
  ): Promise<void> {
    const { words, company, today } = story.setting;
    const talk = random.pick(words.talks.filter(({ next }) => !due || next !== null));
    const product = random.pick(story.shop.goods.filter((goods) => !goods.isService)).name;
    const time = `${String(random.between(9, 17)).padStart(2, '0')}:${random.pick(['00', '10', '15', '30', '45'])}`;
    const at = new Date(Math.min(instantIn(company.timeZone, day, time).getTime(), Date.now()));
    const nextDate =
      talk.next === null ? null : due ? dueDate(random, today, day, due) : addDays(day, random.between(3, 14));
    const made = await this.stage.create(by, this.interactions, {
      ...{ customerId: client.id, contactId: random.pick(client.contactIds), kind: talk.kind, at: at.toISOString() },
      ...{ summary: talk.summary.replace('{product}', product), result: talk.result, nextStep: talk.next, nextDate },
    });
    if (nextDate === null || nextDate > today || due) return;
    await this.stage.asHolder(by, permissionOf(interaction, 'update'), () => this.interactions.done(made.id, 'any'));
  }
}

/** A day of the past week, but not before the talk. */
function dueDate(random: Random, today: DateOnly, day: DateOnly, due: Due): DateOnly {
  if (due === 'today') return today;
  const past = addDays(today, -random.between(1, 5));
  return past < day ? day : past;
}
