import { Sessions } from '../../../src/kernel/auth/sessions.js';
import { Actor, type Shown } from '../../support/actor.js';
import type { Random } from '../../support/random.js';
import { prepare, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { recordsIn } from './table.js';

const RIGHTS = ['read', 'create', 'update', 'export'];
const CUSTOMERS = 'customers';
const QUOTATIONS = 'sales-orders/quotations';

/** A record with its owner and the path that it lies at. */
interface Belonging {
  readonly owner: string;
  readonly path: string;
}

interface Asked {
  readonly path: string;
  readonly query: string;
  readonly isTable: boolean;
}

/** Shows everything that somebody has, so that what they had before they asked must be there. */
const WHOLE = ['limit=200&count=exact', 'q=crowd&limit=200&count=exact', 'sort=-createdAt&limit=200&count=exact'];
const QUERIES = [...WHOLE, 'createdAt[gt]=2020-01-01&limit=200&count=exact', 'limit=1&count=exact'];

/** People who work at the same time, each with customers and quotations of their own. */
export class Crowd {
  private readonly belongings = new Map<string, Belonging>();
  /** Names that only one person's records have. */
  private readonly names = new Map<string, string>();
  readonly findings: string[] = [];
  answers = 0;

  private constructor(
    readonly world: World,
    private readonly ground: Ground,
    private readonly people: readonly Actor[],
    private readonly random: Random,
  ) {}

  static async gather(size: number, random: Random): Promise<Crowd> {
    const world = await World.start();
    const ground = await prepare(world);
    const resources = ['customers.customer', 'sales-orders.quotation'];
    const permissions = resources.flatMap((one) => RIGHTS.map((right) => `${one}.${right}`));
    const role = await world.admin.create('system/roles', {
      name: 'Own only',
      permissions: [...permissions, 'inventory.product.read'],
    });
    const people: Actor[] = [];
    for (let no = 1; no <= size; no += 1) people.push(await somebody(world, role.id, no));
    const crowd = new Crowd(world, ground, people, random);
    for (const person of people) await crowd.add(person);
    return crowd;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** Everybody works until the time is over, and until there are so many answers: a slow machine takes longer. `shifted` expects of each what the next one owns, which must be noticed. */
  async work(milliseconds: number, { shifted = false, answers = 0 } = {}): Promise<void> {
    const end = Date.now() + milliseconds;
    const enough = this.answers + answers;
    await Promise.all(
      this.people.map(async (person, index) => {
        const expected = shifted ? this.people[(index + 1) % this.people.length]! : person;
        while (Date.now() < end || this.answers < enough) await this.step(person, expected);
      }),
    );
  }

  private async step(person: Actor, expected: Actor): Promise<void> {
    const dice = this.random.below(12);
    if (dice === 0) return this.add(person);
    if (dice < 4) return this.single(person, expected);
    const asked = {
      ...{ path: this.random.pick([CUSTOMERS, QUOTATIONS]), query: this.random.pick(QUERIES) },
      isTable: dice === 4,
    };
    return this.list(person, expected, asked);
  }

  /** What somebody owned before the question is in the answer, unless it asks for less; nothing else is. */
  private async list(person: Actor, expected: Actor, { path, query, isTable }: Asked): Promise<void> {
    const before = this.ownedBy(expected, path);
    const headers: Record<string, string> = isTable ? { Accept: 'text/csv' } : {};
    const { status, text } = await person.send('get', `${path}?${query}`, undefined, headers);
    const what = `${path}?${query}${isTable ? ' as a table' : ''}`;
    this.judge(expected, what, status, text);
    if (status !== 200) return;
    const { ids, total } = isTable ? idsOfTable(text) : idsOfPage(text);
    const isPart = query.startsWith('limit=1&') && !isTable;
    const missing = before.filter((id) => !ids.includes(id));
    if (!isPart && missing.length > 0) this.note(expected, what, `lacks ${missing.length} of ${before.length}`);
    if (isPart ? ids.length !== 1 || total! < before.length : total !== undefined && total !== ids.length)
      this.note(expected, what, `counts ${total} for ${ids.length}`);
  }

  /** One's own is there; what another owns is not. */
  private async single(person: Actor, expected: Actor): Promise<void> {
    const whose = this.random.pick([expected, person]);
    const all = this.random.chance(0.5) ? [...this.belongings] : this.entriesOf(whose);
    const [id, { owner, path }] = this.random.pick(all);
    const below = path === CUSTOMERS ? ['', '/timeline', '/attachments'] : ['', '/chain', '/approval', '/timeline'];
    const target = `${path}/${id}${this.random.pick(below)}`;
    const { status, text } = await person.send('get', target);
    const right = owner === expected.id ? 200 : 404;
    if (status !== right) this.note(expected, target, `${status} instead of ${right}`);
    this.judge(expected, target, status === 404 ? 200 : status, text);
  }

  private note(expected: Actor, what: string, finding: string): void {
    this.findings.push(`${expected.name} | ${what} | ${finding}`);
  }

  /** Ids and names of customers and quotations in an answer that belong to somebody else. */
  private judge(expected: Actor, what: string, status: number, text: string): void {
    this.answers += 1;
    if (status !== 200) this.note(expected, what, `${status} ${text.slice(0, 200)}`);
    const isForeign = (owner: string | undefined): boolean => owner !== undefined && owner !== expected.id;
    const ids = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id);
    const foreign = ids.find((id) => isForeign(this.belongings.get(id)?.owner) && !what.includes(id));
    if (foreign) this.note(expected, what, `shows ${foreign} of another`);
    const names = [...text.matchAll(/Crowd of Person \d+/g)].map(([name]) => name);
    const name = names.find((one) => isForeign(this.names.get(one)));
    if (name) this.note(expected, what, `shows ${name}`);
  }

  private entriesOf({ id }: Actor): [string, Belonging][] {
    return [...this.belongings].filter(([, { owner }]) => owner === id);
  }

  private ownedBy(person: Actor, path: string): string[] {
    return this.entriesOf(person).flatMap(([id, belonging]) => (belonging.path === path ? [id] : []));
  }

  private async add(person: Actor): Promise<void> {
    const name = `Crowd of ${person.name}`;
    this.names.set(name, person.id);
    const customer = await person.create(CUSTOMERS, { name });
    this.belongings.set(customer.id, { owner: person.id, path: CUSTOMERS });
    const quotation: Shown = await person.create(QUOTATIONS, {
      ...{ customerId: customer.id, lines: [{ productId: this.ground.product.id, quantity: '1' }] },
    });
    this.belongings.set(quotation.id, { owner: person.id, path: QUOTATIONS });
  }
}

interface Listed {
  readonly ids: readonly string[];
  readonly total: number | undefined;
}

function idsOfPage(text: string): Listed {
  const { items, total } = JSON.parse(text) as { items: Shown[]; total: number };
  return { ids: items.map(({ id }) => id), total };
}

const idsOfTable = (text: string): Listed => ({ ids: recordsIn(text).map(({ id }) => id!), total: undefined });

async function somebody(world: World, roleId: string, no: number): Promise<Actor> {
  const name = `Person ${no}`;
  const { id } = await world.admin.create('system/users', { name, login: `person.${no}`, roleIds: [roleId] });
  const tokens = await world.app.get(Sessions).open(id, { ip: '127.0.0.1', userAgent: 'prove' });
  return new Actor(world.app, name, id, tokens.accessToken);
}
