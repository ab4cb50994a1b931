import { randomUUID } from 'node:crypto';
import { Rows } from '../../src/kernel/db/rows.js';
import { DocumentRegistry, type AnyHandler } from '../../src/kernel/documents/registry.js';
import type { Actor, Shown } from '../support/actor.js';
import { approved, FACTORIES, prepare, type Ground } from '../support/factories.js';
import { World } from '../support/world.js';

let world: World;
let ground: Ground;
let handlers: AnyHandler[];
/** Everybody who is an author; each is the superior of the next, so that all of them would be asked first. */
let people: { creator: Actor; editor: Actor; submitter: Actor; beneficiary: Actor };

beforeAll(async () => {
  world = await World.start();
  ground = await prepare(world);
  handlers = world.app.get(DocumentRegistry).all();
  const editor = await world.colleague('Gu Yifan', { superiorId: world.admin.id });
  const beneficiary = await world.colleague('Sun Qian', { superiorId: editor.id });
  const submitter = await world.colleague('Li Xiaotong', { superiorId: beneficiary.id });
  people = { creator: world.admin, editor, submitter, beneficiary };
});
afterAll(() => world.stop());

const tableOf = (handler: AnyHandler): string => world.app.get(Rows).table(handler.entity).name;

/** What the role that serves requests is refused with. */
async function refusal(text: string, values: unknown[] = []): Promise<string> {
  const error = await world.sqlAsApp(text, values).then(
    () => undefined,
    (reason: { code: string; message: string }) => reason,
  );
  if (!error) return 'went through';
  return error.code === 'GX001' ? error.message : error.code;
}

/** Whether a statement of the owner goes through once a trigger is off; nothing of it stays. */
async function withoutGuard(table: string, trigger: string, statement: string): Promise<string> {
  const block = `DO $do$ DECLARE n int; BEGIN
    ALTER TABLE "${table}" DISABLE TRIGGER ${trigger}; ${statement}; GET DIAGNOSTICS n = ROW_COUNT;
    RAISE EXCEPTION 'went through: %', n; END $do$`;
  return world.sqlAsOwner(block).then(
    () => 'nothing happened',
    (error: Error) => error.message,
  );
}

/** A document of the type with a person in every part of it, waiting for its approval. */
async function submitted({ definition }: AnyHandler): Promise<{ document: Shown; authors: Actor[] }> {
  const factory = FACTORIES[definition.type];
  if (!factory) throw new Error(`${definition.type} has no factory in test/support/factories.ts`);
  const draft = await factory(ground, people.creator);
  const extra = Object.fromEntries(definition.beneficiaries.map((field) => [field, people.beneficiary.id]));
  const edited = await people.editor.change(definition.path, draft, { date: draft['date'], ...extra });
  const document = await people.submitter.act(definition.path, edited, 'submit');
  const authors = [
    people.creator,
    people.editor,
    people.submitter,
    ...(definition.beneficiaries.length > 0 ? [people.beneficiary] : []),
  ];
  return { document, authors };
}

/** The open task of a document with its approval. */
async function openTask(documentId: string): Promise<{ id: string; approvalId: string; assigneeId: string }> {
  const rows = await world.sqlAsApp(
    `SELECT id, approval_id AS "approvalId", assignee_id AS "assigneeId" FROM approval_task WHERE document_id = $1 AND state = 'open'`,
    [documentId],
  );
  expect(rows).toHaveLength(1);
  return rows[0] as { id: string; approvalId: string; assigneeId: string };
}

const decision = (
  task: { id: string; approvalId: string },
  document: Shown,
  by: Actor,
  revision = document['revision'] as number,
): string =>
  `INSERT INTO approval_decision (id, approval_id, task_id, document_id, revision, decider_id, decision, at)
   VALUES ('${randomUUID()}', '${task.approvalId}', '${task.id}', '${document.id}', ${revision}, '${by.id}', 'approve', now())`;

const copyInForce = (table: string, document: Shown): string =>
  `INSERT INTO "${table}" SELECT (jsonb_populate_record(NULL::"${table}",
     to_jsonb(t) || jsonb_build_object('id', '${randomUUID()}', 'status', 'effective', 'number', null))).* FROM "${table}" t WHERE id = '${document.id}'`;

