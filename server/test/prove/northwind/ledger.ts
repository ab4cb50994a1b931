import { inDatabase } from '../../../bench/support/in-database.js';
import type { Acknowledged } from './patience.js';

/** Changes the database as no guard of it lets anybody. */
export const tamper = (databaseUrl: string, text: string): Promise<unknown> =>
  inDatabase(databaseUrl, (database) => database.query(`SET session_replication_role = replica; ${text}`));

/** Acknowledged writes that the database does not know: neither their record in at least that version, nor their act. */
export async function lost(databaseUrl: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  return inDatabase(databaseUrl, async (database) => {
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('id', 'version')
       GROUP BY table_name HAVING count(*) = 2`,
    );
    const records = tables.map(({ name }) => `SELECT id, version FROM "${name}"`).join(' UNION ALL ');
    const { rows } = await database.query<{ what: string }>(
      `WITH known AS (${records})
       SELECT 'record ' || a.id || ' version ' || a.version AS what FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, version int)
       WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.id = a.id AND k.version >= a.version)
       UNION ALL SELECT 'act on ' || a.id || ' version ' || a.version FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, version int)
       WHERE NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = a.id AND l.record_version = a.version)`,
      [JSON.stringify(acknowledged)],
    );
    return rows.map(({ what }) => what);
  });
}
