import type { DataSource } from 'typeorm';
import { ConfigError } from '../config/config.js';

const OLDEST_VERSION = 150_000;
const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Refuses a PostgreSQL that lacks what the migrations use. @throws ConfigError that says what to do. */
export async function assertKnownVersion(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ server_version_num: string }[]>('SHOW server_version_num');
  const number = Number(row?.server_version_num);
  if (number >= OLDEST_VERSION) return;
  throw new ConfigError(
    `PostgreSQL 15 or later is needed; the one of DATABASE_URL is ${Math.floor(number / 10_000)}. ` +
      'Upgrade it, or leave DATABASE_URL unset to use the embedded one.',
  );
}

/** Refuses one that may lose what it acknowledged, too. @throws ConfigError that says what to change. */
export async function assertSafeDatabase(dataSource: DataSource): Promise<void> {
  await assertKnownVersion(dataSource);
  for (const setting of MUST_BE_ON) {
    const [row] = await dataSource.query<Record<string, string>[]>(`SHOW ${setting}`);
    if (row?.[setting] === 'off') {
      throw new ConfigError(
        `The database runs with ${setting} = off and can lose acknowledged work. Turn it on and start again.`,
      );
    }
  }
}

/**
 * Refuses a database in which the role that serves requests can make tables, temporary ones too: the guards would read them
 * instead of ours. @throws ConfigError that says what to do.
 */
export async function assertClosed(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ database: string; open: boolean }[]>(
    `SELECT current_database() AS database, has_database_privilege(current_database(), 'TEMPORARY')
       OR has_database_privilege(current_database(), 'CREATE') OR has_schema_privilege('public', 'CREATE') AS open`,
  );
  if (!row?.open) return;
  throw new ConfigError(
    `Everybody may make tables in the database ${row.database}. Its owner has to take that back and start again: ` +
      `REVOKE CREATE, TEMPORARY ON DATABASE "${row.database}" FROM PUBLIC; REVOKE CREATE ON SCHEMA public FROM PUBLIC;`,
  );
}