async function byInterface(handler: AnyHandler, document: Shown, author: Actor, taskId: string): Promise<void> {
  const { path } = handler.definition;
  expect(await author.refused(403, path, document, 'approve')).toMatchObject({ code: 'approval.author' });
  expect(await author.refused(403, path, document, 'transfer', { userId: world.second.id })).toMatchObject({
    code: 'approval.author',
  });
  const released = await author.send('post', 'inbox/releases', { taskIds: [taskId] });
  expect(released.body.items).toMatchObject([{ ok: false, problem: { status: 403 } }]);
  const direct = await author.send('patch', `${path}/${document.id}`, { status: 'effective' }, { 'If-Match': '*' });
  expect([direct.status, direct.body.errors?.[0].code]).toEqual([400, 'unknown']);
}

/** With a task of their own, as an error in the search for approvers might give them. */
async function withOwnTask(handler: AnyHandler, document: Shown, author: Actor, revision?: number): Promise<void> {
  const task = await openTask(document.id);
  await world.sqlAsApp('UPDATE approval_task SET assignee_id = $2 WHERE id = $1', [task.id, author.id]);
  expect(await author.refused(403, handler.definition.path, document, 'approve')).toMatchObject({
    code: 'approval.author',
  });
  const released = await author.send('post', 'inbox/releases', { taskIds: [task.id] });
  expect(released.body.items).toMatchObject([{ ok: false, problem: { code: 'approval.author' } }]);
  expect(await refusal(decision(task, document, author, revision))).toBe('approval.author');
  expect(
    await withoutGuard('approval_decision', 'approval_decision_guard', decision(task, document, author, revision)),
  ).toBe('went through: 1');
  await world.sqlAsApp('UPDATE approval_task SET assignee_id = $2 WHERE id = $1', [task.id, task.assigneeId]);
}

async function byStatement(handler: AnyHandler, document: Shown, author: Actor): Promise<void> {
  const table = tableOf(handler);
  const separation = 'approval.separation';
  expect(await refusal(copyInForce(table, document))).toBe(separation);
  for (const status of ['effective', 'completed', 'closed', 'void']) {
    expect(
      await refusal(`UPDATE "${table}" SET status = $2, effective_at = now() WHERE id = $1`, [document.id, status]),
    ).toBe(separation);
  }
  expect(await refusal(`UPDATE "${table}" SET created_by_id = $2 WHERE id = $1`, [document.id, world.second.id])).toBe(
    separation,
  );
  expect(
    await refusal('DELETE FROM document_author WHERE document_id = $1 AND user_id = $2', [document.id, author.id]),
  ).toBe('42501');
  expect(
    await refusal('UPDATE document_author SET user_id = $2 WHERE document_id = $1', [document.id, world.second.id]),
  ).toBe('42501');
  expect(await refusal(`UPDATE approval SET status = 'approved' WHERE document_id = $1`, [document.id])).toBe(
    separation,
  );
  expect(await refusal(`UPDATE approval SET status = 'covered' WHERE document_id = $1`, [document.id])).toBe(
    separation,
  );
  expect(await refusal(`UPDATE approval SET steps = '[]' WHERE document_id = $1`, [document.id])).toBe(separation);
  expect(await refusal('DELETE FROM approval WHERE document_id = $1', [document.id])).toBe('42501');
  const made = `INSERT INTO approval SELECT (jsonb_populate_record(NULL::approval, to_jsonb(a) || jsonb_build_object('id', '${randomUUID()}', 'status', 'approved', 'revision', 2))).*
    FROM approval a WHERE document_id = $1`;
  expect(await refusal(made, [document.id])).toBe(separation);
}

test('every document type has a factory, its triggers, and a flow that always applies', async () => {
  const triggers = await world.sqlAsOwner(
    `SELECT tgrelid::regclass::text AS "table", tgname AS name, encode(tgargs, 'escape') AS arguments FROM pg_trigger
     WHERE tgname IN ('document_guard', 'document_authors', 'approved_stays') AND tgenabled = 'O'`,
  );
  const flows = await world.sqlAsOwner(
    `SELECT DISTINCT document_type AS type FROM approval_flow WHERE state = 'active' AND NOT archived AND conditions = '[]'`,
  );
  expect(handlers.length).toBeGreaterThan(5);
  for (const handler of handlers) {
    const { type } = handler.definition;
    const own = triggers.filter((trigger) => trigger['table'] === tableOf(handler));
    expect([type, own.map((trigger) => trigger['name']).sort()]).toEqual([
      type,
      ['approved_stays', 'document_authors', 'document_guard'],
    ]);
    for (const trigger of own.filter(({ name }) => name !== 'approved_stays'))
      expect(String(trigger['arguments']).split('\\000')[0]).toBe(type);
    expect(flows).toContainEqual({ type });
    expect(Object.keys(FACTORIES)).toContain(type);
  }
});

