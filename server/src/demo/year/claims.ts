import { Injectable } from '@nestjs/common';
import { addDays, compare, permissionOf, type DateOnly } from '@guanxi/shared/kernel';
import { expense } from '@guanxi/shared/office';
import { Db } from '../../kernel/db/db.js';
import { ReimbursementService } from '../../modules/office/index.js';
import { seasonalDays } from '../stage/calendar.js';
import { Paperwork, type Paper } from '../stage/paperwork.js';
import { deck } from '../stage/random.js';
import { decimal } from '../setting.js';
import { Stage } from '../stage/stage.js';
import type { Story } from '../story.js';
import type { Trip } from '../words/words.js';

type Fate = 'draft' | 'pending' | 'rejected' | 'approved' | 'void' | 'mended' | 'paid';
const OLD = { void: 1, mended: 1, paid: 13 } as const;
const RECENT = { draft: 2, pending: 3, rejected: 2, approved: 3 } as const;
const RECENT_DAYS = 20;
/** Days until an account that is empty is looked at again. */
const WAIT = 7;

interface Plan {
  readonly claimant: string;
  readonly trip: Trip;
  readonly fate: Fate;
}

/** What people spend for the company and get back. */
@Injectable()
export class Claims {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly stage: Stage,
    private readonly reimbursements: ReimbursementService,
    private readonly db: Db,
  ) {}

  plan(story: Story): void {
    const { setting, calendar, staff } = story;
    const random = setting.random.stream('claims');
    const people = [...staff.sellers, ...staff.keySellers, staff.salesHead, staff.keyHead, ...staff.keepers];
    const fates: Fate[] = [...random.shuffle<Fate>(deck(OLD)), ...random.shuffle<Fate>(deck(RECENT))];
    const recent = addDays(setting.today, -RECENT_DAYS);
    const days = [
      ...seasonalDays(random, fates.length - 10, addDays(setting.first, 30), recent),
      ...seasonalDays(random, 10, addDays(recent, 1), setting.today),
    ];
    for (const [index, fate] of fates.entries()) {
      const plan = { claimant: random.pick(people), trip: random.pick(setting.words.trips), fate };
      calendar.at(days[index]!, (day) => this.claim(story, plan, day));
    }
    // Nobody is above the manager, so this one waits for those whom the set-up named.
    const own: Plan = { claimant: staff.manager, trip: setting.words.trips[1]!, fate: 'pending' };
    calendar.at(addDays(setting.today, -3), (day) => this.claim(story, own, day));
  }

  private async claim(story: Story, { claimant, trip, fate }: Plan, day: DateOnly): Promise<void> {
    const { random, setting } = story;
    const paper = await this.paperwork.create(expense.type, claimant, {
      purpose: trip.purpose,
      date: day,
      lines: linesOf(story, trip, day),
    });
    if (fate === 'draft' || fate === 'pending') return this.paperwork.send(paper, claimant, fate);
    if (fate === 'rejected' || fate === 'mended') {
      await this.paperwork.send(paper, claimant, 'pending');
      await this.paperwork.reject(paper, setting.words.reasons.rejected[2]!);
      if (fate === 'rejected') return;
      await this.paperwork.change(paper, claimant, { lines: linesOf(story, trip, day) });
    }
    await this.paperwork.send(
      paper,
      claimant,
      'effective',
      random.chance(0.3) ? random.pick(setting.words.agreed) : null,
    );
    if (fate === 'void')
      await this.paperwork.perform(paper, story.staff.accountant, 'void', random.pick(setting.words.reasons.void));
    if (fate === 'paid' || fate === 'mended') this.expectMoney(story, paper.id, addDays(day, random.between(3, 9)));
  }

  private expectMoney(story: Story, id: string, day: DateOnly): void {
    story.calendar.at(day, async (when) => {
      const { staff, shop } = story;
      const claim = await this.paperwork.read<Paper>({ type: expense.type, id }, staff.accountant);
      const account = await this.db.one<{ balance: string }>('SELECT balance FROM fund_account WHERE id = $1', [
        shop.bank,
      ]);
      if (compare(account!.balance, claim.amount!) < 0) return this.expectMoney(story, id, addDays(when, WAIT));
      await this.stage.asHolder(staff.accountant, permissionOf(expense, 'reimburse'), () =>
        this.reimbursements.reimburse(id, 'any', { fundAccountId: shop.bank, date: when }),
      );
    });
  }
}

const linesOf = ({ random }: Story, trip: Trip, day: DateOnly): object[] =>
  trip.lines.map(([category, description, least, most]) => ({
    ...{
      category,
      description,
      date: addDays(day, -random.between(1, 6)),
      invoiceNo: `F${random.between(1e7, 1e8 - 1)}`,
    },
    amount: decimal(random.between(least * 2, most * 2) / 2),
  }));
