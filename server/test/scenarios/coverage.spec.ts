import { addDays } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../support/actor.js';
import { prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';

describe('How executions inside a commitment take effect', () => {
  let world: World;
  let ground: Ground;
  let boss: Actor;
  let seller: Actor;
  let clerk: Actor;
  let releaser: Actor;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    boss = world.second;
    const roleIds = (await world.admin.get(`system/users/${world.admin.id}`)).roleIds;
    releaser = await world.colleague('Sun Qian', { roleIds });
    const north = { code: 'N', name: 'North', releaserId: releaser.id };
    const department = await world.admin.create('system/departments', north);
    const boss_ = await world.admin.get(`system/users/${boss.id}`);
    await world.admin.change('system/users', boss_, { departmentId: department.id });
    seller = await world.colleague('Li Xiaotong', { superiorId: boss.id, roleIds });
    clerk = await world.colleague('Chen Jie', { superiorId: boss.id, roleIds });
  });
  afterAll(() => world.stop());

  const wants = async (releasePolicy: string): Promise<void> => {
    const company = (await world.admin.get<{ items: Shown[] }>('system/companies')).items[0]!;
    await world.admin.change('system/companies', company, { releasePolicy });
  };
  const anOrder = async (quantity = '2'): Promise<Shown> => {
    const lines = [{ productId: ground.product.id, quantity }];
    const head = { customerId: ground.customer.id, warehouseId: ground.warehouse.id };
    const draft = await seller.create(ORDERS, { ...head, lines });
    return boss.act(ORDERS, await seller.act(ORDERS, draft, 'submit'), 'approve');
  };
  const runOf = async (path: string, { id }: Shown): Promise<Shown> => {
    const { current, history } = await world.admin.get(`${path}/${id}/approval`);
    return (current ?? history[0]) as Shown;
  };
  const asked = (run: Shown): string[] =>
    (run['steps'] as { tasks: { assignee: Shown }[] }[]).flatMap((step) => step.tasks.map((task) => task.assignee.id));
  const delivered = async (by: Actor, order: Shown): Promise<Shown> =>
    by.act(DELIVERIES, await by.create(`${ORDERS}/${order.id}/delivery`, {}), 'submit');

  test('release: the superior, or whom the superior’s department names, lets it through', async () => {
    await wants('release');
    const delivery = await delivered(clerk, await anOrder());
    const run = await runOf(DELIVERIES, delivery);
    expect([run['kind'], asked(run)]).toEqual(['release', [boss.id, releaser.id]]);
    expect(await releaser.act(DELIVERIES, delivery, 'approve')).toMatchObject({ status: 'effective' });
    // A releaser who wrote it is not asked.
    const own = await delivered(releaser, await anOrder());
    expect(asked(await runOf(DELIVERIES, own))).not.toContain(releaser.id);
  });

  test('covered: delivery, invoice and receipt take effect on submission, and name the approval of the order', async () => {
    await wants('covered');
    const order = await anOrder();
    const delivery = await delivered(clerk, order);
    expect(delivery).toMatchObject({ status: 'effective', number: expect.stringMatching(/^DN-/) as string });
    const run = await runOf(DELIVERIES, delivery);
    expect(run).toMatchObject({
      ...{ kind: 'coverage', status: 'covered', steps: [], submittedBy: { id: clerk.id } },
      coveredBy: { id: order.id, type: 'sales-order', number: order.number, revision: 1, approvers: [{ id: boss.id }] },
    });
    const invoice = await clerk.act(INVOICES, await clerk.create(`${DELIVERIES}/${delivery.id}/invoice`, {}), 'submit');
    expect(invoice).toMatchObject({ status: 'effective', number: expect.stringMatching(/^INV-/) as string });
    const money = { customerId: ground.customer.id, fundAccountId: ground.account.id, amount: invoice.amount };
    const lines = [{ itemId: invoice.id, amount: invoice.amount }];
    const receipt = await clerk.act(RECEIPTS, await clerk.create(RECEIPTS, { ...money, lines }), 'submit');
    expect(receipt.status).toBe('completed');
    expect(await seller.get(`${ORDERS}/${order.id}`)).toMatchObject({ status: 'completed' });
    expect(await world.verify()).toEqual([]);
  });

  test('covered: who approved the order never covers what they wrote themselves', async () => {
    const delivery = await delivered(boss, await anOrder());
    expect(delivery.status).toBe('pending');
    expect(await runOf(DELIVERIES, delivery)).toMatchObject({ kind: 'release', coveredBy: null });
  });

  test('covered: an execution of several orders is released', async () => {
    const orders = [await anOrder(), await anOrder()];
    const lines = orders.map((order) => ({ orderLineId: (order['lines'] as Shown[])[0]!.id, quantity: '1' }));
    const draft = await clerk.create(DELIVERIES, { warehouseId: ground.warehouse.id, lines });
    const delivery = await clerk.act(DELIVERIES, draft, 'submit');
    expect([delivery.status, (await runOf(DELIVERIES, delivery))['kind']]).toEqual(['pending', 'release']);
  });

  test.each(['release', 'covered'])('%s: what goes beyond the commitment takes its flow', async (policy) => {
    await wants(policy);
    const money = { customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '100' };
    const deposit = await clerk.act(RECEIPTS, await clerk.create(RECEIPTS, money), 'submit');
    const run = await runOf(RECEIPTS, deposit);
    expect([deposit.status, run['kind'], asked(run)]).toEqual(['pending', 'commitment', [boss.id]]);

    await wants('covered');
    const delivery = await delivered(clerk, await anOrder());
    // The term itself is inside; a day more is not.
    const draft = await clerk.create(`${DELIVERIES}/${delivery.id}/invoice`, {});
    const late = await clerk.change(INVOICES, draft, { dueDate: addDays(draft['dueDate'] as string, 1) });
    await wants(policy);
    const invoice = await clerk.act(INVOICES, late, 'submit');
    expect([invoice.status, (await runOf(INVOICES, invoice))['kind']]).toEqual(['pending', 'commitment']);
  });

  test('strict: everything goes to the superior', async () => {
    await wants('strict');
    const delivery = await delivered(clerk, await anOrder());
    const run = await runOf(DELIVERIES, delivery);
    expect([delivery.status, run['kind'], asked(run)]).toEqual(['pending', 'commitment', [boss.id]]);
  });

  test('the limits hold when it is covered: what is not there is not delivered, and nothing remains of the try', async () => {
    await wants('covered');
    const order = await anOrder('500');
    const draft = await clerk.create(`${ORDERS}/${order.id}/delivery`, {});
    expect(await clerk.refused(409, DELIVERIES, draft, 'submit')).toMatchObject({ code: 'stock.insufficient' });
    expect(await clerk.get(`${DELIVERIES}/${draft.id}`)).toEqual(draft);
  });

  describe('the database refuses coverage that is not true', () => {
    const claim = async (delivery: Shown, coveredBy: string, submitter: string): Promise<unknown> =>
      world
        .sqlAsApp(
          `INSERT INTO approval (id, document_type, document_id, revision, kind, status, covered_by_id, title, snapshot, steps, submitted_by_id, submitted_at)
           VALUES (gen_random_uuid(), 'delivery', $1, 1, 'coverage', 'covered', $2, 'x', '{}', '[]', $3, now())`,
          [delivery.id, coveredBy, submitter],
        )
        .then(
          () => 'taken',
          (error: Error) => error.message,
        );
    const approvalOf = async (order: Shown): Promise<string> => (await runOf(ORDERS, order)).id;

    test('another order’s approval, one by an author, one that the company does not want, a commitment', async () => {
      await wants('covered');
      const [order, other] = [await anOrder(), await anOrder()];
      const draft = await clerk.create(`${ORDERS}/${order.id}/delivery`, {});
      expect(await claim(draft, await approvalOf(other), clerk.id)).toBe('approval.separation');
      expect(await claim(draft, await approvalOf(order), boss.id)).toBe('approval.separation');
      const byBoss = await boss.create(`${ORDERS}/${other.id}/delivery`, {});
      expect(await claim(byBoss, await approvalOf(other), clerk.id)).toBe('approval.separation');
      await wants('release');
      expect(await claim(draft, await approvalOf(order), clerk.id)).toBe('approval.separation');
      await wants('covered');
      expect(await claim(draft, await approvalOf(order), clerk.id)).toBe('taken');
    });
  });
});
