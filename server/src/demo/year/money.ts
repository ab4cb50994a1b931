import { Injectable } from '@nestjs/common';
import { isPositive, minimum, multiply, permissionOf, round, sum, type DateOnly } from '@guanxi/shared/kernel';
import { receipt } from '@guanxi/shared/sales-orders';
import { Db } from '../../kernel/db/db.js';
import { SettlingService } from '../../modules/sales-orders/index.js';
import type { Client } from '../company/clients.js';
import { Paperwork, type UpTo } from '../stage/paperwork.js';
import { Stage } from '../stage/stage.js';
import type { Story } from '../story.js';

/** So often only a part of the youngest invoice is paid. */
const PART = { chance: 0.1, share: '0.6' };
/** What is due within so many days is paid along. */
const AHEAD_DAYS = 5;

interface OpenItem {
  readonly itemId: string;
  readonly amount: string;
}

/** What customers pay: for invoices, ahead, and later what is left. */
@Injectable()
export class Money {
  constructor(
    private readonly paperwork: Paperwork,
    private readonly stage: Stage,
    private readonly settling: SettlingService,
    private readonly db: Db,
  ) {}

  /** A customer pays what is due; answers whether anything was. */
  async pay(story: Story, client: Client, day: DateOnly, upTo: UpTo = 'effective'): Promise<boolean> {
    const { random, setting } = story;
    const items = await this.db.query<OpenItem>(
      `SELECT id AS "itemId", amount - settled AS amount FROM open_item
       WHERE party_id = $1 AND side = 'debit' AND NOT voided AND settled < amount AND due_date <= $2::date + $3::int ORDER BY due_date, date, id`,
      [client.id, day, upTo === 'effective' ? AHEAD_DAYS : 365],
    );
    const last = items.at(-1);
    if (!last) return false;
    const share = random.chance(PART.chance)
      ? round(multiply(last.amount, PART.share), setting.company.minorUnit)
      : last.amount;
    const lines = [...items.slice(0, -1), { ...last, amount: share }].filter(({ amount }) => isPositive(amount));
    await this.receive(story, client, { date: day, amount: sum(lines.map((line) => line.amount)), lines }, upTo);
    return true;
  }

  /** A customer pays ahead for an order. */
  async deposit(
    story: Story,
    client: Client,
    { orderId, amount }: { orderId: string; amount: string },
    day: DateOnly,
  ): Promise<void> {
    const input = { date: day, amount, note: story.setting.words.notes.deposit };
    story.deposits.set(orderId, await this.receive(story, client, input, 'effective'));
  }

  /** Uses the deposit of an order for its invoice. */
  async useDeposit(story: Story, orderId: string, invoiceId: string): Promise<void> {
    const receiptId = story.deposits.get(orderId)!;
    const left = async (id: string): Promise<string> =>
      (await this.db.one<{ left: string }>('SELECT amount - settled AS left FROM open_item WHERE id = $1', [id]))
        ?.left ?? '0';
    const amount = minimum(await left(receiptId), await left(invoiceId));
    if (!isPositive(amount)) return;
    await this.stage.asHolder(story.staff.accountant, permissionOf(receipt, 'settle'), () =>
      this.settling.settle(receiptId, 'any', { lines: [{ itemId: invoiceId, amount }] }),
    );
  }

  private async receive(
    story: Story,
    client: Client,
    input: { date: DateOnly; amount: string; note?: string; lines?: OpenItem[] },
    upTo: UpTo,
  ): Promise<string> {
    const { random, staff } = story;
    const paper = await this.paperwork.create(receipt.type, staff.accountant, {
      ...{ customerId: client.id, fundAccountId: story.shop.bank, method: random.chance(0.85) ? 'transfer' : 'bill' },
      ...{ reference: `TR${random.between(1e9, 9e9)}`, ...input },
    });
    await this.paperwork.send(paper, staff.accountant, upTo);
    return paper.id;
  }
}
