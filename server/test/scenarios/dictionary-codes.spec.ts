import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const CUSTOMERS = 'customers';
const CLAIMS = 'office/expenses';

type Body = Record<string, unknown>;

describe('Words are chosen from their dictionary', () => {
  let world: World;
  let admin: Actor;
  beforeAll(async () => {
    world = await World.start();
    admin = world.admin;
  });
  afterAll(() => world.stop());

  const aWord = (type: string, code: string): Promise<Shown> =>
    admin.create('system/dictionaries', { type, code, name: code });
  const post = async (path: string, body: Body): Promise<Shown> => (await admin.send('post', path, body)).body as Shown;
  const patch = async (path: string, { id, version }: Shown, body: Body): Promise<Shown> =>
    (await admin.send('patch', `${path}/${id}`, body, { 'If-Match': `"${version}"` })).body as Shown;
  const aLine = (category: string, extra: Body = {}): Body => ({
    ...{ category, date: '2026-11-02', description: 'Train', amount: '10' },
    ...extra,
  });
  const aClaim = (...categories: string[]): Body => ({
    purpose: 'Visit to Wuxi',
    lines: categories.map((category) => aLine(category)),
  });

  test.each(['industry', 'region', 'level', 'stage', 'source'])(
    'a customer takes a word in use as its %s, and keeps it when it is archived',
    async (field) => {
      const refusal = { code: 'dictionary.unknown', status: 422, field, dictionary: field };
      expect(await post(CUSTOMERS, { name: 'Nobody Ltd', [field]: 'nonsense' })).toMatchObject(refusal);
      // A word of another dictionary is none of this one.
      expect(await post(CUSTOMERS, { name: 'Nobody Ltd', [field]: 'travel' })).toMatchObject(refusal);
      const word = await aWord(field, 'mine');
      const customer = await admin.create(CUSTOMERS, { name: `By ${field}`, [field]: 'mine' });
      await admin.act('system/dictionaries', word, 'archive');
      expect(await post(CUSTOMERS, { name: 'Late Ltd', [field]: 'mine' })).toMatchObject(refusal);
      const kept = await admin.change(CUSTOMERS, customer, { [field]: 'mine', note: 'Still here' });
      expect(kept).toMatchObject({ [field]: 'mine', note: 'Still here' });
      const cleared = await admin.change(CUSTOMERS, kept, { [field]: null });
      expect(await patch(CUSTOMERS, cleared, { [field]: 'mine' })).toMatchObject(refusal);
    },
  );

  test('the line of a claim takes a category in use, and keeps it when it is archived', async () => {
    const refusal = { code: 'dictionary.unknown', status: 422, dictionary: 'expense-category' };
    expect(await post(CLAIMS, aClaim('travel', 'yacht'))).toMatchObject({ ...refusal, field: 'lines/1/category' });
    const word = await aWord('expense-category', 'yacht');
    const claim = await admin.create(CLAIMS, aClaim('travel', 'yacht'));
    await admin.act('system/dictionaries', word, 'archive');
    const [first, second] = claim.lines as [Shown, Shown];
    const kept = [aLine('travel', { id: first.id }), aLine('yacht', { id: second.id, amount: '20' })];
    const changed = await admin.change(CLAIMS, claim, { lines: kept });
    expect(changed).toMatchObject({ amount: '30' });
    const moved = [aLine('yacht', { id: first.id }), kept[1]];
    expect(await patch(CLAIMS, changed, { lines: moved })).toMatchObject({ ...refusal, field: 'lines/0/category' });
  });
});
