import { Sessions } from '../../../src/kernel/auth/sessions.js';
import { Actor, type Shown } from '../../support/actor.js';
import type { Random } from '../../support/random.js';
import { prepare, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';

const RIGHTS = ['read', 'create', 'update', 'export'];

/** People who work at the same time, each with customers and quotations of their own. */
export class Crowd {
  /** Whose each record is. */
  private readonly owners = new Map<string, string>();
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
    const path = this.random.pick(['customers', 'sales-orders/quotations']);
    if (dice === 0) return this.add(person);
    if (dice < 3) return this.single(person, expected, path);
    const query = this.random.pick([
      '?limit=200&count=exact',
      '?q=crowd&limit=200',
      '?sort=-createdAt',
      '?createdAt[gt]=2020-01-01',
      '?limit=1',
    ]);
    const csv: Record<string, string> = dice === 3 ? { Accept: 'text/csv' } : {};
    const { status, text } = await person.send('get', `${path}${query}`, undefined, csv);
    this.judge(expected, `${path}${query}`, status, text);
  }

  private async single(person: Actor, expected: Actor, path: string): Promise<void> {
    const [id, owner] = this.random.pick([...this.owners]);
    const isCustomer = path === 'customers';
    const paths = isCustomer ? ['', '/timeline', '/attachments'] : ['', '/chain', '/approval', '/timeline'];
    const target = `${path}/${id}${this.random.pick(paths)}`;
    const { status, text } = await person.send('get', target);
    this.judge(expected, target, status === 404 ? 200 : status, text);
    if (status === 200 && owner !== expected.id) this.findings.push(`${expected.name} reads ${target}`);
  }

  /** Ids of customers and quotations in an answer that belong to somebody else. */
  private judge(expected: Actor, what: string, status: number, text: string): void {
    this.answers += 1;
    if (status !== 200) this.findings.push(`${expected.name} | ${what} | ${status} ${text.slice(0, 200)}`);
    const foreign = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].find(
      ([id]) => this.owners.has(id) && this.owners.get(id) !== expected.id && !what.includes(id),
    );
    if (foreign) this.findings.push(`${expected.name} | ${what} | shows ${foreign[0]} of another`);
  }

  private async add(person: Actor): Promise<void> {
    const customer = await person.create('customers', { name: `Crowd ${person.name}` });
    this.owners.set(customer.id, person.id);
    const quotation: Shown = await person.create('sales-orders/quotations', {
      ...{ customerId: customer.id, lines: [{ productId: this.ground.product.id, quantity: '1' }] },
    });
    this.owners.set(quotation.id, person.id);
  }
}

async function somebody(world: World, roleId: string, no: number): Promise<Actor> {
  const name = `Person ${no}`;
  const { id } = await world.admin.create('system/users', { name, login: `person.${no}`, roleIds: [roleId] });
  const tokens = await world.app.get(Sessions).open(id, { ip: '127.0.0.1', userAgent: 'prove' });
  return new Actor(world.app, name, id, tokens.accessToken);
}