test('whoever gains from a document is an author of it, by its definition and by its trigger', async () => {
  const triggers = await world.sqlAsOwner(
    `SELECT tgrelid::regclass::text AS "table", string_to_array(encode(tgargs, 'escape'), '\\000') AS arguments FROM pg_trigger
     WHERE tgname = 'document_authors'`,
  );
  // Somebody else than owner, creator, editor and submitter gains from it, unless this test is told why not.
  const persons = await world.sqlAsOwner(
    `SELECT conrelid::regclass::text AS "table", attname AS name FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE confrelid = '"user"'::regclass AND attname NOT IN ('owner_id', 'created_by_id', 'edited_by_id', 'submitted_by_id')`,
  );
  for (const handler of handlers) {
    const { type, beneficiaries } = handler.definition;
    const { columns, tableName } = world.dataSource.getMetadata(handler.entity);
    const named = beneficiaries.map((field) => columns.find((one) => one.propertyName === field)?.databaseName);
    expect(triggers).toContainEqual({ table: tableName, arguments: [type, ...named, ''] });
    const others = persons.filter(({ table }) => table === tableName).map(({ name }) => name);
    expect([type, others]).toEqual([type, named]);
  }
});

test('every table of lines has its guards, for each way of writing', async () => {
  const triggers = await world.sqlAsOwner(
    `SELECT tgrelid::regclass::text AS "table", string_agg(tgname, ' ' ORDER BY tgname) AS names FROM pg_trigger
     WHERE tgname LIKE 'line\\_%' AND tgenabled = 'O' GROUP BY 1`,
  );
  for (const { definition, lines } of handlers) {
    if (!lines) continue;
    // A deposit is used for later invoices by lines that are added.
    const guarded = definition.type === 'receipt' ? ['delete', 'update'] : ['delete', 'insert', 'update'];
    const names = [...guarded.map((event) => `line_guard_${event}`), 'line_stays'].join(' ');
    expect(triggers).toContainEqual({ table: world.dataSource.getMetadata(lines.entity).tableName, names });
  }
});

test('no author of any document makes it effective, by no way, and somebody else does', async () => {
  for (const handler of handlers) {
    const { type, path } = handler.definition;
    const { document, authors } = await submitted(handler);
    const written = await world.sqlAsApp('SELECT DISTINCT user_id AS id FROM document_author WHERE document_id = $1', [
      document.id,
    ]);
    expect([type, written.map((row) => row['id']).sort()]).toEqual([type, authors.map((author) => author.id).sort()]);
    const { id: taskId, assigneeId } = await openTask(document.id);
    const approver = [...Object.values(people), world.second].find((person) => person.id === assigneeId)!;
    expect([type, authors.includes(approver)]).toEqual([type, false]);
    for (const author of authors) {
      await byInterface(handler, document, author, taskId);
      await withOwnTask(handler, document, author);
      await byStatement(handler, document, author);
    }
    expect(await world.admin.get(`${path}/${document.id}`)).toMatchObject({
      status: 'pending',
      version: document.version,
    });
    const done = await approver.act(path, document, 'approve');
    expect([type, done['status']]).toEqual([type, expect.stringMatching(/^(effective|completed)$/)]);
  }
}, 120_000);

