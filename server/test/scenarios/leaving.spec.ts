import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const FLOWS = 'system/approval-flows';
const CLAIMS = 'office/expenses';
const USERS = 'system/users';

interface Step {
  tasks: { assignee: { id: string }; state: string }[];
}

const aDraft = (by: Actor): Promise<Shown> => {
  const lines = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '100' }];
  return by.create(CLAIMS, { purpose: 'Visit', lines });
};
const aClaim = async (by: Actor): Promise<Shown> => by.act(CLAIMS, await aDraft(by), 'submit');

describe('What waits for somebody who leaves is decided by others', () => {
  let world: World;
  let admin: Actor;
  let boss: Actor;
  let seller: Actor;
  let count = 0;

  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
    boss = world.second;
  });
  beforeEach(async () => {
    count += 1;
    seller = await world.colleague(`Seller ${count}`, { superiorId: boss.id });
  });
  afterAll(() => world.stop());

  const colleague = (name: string, superiorId: string = boss.id): Promise<Actor> =>
    world.colleague(`${name} ${count}`, { superiorId });
  const leave = async (person: Actor, act = 'deactivate'): Promise<Shown> =>
    admin.act(USERS, await admin.get(`${USERS}/${person.id}`), act);
  /** Assignee and state of each task of each step of the open approval. */
  const tasks = async (claim: Shown): Promise<[string, string][][]> => {
    const { current } = await admin.get(`${CLAIMS}/${claim.id}/approval`);
    return (current.steps as Step[]).map((step) => step.tasks.map((task) => [task.assignee.id, task.state]));
  };
  const put = async (steps: unknown[]): Promise<void> => {
    const flow = { documentType: 'expense', name: `Flow ${count}`, priority: 100 + count };
    const conditions = [{ field: 'ownerId', operator: 'eq', value: seller.id }];
    const draft = await admin.create(FLOWS, { ...flow, conditions, steps });
    const administrators = (await admin.get<{ items: Shown[] }>('system/roles?builtIn=true')).items[0]!;
    await (await world.colleague(`Other ${count}`, { roleIds: [administrators.id] })).act(FLOWS, draft, 'activate');
  };
  const step = (people: Actor[], mode: string): unknown => ({
    ...{ name: 'Step', mode },
    approver: { kind: 'users', userIds: people.map((person) => person.id) },
  });

  test.each(['deactivate', 'archive'])('%s: the open task goes up to the next superior, who decides', async (act) => {
    const manager = await colleague('Manager');
    const clerk = await colleague('Clerk', manager.id);
    const claim = await aClaim(clerk);
    expect(await tasks(claim)).toEqual([[[manager.id, 'open']]]);
    await leave(manager, act);
    expect(await tasks(claim)).toEqual([
      [
        [manager.id, 'cancelled'],
        [boss.id, 'open'],
      ],
    ]);
    const { items } = await admin.get(`${CLAIMS}/${claim.id}/timeline`);
    const note = (items as Shown[]).find((item) => item['action'] === 'hand-over');
    expect(note).toMatchObject({
      actor: { id: admin.id },
      changes: [{ field: 'approver', from: manager.name, to: boss.name }],
    });
    expect(await boss.act(CLAIMS, claim, 'approve')).toMatchObject({ status: 'effective' });
    expect(await world.verify()).toEqual([]);
  });

  test('after an earlier decision: the waiting step of the leaver is taken over, and the document takes effect', async () => {
    const [first, last] = [await colleague('First'), await colleague('Last')];
    await put([step([first], 'any'), step([last], 'any')]);
    const claim = await aClaim(seller);
    const half = await first.act(CLAIMS, claim, 'approve');
    await leave(last);
    expect((await tasks(claim))[1]).toEqual([
      [last.id, 'cancelled'],
      [boss.id, 'open'],
    ]);
    expect(await boss.act(CLAIMS, half, 'approve')).toMatchObject({ status: 'effective' });
  });

  test('any: while others of the step may decide, the part of the leaver falls away', async () => {
    const [one, two] = [await colleague('One'), await colleague('Two')];
    await put([step([one, two], 'any')]);
    const claim = await aClaim(seller);
    await leave(one);
    expect(await tasks(claim)).toEqual([
      [
        [one.id, 'cancelled'],
        [two.id, 'open'],
      ],
    ]);
  });

  test('all: when the others have decided, nothing takes effect by somebody leaving; the superior is asked', async () => {
    const [one, two] = [await colleague('One'), await colleague('Two')];
    await put([step([one, two], 'all')]);
    const claim = await aClaim(seller);
    const half = await one.act(CLAIMS, claim, 'approve');
    await leave(two);
    expect(await admin.get(`${CLAIMS}/${claim.id}`)).toMatchObject({ status: 'pending' });
    expect(await tasks(claim)).toEqual([
      [
        [one.id, 'approved'],
        [two.id, 'cancelled'],
        [boss.id, 'open'],
      ],
    ]);
    expect(await boss.act(CLAIMS, half, 'approve')).toMatchObject({ status: 'effective' });
  });

  test('sequence: the turn passes to the next', async () => {
    const [one, two] = [await colleague('One'), await colleague('Two')];
    await put([step([one, two], 'sequence')]);
    const claim = await aClaim(seller);
    await leave(one);
    expect(await tasks(claim)).toEqual([
      [
        [one.id, 'cancelled'],
        [two.id, 'open'],
      ],
    ]);
    expect(await two.act(CLAIMS, claim, 'approve')).toMatchObject({ status: 'effective' });
  });

  test('a submission while somebody is leaving waits for it, and asks who is left', async () => {
    const manager = await colleague('Manager');
    const clerk = await colleague('Clerk', manager.id);
    const draft = await aDraft(clerk);
    const owner = new pg.Client({ connectionString: world.databaseUrl });
    await owner.connect();
    // Not by the owner: inside of a transaction, connections that are opened meanwhile are not seen.
    const count = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const blocked = async (waiting: number): Promise<void> => {
      while (Number((await world.sqlAsOwner(count))[0]!['n']) < waiting) await setTimeout(10);
    };
    // Whoever leaves has been marked, and nothing of it is committed yet.
    await owner.query('BEGIN; LOCK TABLE audit_log IN SHARE MODE');
    const left = leave(manager);
    await blocked(1);
    const submitted = clerk.act(CLAIMS, draft, 'submit');
    await blocked(2);
    await owner.query('COMMIT');
    await owner.end();
    await left;
    expect(await tasks(await submitted)).toEqual([[[boss.id, 'open']]]);
  });
});

describe('Where nobody else could decide', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  test('leaving is refused, says what to do, and changes nothing', async () => {
    const { admin, second } = world;
    const claim = await aClaim(admin);
    const record = await admin.get(`${USERS}/${second.id}`);
    const refused = await admin.refused(409, USERS, record, 'deactivate');
    expect(refused).toMatchObject({ code: 'approval.no-successor', number: claim['number'] });
    expect(await admin.get(`${USERS}/${second.id}`)).toEqual(record);
    expect(await second.act(CLAIMS, claim, 'approve')).toMatchObject({ status: 'effective' });
  });

  test('a final pool keeps two people, as long as others are left to be its second', async () => {
    const { admin, second } = world;
    const third = await world.colleague('Third');
    const record = await admin.get(`${USERS}/${second.id}`);
    expect(await admin.refused(422, USERS, record, 'deactivate')).toMatchObject({ code: 'approval.final-pool' });
    const [company] = (await admin.get<{ items: Shown[] }>('system/companies')).items;
    await admin.change('system/companies', company!, { finalPoolIds: [admin.id, third.id] });
    expect(await admin.act(USERS, record, 'deactivate')).toMatchObject({ active: false });
  });
});
