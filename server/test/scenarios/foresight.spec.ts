import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const TRIED = { 'If-Match': '*' };

interface Run {
  steps: { tasks: { state: string; assignee: { name: string } }[] }[];
}
interface Approval {
  withheld: boolean;
  current: Run | null;
  history: Run[];
}

describe('An act that is only tried says what else it would do', () => {
  let world: World;
  let ground: Ground;
  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
  });
  afterAll(() => world.stop());

  const tried = async (by: Actor, path: string): Promise<Shown> => {
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

  test('what a deposit settles, and what is paid for a claim', async () => {
    const { admin, second } = world;
    const [receipts, claims] = ['sales-orders/receipts', 'office/expenses'];
    const owed = await approved(
      ground,
      'sales-orders/opening-balances',
      await FACTORIES['opening-balance']!(ground, admin),
    );
    const given = { customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '500' };
    const deposit = await approved(ground, receipts, await admin.create(receipts, given));
    const lines = [{ itemId: owed.id, amount: '20' }];
    const movesOf = async (by: Actor, path: string, body: Record<string, unknown>): Promise<unknown> => {
      const { body: told } = await by.send('post', `${path}?dryRun=true`, body, TRIED);
      return (told.foreseen.moves as Shown[]).map(({ kind, change }) => [kind, change] as unknown);
    };
    expect(await movesOf(admin, `${receipts}/${deposit.id}/settle`, { lines })).toEqual([['settlement', '20']]);
    const claim = await approved(ground, claims, await FACTORIES['expense']!(ground, admin));
    const paid = { fundAccountId: ground.account.id };
    expect(await movesOf(second, `${claims}/${claim.id}/reimburse`, paid)).toEqual([['fund', '-312.5']]);
  });

  test('no money is told to whom the amount of the document is hidden', async () => {
    const { admin } = world;
    const permissions = ['sales-orders.receipt.read'];
    const role = await admin.create('system/roles', {
      ...{ name: 'Sees no amounts', permissions, scopes: { 'sales-orders': 'all' } },
    });
    // No rule can be set for it as long as receivables tell it; what hides it is there for every document.
    await world.sqlAsOwner(`UPDATE role SET field_rules = '{"receipt":{"amount":"hidden"}}' WHERE id = '${role.id}'`);
    const clerk = await world.colleague('Sees no amounts', { roleIds: [role.id] });
    const writer = await world.colleague('Cashier', { superiorId: clerk.id });
    const draft = await FACTORIES['receipt']!(ground, writer);
    const pending = await writer.act('sales-orders/receipts', draft, 'submit');
    expect((await tried(clerk, `sales-orders/receipts/${pending.id}/approve`))['foreseen']).toMatchObject({
      moves: [],
    });
  });

  test('how far an order goes over the credit limit, and who decides because of it, are told only to whom the limit is', async () => {
    const { admin } = world;
    const { id: customerId } = await admin.create('customers', { name: 'Limited Ltd', creditLimit: '1000' });
    const permissions = ['read', 'create', 'update', 'submit'].map((right) => `sales-orders.sales-order.${right}`);
    const seller = async (name: string, fieldRules: object): Promise<Actor> => {
      const role = await admin.create('system/roles', {
        ...{ name, permissions: [...permissions, 'customers.customer.read', 'inventory.product.read'], fieldRules },
        scopes: { 'sales-orders': 'all', customers: 'all' },
      });
      return world.colleague(name, { roleIds: [role.id] });
    };
    const told = async (by: Actor, price: string): Promise<unknown> => {
      const lines = [{ productId: ground.product.id, quantity: '1', price }];
      const order = await by.create('sales-orders', { customerId, warehouseId: ground.warehouse.id, lines });
      const view = await tried(by, `sales-orders/${order.id}/submit`);
      const { approvers } = view['foreseen'] as { approvers: Shown[] | null };
      return [view['creditExcess'], approvers?.map(({ name }) => name as unknown)];
    };
    // What is submitted in earnest could be withdrawn, and tried again with another price.
    const submitted = async (by: Actor, price: string): Promise<Shown> => {
      const lines = [{ productId: ground.product.id, quantity: '1', price }];
      const draft = await by.create('sales-orders', { customerId, warehouseId: ground.warehouse.id, lines });
      return by.act('sales-orders', draft, 'submit');
    };
    const shown = async (by: Actor, order: Shown): Promise<unknown> => {
      const { withheld, current, history } = await by.get<Approval>(`sales-orders/${order.id}/approval`);
      const { nodes } = await by.get<{ nodes: Shown[] }>(`sales-orders/${order.id}/chain`);
      const tasks = [...(current ? [current] : []), ...history].flatMap(({ steps }) =>
        steps.flatMap((step) => step.tasks),
      );
      return [
        withheld,
        tasks.map(({ state, assignee }) => `${state} ${assignee.name}`).sort(),
        nodes[0]!['held'] !== null,
      ];
    };
    const open = await seller('Sees limits', { customer: { phone: 'hidden' } });
    expect(await told(open, '1130')).toEqual(['130', ['Wang Liqun', 'Zhou Min']]);
    expect(await told(open, '900')).toEqual(['0', ['Wang Liqun', 'Zhou Min']]);
    expect(await shown(open, await submitted(open, '900'))).toEqual([
      false,
      ['open Wang Liqun', 'open Zhou Min'],
      true,
    ]);
    for (const rule of ['hidden', 'masked']) {
      const closed = await seller(`Limits ${rule}`, { customer: { creditLimit: rule } });
      for (const price of ['1130', '900']) {
        expect(await told(closed, price)).toEqual([undefined, undefined]);
        const order = await submitted(closed, price);
        expect(await shown(closed, order)).toEqual([true, [], false]);
        await closed.act('sales-orders', order, 'withdraw');
        expect(await shown(closed, order)).toEqual([true, [], false]);
      }
      const order = await submitted(closed, '900');
      await world.second.act('sales-orders', order, 'approve');
      expect(await shown(closed, order)).toEqual([true, ['approved Wang Liqun'], false]);
      const { fieldRules } = await closed.get('auth/me');
      expect(fieldRules).toEqual({ customer: { creditLimit: rule }, 'sales-order': { creditExcess: 'hidden' } });
    }
  });
});