test('no author of an amendment puts it into force, whatever the type, and somebody else does', async () => {
  const amendable = handlers.filter(({ definition }) => definition.lifecycle.amend);
  expect(amendable.length).toBeGreaterThan(1);
  const triggers = await world.sqlAsOwner(
    `SELECT tgrelid::regclass::text AS "table" FROM pg_trigger WHERE tgname = 'amendment_applied' AND tgenabled = 'O' AND tgdeferrable AND tginitdeferred`,
  );
  for (const handler of amendable) {
    const { type, path } = handler.definition;
    const table = tableOf(handler);
    expect([type, handler.effects?.amend !== undefined]).toEqual([type, true]);
    expect(triggers).toContainEqual({ table });
    // The authors of an amendment are found from the document and from who wrote it, not from its fields.
    expect([type, handler.definition.beneficiaries]).toEqual([type, []]);
    const inForce = await approved(ground, path, await FACTORIES[type]!(ground, people.creator));
    const opened = await people.beneficiary.act(path, inForce, 'amend', { reason: 'Agreed anew' });
    const edited = await people.editor.send(
      'patch',
      `${path}/${opened.id}/amendment`,
      { discount: '1' },
      { 'If-Match': '*' },
    );
    expect([type, edited.status]).toEqual([type, 200]);
    const pending = await people.submitter.act(path, edited.body as Shown, 'submit');
    for (const author of Object.values(people)) {
      expect(await author.refused(403, path, pending, 'approve')).toMatchObject({ code: 'approval.author' });
      await withOwnTask(handler, pending, author, 2);
      for (const statement of [
        `UPDATE "${table}" SET revision = 2 WHERE id = $1`,
        `UPDATE amendment SET status = 'effective' WHERE document_id = $1`,
        `UPDATE amendment SET header = '{}' WHERE document_id = $1`,
      ])
        expect([statement, await refusal(statement, [pending.id])]).toEqual([statement, 'approval.separation']);
    }
    expect(await world.second.act(path, pending, 'approve')).toMatchObject({ revision: 2, amendment: null });
  }
}, 120_000);

test('without the guards the same statements would go through', async () => {
  for (const handler of handlers) {
    const table = tableOf(handler);
    const { document } = await submitted(handler);
    const { approvalId } = await openTask(document.id);
    const tries: [string, string, string][] = [
      [table, 'document_guard', `UPDATE "${table}" SET status = 'effective' WHERE id = '${document.id}'`],
      [
        table,
        'document_guard',
        `UPDATE "${table}" SET created_by_id = '${world.second.id}' WHERE id = '${document.id}'`,
      ],
      [table, 'document_guard', copyInForce(table, document)],
      ['approval', 'approval_guard', `UPDATE approval SET status = 'approved' WHERE id = '${approvalId}'`],
    ];
    for (const [name, trigger, statement] of tries)
      expect(await withoutGuard(name, trigger, statement)).toBe('went through: 1');
    const erased = await withoutGuard(
      'document_author',
      'insert_only',
      `DELETE FROM document_author WHERE document_id = '${document.id}'`,
    );
    expect(erased).toMatch(/^went through: [1-9]/);
  }
}, 120_000);

test('what was decided is not decided again, and nothing in force goes back', async () => {
  for (const handler of handlers) {
    const table = tableOf(handler);
    const [row] = await world.sqlAsApp(`SELECT id FROM "${table}" WHERE status IN ('effective', 'completed') LIMIT 1`);
    for (const status of ['draft', 'pending', 'rejected']) {
      expect(await refusal(`UPDATE "${table}" SET status = $2 WHERE id = $1`, [row!['id'], status])).toBe(
        'approval.separation',
      );
    }
    expect(await refusal(`UPDATE "${table}" SET revision = 2 WHERE id = $1`, [row!['id']])).toBe('approval.separation');
    expect(await refusal(`UPDATE approval SET status = 'open' WHERE document_id = $1`, [row!['id']])).toBe(
      'approval.separation',
    );
  }
});

test('ledgers and seals only grow, whoever writes', async () => {
  await world.verify();
  const reversible = await world.sqlAsOwner(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'reverses_id'`,
  );
  const ledgers = [
    ...reversible.map((row) => String(row['name'])),
    'audit_log',
    'change',
    'document_author',
    'approval_decision',
  ];
  expect(ledgers).toEqual(
    expect.arrayContaining(['stock_ledger', 'fulfilment_entry', 'settlement_entry', 'fund_entry']),
  );
  for (const ledger of ledgers) {
    const [{ rows, id }] =
      (await world.sqlAsOwner(`SELECT (SELECT count(*) FROM "${ledger}") AS rows, attname AS id FROM pg_attribute
      WHERE attrelid = '"${ledger}"'::regclass AND attnum = 1`)) as [{ rows: number; id: string }];
    expect([ledger, Number(rows) > 0]).toEqual([ledger, true]);
    for (const statement of [
      `UPDATE "${ledger}" SET "${id}" = "${id}"`,
      `DELETE FROM "${ledger}"`,
      `TRUNCATE "${ledger}" CASCADE`,
    ]) {
      expect([statement, await refusal(statement)]).toEqual([statement, '42501']);
      await expect(world.sqlAsOwner(statement)).rejects.toMatchObject({ code: '42501' });
    }
  }
});

test('after all of it the books are right', async () => {
  expect(await world.verify()).toEqual([]);
});
