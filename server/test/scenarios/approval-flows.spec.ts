import { TRUST_MS } from '../../src/kernel/auth/principals.js';
import type { Actor, Shown } from '../support/actor.js';
import { prepare, type Ground } from '../support/factories.js';
import { pause } from '../support/statements.js';
import { World } from '../support/world.js';

interface Page {
  items: Shown[];
}

const FLOWS = 'system/approval-flows';
const CLAIMS = 'office/expenses';

describe('Who decides is itself decided by two people', () => {
  let world: World;
  let admin: Actor;
  let other: Actor;
  let seller: Actor;
  let ground: Ground;

  beforeAll(async () => {
    world = await World.start();
    ground = await prepare(world);
    admin = world.admin;
    const administrators = (await admin.get<Page>('system/roles?builtIn=true')).items[0]!;
    other = await world.colleague('Gu Yifan', { roleIds: [administrators.id] });
    seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
  });
  afterAll(() => world.stop());

  const aFlow = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{ documentType: 'expense', name: 'Large claims', priority: 50 },
    conditions: [{ field: 'amount', operator: 'gt', value: '1000' }],
    steps: [
      { name: 'Superior', mode: 'any', approver: { kind: 'superior', level: 1 } },
      { name: 'Finance', mode: 'all', approver: { kind: 'users', userIds: [other.id] } },
    ],
    ...input,
  });
  const active = async (type: string, name: string): Promise<Shown[]> =>
    (await admin.get<Page>(`${FLOWS}?documentType=${type}&state=active&name=${encodeURIComponent(name)}`)).items;
  const main = async (type: string): Promise<Shown> => (await active(type, '直接上级'))[0]!;
  const send = (by: Actor, flow: Shown, body: Record<string, unknown>): ReturnType<Actor['send']> =>
    by.send('patch', `${FLOWS}/${flow.id}`, body, { 'If-Match': `"${flow.version}"` });

  test('a new flow is a draft; somebody who did not write it puts it in force, and documents follow it', async () => {
    const draft = await admin.create(FLOWS, aFlow());
    expect(draft).toMatchObject({ state: 'draft', archived: false, editedBy: { id: admin.id }, activatedBy: null });
    expect(await admin.refused(403, FLOWS, draft, 'activate')).toMatchObject({ code: 'approval.author' });
    const edited = await other.change(FLOWS, draft, { priority: 60 });
    expect(edited.id).toBe(draft.id);
    expect(await other.refused(403, FLOWS, edited, 'activate')).toMatchObject({ code: 'approval.author' });
    // Whoever wrote an earlier state of the draft is an author too.
    expect(await admin.refused(403, FLOWS, edited, 'activate')).toMatchObject({ code: 'approval.author' });
    const third = await world.colleague('Sun Qian', { roleIds: (await admin.get(`system/users/${admin.id}`)).roleIds });
    // It waits for those who may put it in force, and for nobody who wrote it.
    const waiting = async (by: Actor): Promise<unknown[]> => (await by.get<{ due: Shown[] }>('inbox')).due;
    const item = { kind: 'flow-draft', title: 'Large claims', party: { id: other.id }, recordId: draft.id };
    expect(await Promise.all([admin, other, seller, third].map(waiting))).toMatchObject([[], [], [], [item]]);
    expect(await third.act(FLOWS, edited, 'activate')).toMatchObject({
      state: 'active',
      activatedBy: { id: third.id },
    });

    const claim = await seller.create(CLAIMS, {
      purpose: 'Trade fair',
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Stand', amount: '1000.01' }],
    });
    const pending = await seller.act(CLAIMS, claim, 'submit');
    const { current } = await seller.get(`${CLAIMS}/${claim.id}/approval`);
    expect(current.steps.map((step: Shown) => step['tasks'][0].assignee.id)).toEqual([world.second.id, other.id]);
    const half = await world.second.act(CLAIMS, pending, 'approve');
    expect(half.status).toBe('pending');
    expect(await other.act(CLAIMS, half, 'approve')).toMatchObject({ status: 'effective' });
  });

  test('what is in force is not edited: a change is a new draft, and its activation retires the old one', async () => {
    const [before] = await active('expense', 'Large claims');
    const draft = (await send(admin, before!, { conditions: [{ field: 'amount', operator: 'gte', value: '5000' }] }))
      .body as Shown;
    expect(draft).toMatchObject({ state: 'draft', name: 'Large claims', priority: 60 });
    expect(draft.id).not.toBe(before!.id);
    expect(await admin.get(`${FLOWS}/${before!.id}`)).toEqual(before);
    const second = await send(admin, before!, { priority: 1 });
    expect([second.status, second.body.code]).toEqual([409, 'record.exists']);
    await other.act(FLOWS, draft, 'activate');
    expect((await active('expense', 'Large claims')).map((flow) => flow.id)).toEqual([draft.id]);
    expect(await admin.get(`${FLOWS}/${before!.id}`)).toMatchObject({ state: 'retired' });
    expect((await admin.send('delete', `${FLOWS}/${before!.id}`, undefined, { 'If-Match': '*' })).status).toBe(409);
    expect(await other.refused(409, FLOWS, await admin.get(`${FLOWS}/${draft.id}`), 'activate')).toMatchObject({
      code: 'document.state',
    });
  });

  test('the last flow that always applies stays; taking another out of force needs two people too', async () => {
    const last = await main('delivery');
    expect(await admin.refused(409, FLOWS, last, 'retire')).toMatchObject({ code: 'record.in-use' });
    expect((await admin.send('delete', `${FLOWS}/${last.id}`, undefined, { 'If-Match': '*' })).body.code).toBe(
      'record.in-use',
    );
    const narrowed = (await send(admin, last, { conditions: [{ field: 'ownerId', operator: 'eq', value: seller.id }] }))
      .body as Shown;
    expect(await other.refused(409, FLOWS, narrowed, 'activate')).toMatchObject({ code: 'record.in-use' });

    const [large] = await active('expense', 'Large claims');
    const proposal = await admin.act(FLOWS, large!, 'retire');
    expect(proposal).toMatchObject({ state: 'draft', archived: true });
    expect(await active('expense', 'Large claims')).toHaveLength(1);
    expect(await admin.refused(403, FLOWS, proposal, 'activate')).toMatchObject({ code: 'approval.author' });
    expect(await other.act(FLOWS, proposal, 'activate')).toMatchObject({ state: 'retired' });
    expect(await active('expense', 'Large claims')).toEqual([]);
  });

  test('entries that cannot be are named one by one', async () => {
    const wrong = async (input: Record<string, unknown>): Promise<string[]> => {
      const { body } = await admin.send('post', FLOWS, aFlow({ name: 'Wrong', ...input }));
      return [body.errors?.[0].pointer ?? body.code, body.errors?.[0].code ?? body.field];
    };
    const step = (approver: Record<string, unknown>): Record<string, unknown> => ({
      steps: [{ name: 'One', mode: 'any', approver }],
    });
    const condition = (field: string, operator: string, value: string): Record<string, unknown> => ({
      conditions: [{ field, operator, value }],
    });
    const nobody = '01900000-0000-7000-8000-000000000000';
    expect(await wrong({ documentType: 'poem' })).toEqual(['/documentType', 'choice']);
    expect(await wrong({ priority: 1001 })).toEqual(['/priority', 'integer']);
    expect(await wrong({ steps: [] })).toEqual(['/steps', 'required']);
    expect(await wrong(condition('createdById', 'eq', admin.id))).toEqual(['/conditions/0/field', 'choice']);
    expect(await wrong(condition('amount', 'gt', 'much'))).toEqual(['/conditions/0/value', 'decimal']);
    expect(await wrong(condition('title', 'gt', 'A'))).toEqual(['/conditions/0/operator', 'choice']);
    expect(await wrong(condition('beneficiaryId', 'in', `${admin.id}, x`))).toEqual(['/conditions/0/value', 'id']);
    expect(await wrong(step({ kind: 'superior', level: 0 }))).toEqual(['/steps/0/approver/level', 'integer']);
    expect(await wrong(step({ kind: 'role' }))).toEqual(['/steps/0/approver/roleId', 'required']);
    expect(await wrong(step({ kind: 'users', userIds: [] }))).toEqual(['/steps/0/approver/userIds', 'required']);
    expect(await wrong(step({ kind: 'users', userIds: [nobody] }))).toEqual([
      'record.unknown',
      'steps/0/approver/userIds',
    ]);
    expect(await wrong(step({ kind: 'king' }))).toEqual(['/steps/0/approver/kind', 'choice']);
    expect((await world.second.send('post', FLOWS, aFlow())).status).toBe(403);
  });

  test('a trial names the people and how they were found; a dead end is told before anybody meets it', async () => {
    const simulate = async (input: Record<string, unknown>): Promise<Shown> =>
      (await admin.send('post', `${FLOWS}/simulate`, { documentType: 'expense', ...input })).body as Shown;
    const asked = await simulate({ userId: seller.id, amount: '20' });
    expect(asked).toMatchObject({ flow: { name: '直接上级' }, applies: true, problem: null });
    expect(asked['steps']).toMatchObject([{ no: 1, via: 'flow', approvers: [{ id: world.second.id }] }]);
    expect((await simulate({ userId: admin.id }))['steps']).toMatchObject([
      { via: 'final-pool', approvers: [{ id: world.second.id }] },
    ]);
    const written = await simulate({
      userId: seller.id,
      amount: '20',
      conditions: [{ field: 'amount', operator: 'gt', value: '30' }],
      steps: aFlow()['steps'],
    });
    expect(written).toMatchObject({
      flow: { id: null },
      applies: false,
      steps: [{ no: 1 }, { no: 2, approvers: [{ id: other.id }] }],
    });

    const department = await admin.create('system/departments', { code: 'W', name: 'Warehouse', releaserId: other.id });
    const keeper = await world.colleague('Keeper', { departmentId: department.id, superiorId: seller.id });
    await admin.change('system/users', await admin.get(`system/users/${seller.id}`), { departmentId: department.id });
    const released = { documentType: 'delivery', userId: keeper.id };
    const names = async (): Promise<string[]> =>
      (await simulate(released))['steps'].flatMap((one: Shown) => one['approvers'].map(({ name }: Shown) => name));
    expect((await names()).sort()).toEqual(['Gu Yifan', 'Li Xiaotong']);
    const [company] = (await admin.get<Page>('system/companies')).items;
    const strict = await admin.change('system/companies', company!, { releasePolicy: 'strict' });
    expect(await names()).toEqual(['Li Xiaotong']);
    await admin.change('system/companies', strict, { releasePolicy: 'release' });

    expect(await admin.get(`${FLOWS}/lint`)).toMatchObject({ items: [], isCapped: false });
    await world.sqlAsOwner(`UPDATE company SET final_pool_ids = ARRAY[$1]::uuid[]`, [admin.id]);
    // Past this node, which asks again after that time.
    await pause(TRUST_MS);
    const { items } = await admin.get<Page>(`${FLOWS}/lint`);
    const dead = items
      .filter((item) => item['documentType'] === 'expense')
      .map((item) => [item['user'].id, item['problem'].code]);
    expect(dead).toEqual([[admin.id, 'approval.no-approver']]);
    expect(await simulate({ userId: admin.id })).toMatchObject({
      steps: [],
      problem: { code: 'approval.no-approver', status: 422 },
    });
  });

  test('of two activations at once one is in force', async () => {
    const draft = await admin.create(
      FLOWS,
      aFlow({
        name: 'Gifts',
        documentType: 'stock-issue',
        conditions: [{ field: 'reason', operator: 'eq', value: 'gift' }],
      }),
    );
    const answers = await Promise.all(
      [1, 2].map(() => other.send('post', `${FLOWS}/${draft.id}/activate`, {}, { 'If-Match': '*' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await active('stock-issue', 'Gifts')).toHaveLength(1);
  });

  test('flows of orders ask how deep the discounts go and how the customer is rated at submission', async () => {
    const conditions = [
      { field: 'discountDepth', operator: 'gte', value: '20' },
      { field: 'customerLevel', operator: 'ne', value: 'A' },
    ];
    const flow = { documentType: 'sales-order', name: 'Deep discounts', conditions };
    await other.act(FLOWS, await admin.create(FLOWS, aFlow(flow)), 'activate');
    const { customer, product } = ground;
    const levelled = await admin.change('customers', customer, { level: 'B', ownerId: seller.id });
    const flowOf = async (discountRate: string, before?: () => Promise<unknown>): Promise<unknown[]> => {
      const lines = [{ productId: product.id, quantity: '1', discountRate }];
      const order = await seller.create('sales-orders', { customerId: customer.id, lines });
      await before?.();
      const { discountDepth, customerLevel, id } = await seller.act('sales-orders', order, 'submit');
      const { current } = await seller.get(`sales-orders/${id}/approval`);
      return [discountDepth, customerLevel, current.steps.length];
    };
    expect(await flowOf('19')).toEqual(['19', 'B', 1]);
    expect(await flowOf('25')).toEqual(['25', 'B', 2]);
    const promoted = (): Promise<unknown> => admin.change('customers', levelled, { level: 'A' });
    expect(await flowOf('25', promoted)).toEqual(['25', 'A', 1]);
    expect(await world.verify()).toEqual([]);
  });
});
