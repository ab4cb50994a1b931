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
