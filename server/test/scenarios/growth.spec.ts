import { Context } from '../../src/kernel/context/context.js';
import type { Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { Statements } from '../support/statements.js';
import { World } from '../support/world.js';

const DELIVERIES = 'sales-orders/deliveries';
const OTHERS = 25;
const READ = `SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int AS read FROM pg_stat_xact_user_tables
  WHERE relname IN ('approval', 'approval_task', 'approval_decision', 'document_author', 'fulfilment', 'fulfilment_entry')`;

/** A company that moves in: nobody has counted its tables yet, so plans are made for empty ones. */
describe('While a company grows', () => {
  let world: World;
  let ground: Ground;
  let statements: Statements;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    statements = new Statements(world.app);
  });
  afterAll(() => world.stop());

  /** Rows that an act looked at after its first statement, those in triggers and functions too, but not those of its commit. */
  async function rowsRead(act: () => Promise<unknown>): Promise<number> {
    const context = world.app.get(Context);
    const told: number[] = [];
    // The connection has counted what it read before, too.
    const after = async (): Promise<void> => {
      if (!context.isRequest || !context.transaction) return;
      const { rows } = await context.transaction.query({ text: READ });
      told.push(rows[0]!['read'] as number);
    };
    await statements.during({ after }, act);
    return told.at(-1)! - told[0]!;
  }

  const submitted = async (): Promise<Shown> =>
    world.admin.act(DELIVERIES, await FACTORIES['delivery']!(ground, world.admin), 'submit');
  const release = (delivery: Shown): Promise<Shown> => world.second.act(DELIVERIES, delivery, 'approve');

  test('a release looks at what belongs to it, however much else there is', async () => {
    await release(await submitted());
    const early = await submitted();
    const before = await rowsRead(() => release(early));
    for (let count = 0; count < OTHERS; count += 1) await release(await submitted());
    const late = await submitted();
    const after = await rowsRead(() => release(late));
    process.stderr.write(`Rows read by a release: ${before}, and ${after} after ${OTHERS} others\n`);
    expect(before).toBeGreaterThan(5);
    expect(after - before).toBeLessThan(OTHERS);
  }, 90_000);
});
