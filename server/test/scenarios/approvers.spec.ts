import { TRUST_MS } from '../../src/kernel/auth/principals.js';
import type { Actor, Shown } from '../support/actor.js';
import { pause } from '../support/statements.js';
import { World } from '../support/world.js';

const FLOWS = 'system/approval-flows';
const CLAIMS = 'office/expenses';

/** seller → manager → director → nobody. The final pool is the administrator and the second person. */
describe('Who is found to decide', () => {
  let world: World;
  let director: Actor;
  let manager: Actor;
  let seller: Actor;
  beforeAll(async () => {
    world = await World.start();
    director = await world.colleague('Director');
    manager = await world.colleague('Manager', { superiorId: director.id });
    seller = await world.colleague('Seller', { superiorId: manager.id });
    const { roleIds } = await world.admin.get(`system/users/${world.admin.id}`);
    const other = await world.colleague('Other', { roleIds });
    for (const level of [1, 2, 3]) {
      const draft = await world.admin.create(FLOWS, {
        ...{ documentType: 'expense', name: `Superior ${level}`, priority: 50 },
        conditions: [{ field: 'amount', operator: 'eq', value: String(level) }],
        steps: [{ name: 'Superior', mode: 'any', approver: { kind: 'superior', level } }],
      });
      await other.act(FLOWS, draft, 'activate');
    }
  });
  afterAll(() => world.stop());

  const aClaim = (by: Actor, amount: string, extra: Record<string, unknown> = {}): Promise<Shown> =>
    by.create(CLAIMS, {
      ...{ purpose: 'Trip', ...extra },
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Train', amount }],
    });
  const asked = async ({ id }: Shown): Promise<string[]> => {
    const { current } = await world.admin.get(`${CLAIMS}/${id}/approval`);
    return current.steps[0].tasks.map(({ assignee }: Shown) => assignee.name as string).sort() as string[];
  };

  test.each([
    ['the superior', '1', (): string | undefined => undefined, ['Manager']],
    ['the second superior', '2', (): string | undefined => undefined, ['Director']],
    ['the next one, where the superior gains from it', '1', (): string | undefined => manager.id, ['Director']],
    ['the final pool, where nobody is so high', '3', (): string | undefined => undefined, ['Wang Liqun', 'Zhou Min']],
    [
      'the final pool, above the last who may not',
      '2',
      (): string | undefined => director.id,
      ['Wang Liqun', 'Zhou Min'],
    ],
  ])('%s', async (_, amount, beneficiary, names) => {
    const id = beneficiary();
    const claim = await aClaim(seller, amount, id ? { beneficiaryId: id } : {});
    expect(await asked(await seller.act(CLAIMS, claim, 'submit'))).toEqual(names);
  });

  test('nobody at all: the submission is refused, says what to do, and nothing was submitted', async () => {
    const draft = await aClaim(director, '1');
    await world.sqlAsOwner('UPDATE company SET final_pool_ids = ARRAY[$1]::uuid[]', [director.id]);
    // Past this node, which asks again after that time.
    await pause(TRUST_MS);
    const refused = await director.refused(422, CLAIMS, draft, 'submit');
    expect(refused).toMatchObject({ code: 'approval.no-approver', detail: expect.stringMatching(/pool|superior/i) });
    expect(await director.get(`${CLAIMS}/${draft.id}`)).toMatchObject({ status: 'draft', number: null });
  });
});
