import { Random } from '../../src/demo/stage/random.js';
import type { Person } from '../support/client.js';
import { copyDeliveries } from '../bare/tables.js';
import type { Company, Member, ScopeName } from './company.js';
import { inDatabase } from '../support/in-database.js';
import type { Site } from './sites.js';

/** More than the product releases in a second. */
const PER_SECOND = 120;
const AT_ONCE = 8;
const LINES = 3;
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';

interface Doc {
  readonly id: string;
  readonly version: number;
}

/** A delivery that waits for its release by the person of a scope. */
export interface Waiting extends Doc {
  readonly scope: ScopeName;
}

/** Deliveries of three lines to be released, and as many times as many copies of them for the bare server. */
export class Deliveries {
  waiting: Waiting[] = [];
  copies: string[] = [];
  private readonly random = new Random(11, 'deliveries');

  constructor(
    private readonly site: Site,
    private readonly company: Company,
    private readonly customerIds: readonly string[],
  ) {}

  /** Makes enough for a round; what is left of the one before is forgotten. */
  async prepare(seconds: number): Promise<void> {
    const { members } = this.company;
    const count = Math.ceil(seconds * PER_SECOND);
    const made: Waiting[] = [];
    let turn = 0;
    const work = async (): Promise<void> => {
      while (turn < count) made.push(await this.make(members[turn++ % members.length]!));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    this.waiting = made;
    this.copies = await inDatabase(this.site.databaseUrl, (database) =>
      copyDeliveries(
        database,
        made.map(({ id }) => id),
      ),
    );
  }

  /** A clerk's order, approved by whom the clerk reports to, and its delivery, submitted. */
  private async make({ scope, person, clerk }: Member): Promise<Waiting> {
    const { productIds, warehouseId } = this.company;
    const lines = this.random.sample(productIds, LINES).map((productId) => ({ productId, quantity: '2' }));
    const body = { customerId: this.random.pick(this.customerIds), warehouseId, lines };
    const order = await act(clerk, ORDERS, await clerk.create<Doc>(ORDERS, body), 'submit');
    await act(person, ORDERS, order, 'approve');
    const draft = await clerk.create<Doc>(`${ORDERS}/${order.id}/delivery`);
    const { id, version } = await act(clerk, DELIVERIES, draft, 'submit');
    return { id, version, scope };
  }
}

const act = (person: Person, path: string, { id, version }: Doc, name: 'submit' | 'approve'): Promise<Doc> =>
  person.change<Doc>('POST', `${path}/${id}/${name}`, version);
