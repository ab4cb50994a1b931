import type { DataSource } from 'typeorm';

const LOCK = 7_206_000;

/** Runs what is missing, one node at a time. Answers the names of the migrations that ran. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = await dataSource.runMigrations();
    await reserveForOwner(dataSource);
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await runner.release();
  }
}

/**
 * Takes from everybody but the owner what would let them make tables: a temporary one that is named like one of ours would
 * be read by the guards instead of it. These rights belong to a database, so neither a copy nor a dump of it carries them.
 */
export async function reserveForOwner(dataSource: DataSource): Promise<void> {
  await dataSource.query(`DO $$ BEGIN
    EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END $$`);
}
