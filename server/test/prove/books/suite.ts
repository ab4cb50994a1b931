import fc from 'fast-check';
import { RowWatch } from '../../support/checksum.js';
import { approved, FACTORIES, prepare } from '../../support/factories.js';
import { Random } from '../../support/random.js';
import { World } from '../../support/world.js';
import { attemptOf, Clerk, type Choice } from './clerk.js';
import { Desk, PATHS } from './desk.js';
import { brokenIn, INVARIANTS } from './invariants.js';
import { Model, type Doc, type Veto } from './model.js';

const CLIENTS = 8;
const PATIENCE = 600_000;

export interface Effort {
  /** Runs of one client alone, and how many acts each has at most. */
  readonly runs: number;
  readonly acts: number;
  /** Acts of all clients together. */
  readonly together: number;
  /** How long a failure is made smaller. */
  readonly shrinkingMs: number;
}

// Small numbers are not more interesting than others here.
const NUMBERS = Array.from({ length: 6 }, () => fc.noBias(fc.nat())) as [
  fc.Arbitrary<number>,
  ...fc.Arbitrary<number>[],
];
const choices = (acts: number): fc.Arbitrary<Choice[]> =>
  fc.array(fc.tuple(...NUMBERS), { minLength: acts, maxLength: acts });

/** Random acts, legal and illegal, against the books as a clerk would keep them with pencil and paper. */
export function proveBooks(suite: string, effort: Effort): void {
  let world: World;
  let watch: RowWatch;
  let random: Random;

  beforeAll(async () => {
    random = Random.announced(suite);
    world = await World.start();
    await world.app.listen(0, '127.0.0.1');
    watch = await RowWatch.over(world);
    const ground = await prepare(world);
    await approved(ground, PATHS.invoice, await FACTORIES['sales-invoice']!(ground, world.admin));
  }, PATIENCE);
  afterAll(async () => {
    await watch?.close();
    await world?.stop();
  });

  /** Runs of one client alone, each at a desk of its own; a failure is shown with the fewest acts that make it. */
  function alone(model: () => Model, happened: Map<string, number>): fc.IAsyncPropertyWithHooks<[Choice[]]> {
    return fc.asyncProperty(choices(effort.acts), async (run) => {
      const desk = await Desk.open(world, model());
      const clerk = new Clerk(desk, watch);
      for (const choice of run) expect(await clerk.try(choice)).toEqual([]);
      expect(await desk.shown()).toEqual(desk.expected().filter((text) => !/^(line|item|funds)/.test(text)));
      for (const [what, times] of clerk.happened) happened.set(what, (happened.get(what) ?? 0) + times);
    });
  }

  test(
    'alone, each act happens or is refused as the model says, and the books are as the model has them',
    async () => {
      const happened = new Map<string, number>();
      await fc.assert(
        alone(() => new Model(), happened),
        {
          ...{ seed: random.seed, numRuns: effort.runs, interruptAfterTimeLimit: effort.shrinkingMs },
        },
      );
      process.stderr.write(`${suite}: ${[...happened].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
      expect(await world.verify()).toEqual([]);
      expect(await brokenIn(world)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'eight at once never break an invariant',
    async () => {
      const desk = await Desk.open(world);
      const statuses = await together(desk, random, effort.together);
      expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
      expect(statuses.get(200)).toBeGreaterThan(0);
      expect(await world.verify()).toEqual([]);
      expect(await brokenIn(world)).toEqual([]);
    },
    PATIENCE,
  );

  test('a model that forgets a rule is found out', async () => {
    const found = await fc.check(
      alone(() => new Careless(), new Map()),
      {
        ...{ seed: random.seed, numRuns: 20, endOnFailure: true },
      },
    );
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toContain('must happen');
  }, 120_000);

  test.each(Object.entries(BREAKS))('the statement of %s sees when it is broken', async (invariant, breaks) => {
    await world.sqlAsOwner(`SET session_replication_role = replica; ${breaks}`).catch((error: unknown) => {
      throw new Error(`${invariant}: ${String(error)}`, { cause: error });
    });
    expect(await brokenIn(world)).toEqual(expect.arrayContaining([expect.stringMatching(`^${invariant}: `)]));
  });

  test('each invariant has been broken', () => {
    expect(Object.keys(BREAKS)).toEqual(Object.keys(INVARIANTS));
  });
}

/** Believes that everything pending can be approved. */
class Careless extends Model {
  override mayApprove(doc: Doc): Veto {
    return this.mayDecide(doc);
  }
}

/** All clients act on the same documents; what the model says of them is not asked, only what it knows of. */
async function together(desk: Desk, random: Random, acts: number): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let left = acts;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const attempt = attemptOf(desk, [
        random.below(2 ** 31),
        ...Array.from({ length: 4 }, () => random.below(2 ** 31)),
      ]);
      if (!attempt) continue;
      const { status, body } = await attempt.send();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status < 300) attempt.then(body as never);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return statuses;
}

/** What breaks each invariant, past every guard. They stay broken, so they come last. */
const BREAKS: Readonly<Record<string, string>> = {
  S1: `UPDATE stock_balance SET on_hand = on_hand + 1 WHERE id = (SELECT id FROM stock_balance LIMIT 1)`,
  S2: `ALTER TABLE stock_balance DROP CONSTRAINT ck_stock_balance_reserved;
       UPDATE stock_balance SET reserved = on_hand + 1 WHERE id = (SELECT id FROM stock_balance LIMIT 1)`,
  F1: `UPDATE sales_order_line SET base_quantity = base_quantity + 1 WHERE id = (SELECT l.line_id FROM fulfilment l WHERE document_type = 'sales-order' LIMIT 1)`,
  M1: `UPDATE sales_order SET net_amount = net_amount - 1, tax_amount = tax_amount + 1, gross_amount = gross_amount;
       UPDATE sales_order_line SET net_amount = net_amount + 1, gross_amount = gross_amount + 1`,
  M2: `UPDATE open_item SET settled = CASE WHEN settled > 0 THEN 0 ELSE amount END WHERE id = (SELECT id FROM open_item LIMIT 1)`,
  A1: `UPDATE approval SET status = 'rejected' WHERE id = (SELECT id FROM approval WHERE document_type = 'stock-entry' AND status = 'approved' LIMIT 1)`,
  A2: `UPDATE approval_decision SET decider_id = (SELECT created_by_id FROM stock_entry LIMIT 1)`,
  N1: `UPDATE sales_invoice SET number = left(number, -6) || '999999' WHERE id = (SELECT id FROM sales_invoice WHERE number IS NOT NULL LIMIT 1)`,
};
