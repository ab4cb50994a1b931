import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const FLOWS = 'system/approval-flows';
const CLAIMS = 'office/expenses';
const NAMES = ['Gu Yifan', 'He Yun', 'Sun Qian'] as const;

describe('Steps ask who the flow says, as many as its mode wants', () => {
  let world: World;
  let seller: Actor;
  let people: Actor[];
  let otherAdmin: Actor;
  let roleId: string;
  beforeAll(async () => {
    world = await World.start();
    const { items } = await world.admin.get<{ items: Shown[] }>('system/roles');
    const [builtIn, staff] = [true, false].map((kind) => items.find((role) => role['builtIn'] === kind)!);
    otherAdmin = await world.colleague('Chen Hao', { roleIds: [builtIn!.id] });
    const { permissions, scopes } = staff!;
    roleId = (await world.admin.create('system/roles', { name: 'Finance', permissions, scopes })).id;
    people = [];
    for (const name of NAMES) people.push(await world.colleague(name, { roleIds: [roleId] }));
    const head = { code: 'S', name: 'Sales', headId: people[1]!.id };
    const parent = await world.admin.create('system/departments', head);
    const team = { code: 'S1', name: 'Sales one', headId: people[0]!.id, parentId: parent.id };
    const departmentId = (await world.admin.create('system/departments', team)).id;
    seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id, departmentId });
  });
  afterAll(() => world.stop());

  /** Puts one flow in force for claims of exactly this amount and submits such a claim. */
  async function submitted(amount: string, steps: Record<string, unknown>[]): Promise<Shown> {
    const conditions = [{ field: 'amount', operator: 'eq', value: amount }];
    const body = { documentType: 'expense', name: `Of ${amount}`, priority: 50, conditions, steps };
    await otherAdmin.act(FLOWS, await world.admin.create(FLOWS, body), 'activate');
    const claim = await seller.create(CLAIMS, {
      purpose: 'Trade fair',
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Stand', amount }],
    });
    return seller.act(CLAIMS, claim, 'submit');
  }
  const step = (mode: string, approver: Record<string, unknown>): Record<string, unknown>[] => [
    { name: 'Finance', mode, approver },
  ];
  const users = (): Record<string, unknown> => ({ kind: 'users', userIds: people.map(({ id }) => id) });
  const asked = async ({ id }: Shown): Promise<string[]> => {
    const { current } = await seller.get(`${CLAIMS}/${id}/approval`);
    const tasks = current.steps.flatMap((one: Shown) => one['tasks'] as Shown[]) as Shown[];
    return tasks.filter(({ state }) => state === 'open').map(({ assignee }) => assignee.name as string);
  };
  const waitsFor = async (by: Actor, { id }: Shown): Promise<boolean> =>
    (await by.get('inbox')).approvals.some(({ document }: Shown) => document.id === id);
  const decide = async (claim: Shown, by: Actor): Promise<Shown> =>
    by.act(CLAIMS, await seller.get(`${CLAIMS}/${claim.id}`), 'approve');

  test('any: the first who decides does it for all', async () => {
    const claim = await submitted('101', step('any', users()));
    expect(await asked(claim)).toEqual(NAMES);
    const done = await decide(claim, people[1]!);
    expect(done.status).toBe('effective');
    expect(await waitsFor(people[0]!, claim)).toBe(false);
    expect(await people[0]!.refused(409, CLAIMS, done, 'approve')).toMatchObject({ code: 'document.state' });
  });

  test('all: everybody, in any order', async () => {
    const claim = await submitted('102', step('all', users()));
    expect((await decide(claim, people[2]!)).status).toBe('pending');
    expect(await asked(claim)).toEqual(['Gu Yifan', 'He Yun']);
    expect((await decide(claim, people[0]!)).status).toBe('pending');
    expect((await decide(claim, people[1]!)).status).toBe('effective');
  });

  test('in sequence: one after the other', async () => {
    const claim = await submitted('103', step('sequence', users()));
    for (const [index, person] of people.entries()) {
      expect(await asked(claim)).toEqual([NAMES[index]]);
      const next = people[index + 1];
      if (next)
        expect(await next.refused(403, CLAIMS, await seller.get(`${CLAIMS}/${claim.id}`), 'approve')).toMatchObject({
          code: 'approval.not-yours',
        });
      expect((await decide(claim, person)).status).toBe(next ? 'pending' : 'effective');
    }
  });

  test('a role: who holds it', async () => {
    const claim = await submitted('104', step('any', { kind: 'role', roleId }));
    expect((await asked(claim)).sort()).toEqual(NAMES);
  });

  test.each([
    ['own', 0, 'Gu Yifan'],
    ['next higher', 1, 'He Yun'],
    // There is none so high: the direct superior instead.
    ['missing', 2, 'Wang Liqun'],
  ])('the head of the %s department', async (_, level, name) => {
    const claim = await submitted(`105.${level}`, step('any', { kind: 'department-head', level }));
    expect(await asked(claim)).toEqual([name]);
  });

  test('one refusal is enough, and steps follow each other', async () => {
    const claim = await submitted('106', [...step('any', { kind: 'superior', level: 1 }), ...step('all', users())]);
    expect(await asked(claim)).toEqual(['Wang Liqun']);
    await decide(claim, world.second);
    expect(await asked(claim)).toEqual(NAMES);
    const half = await decide(claim, people[0]!);
    expect(await people[1]!.act(CLAIMS, half, 'reject', { reason: 'No receipt' })).toMatchObject({
      status: 'rejected',
    });
    expect(await waitsFor(people[2]!, claim)).toBe(false);
  });

  test('a task is not handed to who decides the step anyway, or has decided', async () => {
    const claim = await submitted('107', step('all', users()));
    const hand = (by: Actor, to: Actor): Promise<Shown> =>
      by.refused(422, CLAIMS, claim, 'transfer', { userId: to.id });
    expect(await hand(people[0]!, people[1]!)).toMatchObject({ code: 'approval.fellow', name: 'He Yun' });
    expect(await hand(people[0]!, people[0]!)).toMatchObject({ code: 'approval.fellow' });
    const half = await decide(claim, people[1]!);
    const late = await people[0]!.refused(422, CLAIMS, half, 'transfer', { userId: people[1]!.id });
    expect(late).toMatchObject({ code: 'approval.fellow' });
    await people[0]!.act(CLAIMS, half, 'transfer', { userId: world.second.id });
    expect((await asked(claim)).sort()).toEqual(['Sun Qian', 'Wang Liqun']);
    await decide(claim, world.second);
    expect((await decide(claim, people[2]!)).status).toBe('effective');
  });

  test('only who submitted takes it back, and only before anybody decided', async () => {
    const claim = await submitted('108', step('all', users()));
    for (const other of [world.second, people[0]!, world.admin])
      expect(await other.refused(403, CLAIMS, claim, 'withdraw')).toMatchObject({ code: 'approval.not-submitter' });
    const half = await decide(claim, people[0]!);
    expect(await seller.refused(409, CLAIMS, half, 'withdraw')).toMatchObject({ code: 'approval.decided' });
  });

  test('who approved an earlier step is not asked again where somebody else can be', async () => {
    const both = { kind: 'users', userIds: [people[0]!.id, people[1]!.id] };
    const claim = await submitted('109', [...step('any', both), ...step('any', both)]);
    const half = await decide(claim, people[0]!);
    expect(await asked(claim)).toEqual([NAMES[1]]);
    await people[0]!.refused(403, CLAIMS, half, 'approve');
    expect(await decide(claim, people[1]!)).toMatchObject({ status: 'effective' });
    const alone = { kind: 'users', userIds: [people[2]!.id] };
    const again = await submitted('110', [...step('any', alone), ...step('any', alone)]);
    await decide(again, people[2]!);
    expect(await decide(again, people[2]!)).toMatchObject({ status: 'effective' });
  });
});
