import { FACTORIES, prepare, type Ground } from '../support/factories.js';
import type { Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const TRIED = { 'If-Match': '*' };

describe('An act that is only tried says what else it would do', () => {
  let world: World;
  let ground: Ground;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
  });
  afterAll(() => world.stop());

  const tried = async (by: World['admin'], path: string): Promise<Shown> => {
    const { status, body } = await by.send('post', `${path}?dryRun=true`, {}, TRIED);
    expect(status).toBe(200);
    return body as Shown;
  };

  test('who would decide on a delivery, and what would leave the warehouse', async () => {
    const path = 'sales-orders/deliveries';
    const draft = await FACTORIES['delivery']!(ground, world.admin);
    expect((await tried(world.admin, `${path}/${draft.id}/submit`))['foreseen']).toEqual({
      approvers: [{ id: world.second.id, name: 'Wang Liqun' }],
      moves: [],
    });
    const pending = await world.admin.act(path, draft, 'submit');
    expect(pending).not.toHaveProperty('foreseen');
    const released = await tried(world.second, `${path}/${draft.id}/approve`);
    expect(released['foreseen']).toEqual({
      approvers: [],
      moves: [
        {
          kind: 'stock',
          what: { id: ground.product.id, name: ground.product['name'] },
          where: { id: ground.warehouse.id, name: ground.warehouse['name'] },
          change: '-2',
          after: '98',
        },
      ],
    });
    expect(await world.admin.get(`${path}/${draft.id}`)).toMatchObject({ status: 'pending', version: pending.version });
  });

  test('what a receipt brings in, and what it settles', async () => {
    const path = 'sales-orders/receipts';
    const pending = await world.admin.act(path, await FACTORIES['receipt']!(ground, world.admin), 'submit');
    const { moves } = (await tried(world.second, `${path}/${pending.id}/approve`))['foreseen'] as { moves: Shown[] };
    expect(moves.map(({ kind, change, after }) => [kind, change, after] as unknown)).toEqual([
      ['settlement', '120.5', null],
      ['fund', '200', null],
    ]);
    expect(await world.verify()).toEqual([]);
  });
});
