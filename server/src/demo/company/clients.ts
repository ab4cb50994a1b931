import { Injectable } from '@nestjs/common';
import { CONTACT_ROLES } from '@guanxi/shared/customers';
import { isCreditCode, pinyinOf } from '@guanxi/shared/kernel';
import { ContactService, CustomerService } from '../../modules/customers/index.js';
import { deck, type Random } from '../stage/random.js';
import { decimal, type Setting } from '../setting.js';
import type { Staff } from './staff.js';
import { Stage } from '../stage/stage.js';
import type { Place, Trade } from '../words/words.js';

export type Level = 'KA' | 'A' | 'B' | 'C';

/** A customer as trade needs it. */
export interface Client {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly ownerId: string;
  readonly contactIds: readonly string[];
  readonly termDays: number;
  /** Whether they buy; the others are asked and visited only. */
  readonly buys: boolean;
  /** How many days after the due date they pay; the worst don't. */
  readonly habit: 'prompt' | 'slow' | 'never';
}

const COUNTS: Record<Level, number> = { KA: 8, A: 14, B: 22, C: 16 };
const TERMS: Record<Level, readonly number[]> = { KA: [60], A: [45, 60], B: [30], C: [0, 15] };
/** Credit limits, from and to, in thousands. */
const LIMITS: Record<Level, readonly [number, number]> = { KA: [300, 800], A: [80, 260], B: [30, 90], C: [10, 30] };
/** Customers who don't buy any more or not yet. */
const STAGES = { potential: 9, sleeping: 4, lost: 2, active: 45 };
const SOURCES = ['referral', 'fair', 'web', 'call', 'other'];

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of the organisation code's check digit (GB 11714-1997). */
const ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2];

/** A unified social credit code with right check digits, in a province (99) that does not exist. */
export function inventedCreditCode(random: Random): string {
  const digits = Array.from({ length: 8 }, () => random.between(0, 9));
  const rest = 11 - (digits.reduce((sum, digit, index) => sum + digit * ORGANISATION[index]!, 0) % 11);
  const body = `91990100${digits.join('')}${rest === 10 ? 'X' : rest % 11}`;
  return body + [...ALPHABET].find((character) => isCreditCode(body + character))!;
}

interface Identity {
  readonly brand: string;
  readonly place: Place;
  readonly trade: Trade;
  readonly name: string;
}

/** Brings the customers in, each by the person who looks after them, with the people who work there. */
@Injectable()
export class ClientOffice {
  constructor(
    private readonly stage: Stage,
    private readonly customers: CustomerService,
    private readonly contacts: ContactService,
  ) {}

  async acquire(setting: Setting, staff: Staff): Promise<Client[]> {
    const random = setting.random.stream('clients');
    const levels = random.shuffle(deck(COUNTS));
    const stages = random.shuffle(deck(STAGES));
    const names = identities(setting, random, levels.length);
    const clients: Client[] = [];
    for (const [index, level] of levels.entries()) {
      // A key account is never lost in this story.
      const stage = level === 'KA' ? 'active' : stages[index]!;
      clients.push(
        await this.welcome(setting, random, names[index]!, { level, stage, ownerId: ownerOf(random, staff, level) }),
      );
    }
    return clients;
  }

  private async welcome(
    setting: Setting,
    random: Random,
    { brand, place, trade, name }: Identity,
    { level, stage, ownerId }: { level: Level; stage: keyof typeof STAGES; ownerId: string },
  ): Promise<Client> {
    const { words, company } = setting;
    const latin = setting.isChinese ? pinyinOf(brand) : brand.toLowerCase();
    const phone = words.phone(random.next());
    const creditCode = company.country === 'CN' ? inventedCreditCode(random) : null;
    const street = words.address(random.pick(words.streets), random.between(1, 280));
    const termDays = random.pick(TERMS[level]);
    const [least, most] = LIMITS[level];
    const { id } = await this.stage.create(ownerId, this.customers, {
      ...{ name, shortName: brand, type: 'enterprise', industry: trade.industry, region: place.region, level, stage },
      ...{
        source: random.pick(SOURCES),
        creditCode,
        phone,
        website: `https://${latin}.example`,
        paymentTermDays: termDays,
      },
      creditLimit: stage === 'potential' ? '0' : decimal(random.between(least / 5, most / 5) * 5000),
      invoiceTitles: [
        { title: name, taxNo: creditCode, address: `${place.name} ${street}`, phone, bankName: words.bank },
      ],
      addresses: [{ kind: 'delivery', city: place.name, street, phone }],
      tags: random.chance(0.3) ? [random.pick(words.tags)] : [],
    });
    const contactIds = await this.introduce(setting, random, {
      id,
      ownerId,
      latin,
      count: level === 'KA' ? 3 : random.between(1, 2),
    });
    const habit = stage === 'active' && random.chance(0.07) ? 'never' : random.chance(0.3) ? 'slow' : 'prompt';
    return { ...{ id, name, level, ownerId, contactIds, termDays, habit }, buys: stage === 'active' };
  }

  private async introduce(
    { words }: Setting,
    random: Random,
    { id: customerId, ownerId, latin, count }: { id: string; ownerId: string; latin: string; count: number },
  ): Promise<string[]> {
    const titles = random.sample(words.contactTitles, count);
    const ids: string[] = [];
    for (const [index, title] of titles.entries()) {
      const name = words.fullName(random.pick(words.people.families), random.pick(words.people.givens));
      const contact = await this.stage.create(ownerId, this.contacts, {
        ...{
          customerId,
          name,
          title,
          mobile: words.phone(random.next()),
          email: `contact${index + 1}@${latin}.example`,
        },
        role: random.pick(CONTACT_ROLES.slice(0, 4)),
      });
      ids.push(contact.id);
    }
    return ids;
  }
}

/** Names that nobody bears, each once. */
function identities({ words }: Setting, random: Random, count: number): Identity[] {
  const brands = words.brands.heads.flatMap((head) => words.brands.tails.map((tail) => head + tail));
  return random.sample(brands, count).map((brand) => {
    const [place, trade] = [random.pick(words.places), random.pick(words.trades)];
    return { brand, place, trade, name: words.companyName(place.name, brand, trade.name) };
  });
}

function ownerOf(random: Random, { keyHead, keySellers, salesHead, sellers }: Staff, level: Level): string {
  if (level === 'KA') return random.pick([keyHead, ...keySellers, ...keySellers]);
  return random.chance(0.08) ? salesHead : random.pick(sellers);
}
