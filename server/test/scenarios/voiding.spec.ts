import { DocumentRegistry, type AnyHandler } from '../../src/kernel/documents/registry.js';
import type { Shown } from '../support/actor.js';
import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

/** Everything that documents move, apart from what belongs to the document at hand itself. */
const MOVED = `
SELECT 'stock' AS kind, (warehouse_id, product_id, on_hand, reserved, value)::text AS fact FROM stock_balance WHERE (on_hand, reserved, value) <> (0, 0, 0)
UNION ALL SELECT 'demand', (order_line_id, quantity, reserved)::text FROM demand WHERE order_id <> $1
UNION ALL SELECT 'fulfilment', (line_id, total, cancelled, ordered, delivered, returned, invoiced, credited)::text FROM fulfilment WHERE document_id <> $1
UNION ALL SELECT 'open item', (id, settled, voided)::text FROM open_item WHERE id <> $1
UNION ALL SELECT 'fund', (id, balance)::text FROM fund_account
UNION ALL SELECT 'exposure', (customer_id, orders, receivables, deposits)::text FROM customer_exposure WHERE (orders, receivables, deposits) <> (0, 0, 0)
ORDER BY 1, 2`;

/** Every document type, also later ones. */
describe('What is voided is undone', () => {
  let world: World;
  let ground: Ground;
  let handlers: AnyHandler[];
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    handlers = world.app.get(DocumentRegistry).all();
  });
  afterAll(() => world.stop());

  const moved = ({ id }: Shown): Promise<unknown> => world.sqlAsApp(MOVED, [id]);

  test('everything is as it was before the document took effect, and the document keeps its number', async () => {
    const movers: string[] = [];
    for (const { definition } of handlers) {
      const { type, path } = definition;
      const pending = await world.admin.act(path, await FACTORIES[type]!(ground, world.admin), 'submit');
      const before = await moved(pending);
      const inForce = await world.second.act(path, pending, 'approve');
      if (JSON.stringify(await moved(pending)) !== JSON.stringify(before)) movers.push(type);
      const voided = await world.admin.act(path, inForce, 'void', { reason: 'Mistake' });
      expect([type, voided.status, voided['number']]).toEqual([type, 'void', inForce['number']]);
      expect([type, await moved(pending)]).toEqual([type, before]);
    }
    // What moves nothing of others proves nothing here: a quotation and a claim that nobody paid.
    const idle = ['expense', 'quotation'];
    const types = handlers.map(({ definition }) => definition.type);
    expect(movers.sort()).toEqual(types.filter((type) => !idle.includes(type)).sort());
    expect(await world.verify()).toEqual([]);
  }, 60_000);
});
