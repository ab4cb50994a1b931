import { Views } from '../../../src/kernel/audit/views.js';
import type { World } from '../../support/world.js';

/** What only tells how things were done, and changes with every sign-in. */
const LOGS = ['login_attempt', 'login_log', 'session'];

/** One value per table of a database; equal where no row differs. */
export async function checksums(world: World, leftOut: readonly string[] = LOGS): Promise<Map<string, string>> {
  // Who looked at a record is written a moment later.
  await world.app.get(Views).flush();
  const tables = await world.sqlAsOwner(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY($1) ORDER BY 1`,
    [leftOut],
  );
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${String(name)}' AS name, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum FROM "${String(name)}" t`,
  );
  const rows = await world.sqlAsOwner(parts.join(' UNION ALL '));
  return new Map(rows.map((row) => [String(row['name']), String(row['sum'])]));
}

/** The tables in which something differs. */
export const changedTables = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([name, sum]) => (before.get(name) === sum ? [] : [name]));
