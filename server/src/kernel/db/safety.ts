import type { DataSource } from 'typeorm';
import { ConfigError } from '../config/config.js';

const OLDEST_VERSION = 150_000;
const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Refuses a server that may lose what it acknowledged. @throws ConfigError that says what to change. */
export async function assertSafeDatabase(dataSource: DataSource): Promise<void> {
  const [version] = await dataSource.query<{ server_version_num: string }[]>('SHOW server_version_num');
  if (Number(version?.server_version_num) < OLDEST_VERSION) throw new ConfigError('PostgreSQL 15 or later is needed.');
  for (const setting of MUST_BE_ON) {
    const [row] = await dataSource.query<Record<string, string>[]>(`SHOW ${setting}`);
    if (row?.[setting] === 'off') {
      throw new ConfigError(
        `The database runs with ${setting} = off and can lose acknowledged work. Turn it on and start again.`,
      );
    }
  }
}
