import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const CLAIMS = 'office/expenses';

describe('An expense claim, from the trip to the money', () => {
  let world: World;
  let manager: Actor;
  let seller: Actor;

  beforeAll(async () => {
    world = await World.start();
    manager = await world.colleague('Gu Yifan', { superiorId: world.second.id });
    seller = await world.colleague('Li Xiaotong', { superiorId: manager.id });
  });
  afterAll(() => world.stop());

  const aClaim = (by: Actor, extra: Record<string, unknown> = {}): Promise<Shown> =>
    by.create(CLAIMS, {
      purpose: 'Visit to Wuxi',
      lines: [
        { category: 'travel', date: '2026-11-02', description: 'Train', amount: '312.5' },
        { category: 'meal', date: '2026-11-02', description: 'Dinner', amount: '188' },
      ],
      ...extra,
    });

  test('the claim adds up, gets its number when submitted, and waits for the superior', async () => {
    const draft = await aClaim(seller);
    expect(draft).toMatchObject({
      status: 'draft',
      number: null,
      amount: '500.5',
      currency: 'CNY',
      title: 'Visit to Wuxi',
    });
    const pending = await seller.act(CLAIMS, draft, 'submit');
    expect(pending.status).toBe('pending');
    expect(pending.number).toMatch(/^EX-\d{6}-0001$/);
    const inbox = await manager.get('inbox');
    expect(inbox.counts).toEqual({ approvals: 1, releases: 0, due: 0, mentions: 0 });
    expect(inbox.approvals[0].document).toMatchObject({
      ...{ id: draft.id, type: 'expense', number: pending.number, amount: '500.5' },
    });
  });

  test('nobody approves their own claim: not the submitter, not the beneficiary, not an editor, not the administrator', async () => {
    const own = await world.admin.act(CLAIMS, await aClaim(world.admin), 'submit');
    expect(await world.admin.refused(403, CLAIMS, own, 'approve')).toMatchObject({ code: 'approval.author' });

    const forManager = await seller.act(CLAIMS, await aClaim(seller, { beneficiaryId: manager.id }), 'submit');
    expect(await manager.refused(403, CLAIMS, forManager, 'approve')).toMatchObject({ code: 'approval.author' });
    const approval = await seller.get(`${CLAIMS}/${forManager.id}/approval`);
    expect(approval.current.steps[0].tasks[0].assignee.id).toBe(world.second.id);

    const draft = await aClaim(seller);
    const edited = await manager.change(CLAIMS, draft, { purpose: 'Visit to Wuxi and Suzhou' });
    const pending = await seller.act(CLAIMS, edited, 'submit');
    expect(await manager.refused(403, CLAIMS, pending, 'approve')).toMatchObject({ code: 'approval.author' });
  });

  test('a rejected claim is mended, resubmitted, approved, and paid by somebody who is no author', async () => {
    const account = await world.admin.create('system/fund-accounts', {
      code: 'ICBC',
      name: 'Main account',
      kind: 'bank',
      currency: 'CNY',
      overdraft: true,
    });
    let claim = await seller.act(CLAIMS, await aClaim(seller), 'submit');
    claim = await manager.act(CLAIMS, claim, 'reject', { reason: 'The dinner has no receipt' });
    expect(claim.status).toBe('rejected');
    claim = await seller.change(CLAIMS, claim, {
      lines: [{ id: claim.lines[0].id, category: 'travel', date: '2026-11-02', description: 'Train', amount: '312.5' }],
    });
    claim = await seller.act(CLAIMS, claim, 'submit');
    expect(claim.lines).toHaveLength(1);
    claim = await manager.act(CLAIMS, claim, 'approve', { comment: 'Fine' });
    expect(claim.status).toBe('effective');
    for (const [person, isAuthor] of [
      [seller, true],
      [world.admin, false],
    ] as const)
      expect(await person.get(`${CLAIMS}/${claim.id}`)).toMatchObject({ isAuthor });
    expect(await seller.refused(403, CLAIMS, claim, 'reimburse', { fundAccountId: account.id })).toMatchObject({
      code: 'approval.author',
    });
    const empty = { code: 'CASH', name: 'Cash box', kind: 'cash', currency: 'CNY' };
    const { id: cashId } = await world.admin.create('system/fund-accounts', empty);
    expect(await world.admin.refused(409, CLAIMS, claim, 'reimburse', { fundAccountId: cashId })).toMatchObject({
      ...{ code: 'fund.insufficient', account: 'Cash box', available: '0', required: '312.5' },
    });
    claim = await world.admin.act(CLAIMS, claim, 'reimburse', { fundAccountId: account.id });
    expect(claim).toMatchObject({ status: 'completed', fundAccount: { id: account.id } });
    expect(await world.admin.get(`system/fund-accounts/${account.id}`)).toMatchObject({ balance: '-312.5' });

    claim = await world.admin.act(CLAIMS, claim, 'void', { reason: 'Paid twice' });
    expect(claim.status).toBe('void');
    expect(await world.admin.get(`system/fund-accounts/${account.id}`)).toMatchObject({ balance: '0' });
    const { items: movements } = await world.admin.get<{ items: Shown[] }>(
      `system/fund-ledger?accountId=${account.id}&sort=-at`,
    );
    const because = { account: { id: account.id }, currency: 'CNY', documentType: 'expense', documentId: claim.id };
    expect(movements).toMatchObject([
      { ...because, amount: '312.5', balanceAfter: '0', reversesId: movements[1]!.id },
      { ...because, amount: '-312.5', balanceAfter: '-312.5', reversesId: null },
    ]);
    expect(await world.verify()).toEqual([]);
  });

  test('the submitter may take it back before anybody decided', async () => {
    const pending = await seller.act(CLAIMS, await aClaim(seller), 'submit');
    const draft = await seller.act(CLAIMS, pending, 'withdraw');
    expect(draft.status).toBe('draft');
    expect(await manager.refused(409, CLAIMS, draft, 'approve')).toMatchObject({ code: 'document.state' });
  });

  test('a task handed on goes to somebody who is no author', async () => {
    const pending = await seller.act(CLAIMS, await aClaim(seller), 'submit');
    expect(await manager.refused(422, CLAIMS, pending, 'transfer', { userId: seller.id })).toMatchObject({
      code: 'approval.assignee',
    });
    const handed = await manager.act(CLAIMS, pending, 'transfer', { userId: world.second.id });
    const approved = await world.second.act(CLAIMS, handed, 'approve');
    expect(approved.status).toBe('effective');
  });

  test('many releases at once: each stands for itself', async () => {
    const claims = [
      await seller.act(CLAIMS, await aClaim(seller), 'submit'),
      await seller.act(CLAIMS, await aClaim(seller), 'submit'),
    ];
    const tasks = (await manager.get('inbox')).approvals as Shown[];
    const [one, two] = claims.map(({ id }) => tasks.find((task) => task.document.id === id)!.taskId as string);
    const foreign = '01900000-0000-7000-8000-000000000000';
    const taskIds = [one, foreign, two];
    const released = async (headers = {}): Promise<Shown> =>
      (await manager.send('post', 'inbox/releases', { taskIds }, headers)).body as Shown;
    const keyed = { 'Idempotency-Key': 'releases-of-monday' };
    const [first, double] = await Promise.all([released(keyed), released(keyed)]);
    for (const answer of [first, double, await released(keyed)])
      expect(answer.items).toMatchObject([
        { taskId: one, ok: true },
        { taskId: foreign, ok: false, problem: { code: 'approval.not-yours' } },
        { taskId: two, ok: true },
      ]);
    for (const { id } of claims) expect(await seller.get(`${CLAIMS}/${id}`)).toMatchObject({ status: 'effective' });
    // Without its key nothing is left to release, and nothing happens twice.
    expect(((await released()).items as Shown[]).map(({ ok }) => ok as boolean)).toEqual([false, false, false]);
  });
});
