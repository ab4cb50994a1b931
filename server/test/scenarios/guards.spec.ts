import { randomUUID } from 'node:crypto';
import { Db } from '../../src/kernel/db/db.js';
import type { Actor, Shown } from '../support/actor.js';
import { World } from '../support/world.js';

const CLAIMS = 'office/expenses';

describe('SQL with the role that serves requests', () => {
  let world: World;
  let seller: Actor;

  beforeAll(async () => {
    world = await World.start();
    seller = await world.colleague('Li Xiaotong', { superiorId: world.second.id });
  });
  afterAll(() => world.stop());

  const aClaim = (): Promise<Shown> =>
    seller.create(CLAIMS, {
      purpose: 'Train',
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '10' }],
    });
  const pending = async (): Promise<Shown> => seller.act(CLAIMS, await aClaim(), 'submit');
  const effective = async (): Promise<Shown> => world.second.act(CLAIMS, await pending(), 'approve');
  const refused = (text: string, values: unknown[]): Promise<void> =>
    expect(world.sqlAsApp(text, values)).rejects.toMatchObject({ code: 'GX001' });

  test('is the role of every connection, also of those that no transaction holds', async () => {
    const db = world.app.get(Db);
    const role = async (): Promise<string> => (await db.one<{ role: string }>('SELECT current_user AS role'))!.role;
    expect([await role(), await db.beside(role)]).toEqual(['guanxi_app', 'guanxi_app']);
  });

  test('cannot borrow the approval of another document as coverage', async () => {
    const [draft, other] = [await aClaim(), await effective()];
    await refused(
      `INSERT INTO approval (id, document_type, document_id, revision, kind, status, covered_by_id, title, snapshot, steps, submitted_by_id, submitted_at)
       SELECT $1, document_type, $2, 1, 'coverage', 'covered', id, title, snapshot, steps, submitted_by_id, now() FROM approval WHERE document_id = $3`,
      [randomUUID(), draft.id, other.id],
    );
  });

  test('cannot delete an effective document, nor put another in its place', async () => {
    const claim = await effective();
    await world.sqlAsApp('SELECT 1');
    await refused('DELETE FROM expense WHERE id = $1', [claim.id]);
    await refused('DELETE FROM expense_line WHERE document_id = $1', [claim.id]);
  });

  test('cannot change what was submitted or decided', async () => {
    const [waiting, decided] = [await pending(), await effective()];
    for (const { id } of [waiting, decided]) {
      await refused('UPDATE expense SET amount = 5000 WHERE id = $1', [id]);
      await refused('UPDATE expense SET edited_by_id = $2 WHERE id = $1', [id, world.admin.id]);
      await refused('UPDATE expense SET beneficiary_id = $2 WHERE id = $1', [id, world.admin.id]);
      await refused('UPDATE expense_line SET amount = 5000 WHERE document_id = $1', [id]);
      await refused(
        `INSERT INTO expense_line (id, document_id, line_no, category, date, description, amount) VALUES ($2, $1, 2, 'x', '2026-11-02', 'x', 1)`,
        [id, randomUUID()],
      );
    }
    await refused('UPDATE expense SET revision = 2 WHERE id = $1', [waiting.id]);
    await world.sqlAsApp(`UPDATE expense SET note = 'side fields stay open' WHERE id = $1`, [decided.id]);
  });

  test('may put a deleted draft back, which has all its authors again', async () => {
    const { id } = await aClaim();
    const authors = (): Promise<Record<string, unknown>[]> =>
      world.sqlAsApp('SELECT role, user_id AS id FROM document_author WHERE document_id = $1 ORDER BY role, id', [id]);
    for (const editor of [world.admin, seller])
      await world.sqlAsApp('UPDATE expense SET edited_by_id = $2 WHERE id = $1', [id, editor.id]);
    const before = await authors();
    expect(before.map(({ role }) => role)).toEqual(['beneficiary', 'creator', 'editor', 'editor']);
    expect(new Set(before.map((author) => author['id']))).toEqual(new Set([seller.id, world.admin.id]));
    const [row] = await world.sqlAsApp('SELECT to_jsonb(e) AS claim FROM expense e WHERE id = $1', [id]);
    await world.sqlAsApp('DELETE FROM expense_line WHERE document_id = $1', [id]);
    await world.sqlAsApp('DELETE FROM expense WHERE id = $1', [id]);
    await world.sqlAsApp('INSERT INTO expense SELECT * FROM jsonb_populate_record(NULL::expense, $1::jsonb)', [
      JSON.stringify(row!['claim']),
    ]);
    expect(await authors()).toEqual(before);
  });

  test('cannot take back what was approved to write something else in its place', async () => {
    const claim = await pending();
    const takenBack = `DO $do$ BEGIN
         INSERT INTO approval_decision (id, approval_id, task_id, document_id, revision, decider_id, decision, at)
         SELECT gen_random_uuid(), t.approval_id, t.id, t.document_id, 1, t.assignee_id, 'approve', now()
         FROM approval_task t WHERE t.document_id = '${claim.id}' AND t.state = 'open';
         UPDATE approval_task SET state = 'approved' WHERE document_id = '${claim.id}';
         UPDATE approval SET status = 'approved' WHERE document_id = '${claim.id}';
         UPDATE expense SET status = 'draft' WHERE id = '${claim.id}';
       END $do$`;
    await refused(takenBack, []);
    await world.sqlAsOwner('DROP TRIGGER approved_stays ON expense');
    await world.sqlAsApp(takenBack);
  });

  test('without the guard the same statement goes through', async () => {
    const claim = await effective();
    await world.sqlAsOwner('DROP TRIGGER document_guard ON expense');
    await world.sqlAsApp('UPDATE expense SET amount = 5000 WHERE id = $1', [claim.id]);
    expect(await seller.get(`${CLAIMS}/${claim.id}`)).toMatchObject({ amount: '5000', status: 'effective' });
  });
});
