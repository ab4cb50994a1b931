import type pg from 'pg';
import { Random } from '../../src/demo/stage/random.js';
import { startBare, type Bare } from '../bare/start.js';
import { makeBareTables } from '../bare/tables.js';
import { burst } from '../support/load.js';
import type { Check } from './checks.js';
import type { Company } from './company.js';

const CONNECTIONS = 8;
const SECONDS = 3;
const LINES = 3;
const SEED = 7;
/** On two cores that let the bare server make so many orders per second, so many chains are the goal. */
const GOAL = { chains: 40, orders: 2500 };

/** The bare server on the database of a run: its orders per second tell how much the machine gives. */
export class Baseline {
  private readonly rates: number[] = [];

  private constructor(
    private readonly bare: Bare,
    private readonly company: Company,
  ) {}

  static async start(databaseUrl: string, database: pg.Client, company: Company): Promise<Baseline> {
    await makeBareTables(database);
    const baseline = new Baseline(await startBare(databaseUrl), company);
    await baseline.measure();
    baseline.rates.length = 0;
    return baseline;
  }

  /** Orders of three lines, for a few seconds. */
  async measure(): Promise<void> {
    const { customers, products, employees, warehouseId } = this.company;
    const [customerIds, productIds] = [[...customers.values()], [...products.values()]];
    const owners = [...employees.values()];
    const random = new Random(SEED, 'bare orders');
    const body = (): object => ({
      ...{ customerId: random.pick(customerIds), ownerId: random.pick(owners).id, warehouseId },
      lines: random.sample(productIds, LINES).map((productId) => ({ productId, quantity: `${random.between(1, 9)}` })),
    });
    const ask = (): { method: 'POST'; path: string; body: object } => ({
      method: 'POST',
      path: '/orders',
      body: body(),
    });
    const { perSecond, refused } = await burst(this.bare.url, CONNECTIONS, SECONDS, ask);
    if (Object.keys(refused).length > 0) throw new Error(`The bare server refused: ${JSON.stringify(refused)}`);
    this.rates.push(perSecond);
  }

  /** The goal, as much of it as the machine gives. */
  check(chainsPerSecond: number): Check {
    const orders = this.rates.reduce((total, rate) => total + rate, 0) / this.rates.length;
    const share = chainsPerSecond / orders;
    return {
      name: `at least ${GOAL.chains} chains for ${GOAL.orders} bare orders`,
      ok: share >= GOAL.chains / GOAL.orders,
      found: `${(share * GOAL.orders).toFixed(1)}: ${chainsPerSecond.toFixed(2)} and ${orders.toFixed(0)} per second`,
    };
  }

  stop(): Promise<void> {
    return this.bare.stop();
  }
}
