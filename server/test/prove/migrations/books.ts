import { approved, FACTORIES, prepare } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { asOwner, run, type Rows } from './databases.js';

/** The first version has no guards yet, and takes any rows. */
const FIRST = 1;

/** What was named otherwise in the first version. */
const EARLIER: Readonly<Record<string, readonly [now: string, then: string]>> = {
  numbering_counter: ['series', 'period'],
};

/** Keys of requests that were never answered, as the first version kept them. */
const UNANSWERED = `INSERT INTO idempotency_key SELECT id, 'unanswered', 'x', NULL, NULL, now() FROM "user"`;

/** Fills a database of the first version with the books of a company, as far as that version has columns for them. */
export async function fillFirstVersion(url: string): Promise<void> {
  expect(await run(url, undefined, FIRST)).toBeUndefined();
  const books = await booksOfToday();
  const tables = await asOwner(
    url,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  expect(tables.filter(({ name }) => books.get(String(name))?.length).length).toBeGreaterThan(30);
  const inserts = tables.map(({ name }) => insertSql(String(name), books.get(String(name)) ?? []));
  await asOwner(
    url,
    `SET session_replication_role = replica; DELETE FROM security_epoch; ${inserts.join('; ')}; ${UNANSWERED}`,
  );
}

function insertSql(table: string, rows: Rows): string {
  const [now = '', then = ''] = EARLIER[table] ?? [];
  const earlier = rows.map((row) => (now ? { ...row, [then]: row[now] } : row));
  const text = JSON.stringify(earlier).replaceAll("'", "''");
  return `INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", '${text}')`;
}

/** Every row of a company that has sold, delivered, billed and been paid. */
async function booksOfToday(): Promise<Map<string, Rows>> {
  const world = await World.start();
  try {
    const ground = await prepare(world);
    for (const [type, path] of [
      ['sales-invoice', 'sales-orders/sales-invoices'],
      ['receipt', 'sales-orders/receipts'],
      ['expense', 'office/expenses'],
    ] as const)
      await approved(ground, path, await FACTORIES[type]!(ground, world.admin));
    await world.verify();
    const tables = await world.sqlAsOwner(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    const books = new Map<string, Rows>();
    for (const { name } of tables) {
      const rows = await world.sqlAsOwner(`SELECT to_jsonb(t) AS row FROM "${String(name)}" t`);
      books.set(
        String(name),
        rows.map(({ row }) => row as Record<string, unknown>),
      );
    }
    return books;
  } finally {
    await world.stop();
  }
}
