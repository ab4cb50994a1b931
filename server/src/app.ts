import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { entities } from './entities.js';
import { ConfigError, type Settings } from './kernel/config/config.js';
import { explained } from './kernel/db/connection-problem.js';
import { APP_ROLE, createDataSource, type DataSource } from './kernel/db/data-source.js';
import { migrate } from './kernel/db/migrate.js';
import { assertClosed, assertKnownVersion } from './kernel/db/safety.js';
import { createAdapter, prepareServer } from './kernel/http/server.js';
import { Writes } from './kernel/http/writes.js';
import { migrations } from './migrations/index.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error'];

/** The log. Standard output belongs to what a command was asked for. */
class Log extends ConsoleLogger {
  protected override printMessages(
    ...[messages, context, level, , stack, params]: Parameters<ConsoleLogger['printMessages']>
  ): void {
    super.printMessages(messages, context, level, 'stderr', stack, params);
  }
}

/**
 * Brings the database up to date, as its owner. Answers the names of the migrations that ran.
 * @param check looks at the server before anything is changed.
 * @throws ConfigError when it does not answer, fails the check, or does not let us.
 */
export function migrateDatabase(databaseUrl: string, check = assertKnownVersion): Promise<string[]> {
  return asOwner(databaseUrl, async (owner) => {
    await check(owner);
    return migrate(owner);
  });
}

/**
 * Looks that the database is up to date, and leaves it as it is.
 * @throws ConfigError when it does not answer, or is behind.
 */
export function assertMigrated(databaseUrl: string): Promise<void> {
  return asOwner(databaseUrl, async (owner) => {
    await assertKnownVersion(owner);
    const [table] = await owner.query<{ name: string | null }[]>(`SELECT to_regclass('migrations') AS name`);
    const ran = table?.name ? await owner.query<{ name: string }[]>('SELECT name FROM migrations') : [];
    if (owner.migrations.every((migration) => ran.some(({ name }) => name === migration.name))) return;
    throw new ConfigError(
      'The database is older than this program. Bring it up to date by "guanxi migrate" or by starting the server, and try again.',
    );
  });
}

async function asOwner<T>(databaseUrl: string, work: (owner: DataSource) => Promise<T>): Promise<T> {
  const owner = createDataSource(databaseUrl, { entities, migrations });
  try {
    await owner.initialize();
    return await work(owner);
  } catch (error) {
    throw explained(error, databaseUrl);
  } finally {
    if (owner.isInitialized) await owner.destroy();
  }
}

/** A data source that serves requests, as the application's role. */
export async function openDataSource({ config, databaseUrl }: Settings): Promise<DataSource> {
  const options = { poolSize: config.poolSize, role: APP_ROLE };
  try {
    const dataSource = await createDataSource(databaseUrl, { entities, migrations: [] }, options).initialize();
    await assertClosed(dataSource);
    return dataSource;
  } catch (error) {
    throw explained(error, databaseUrl);
  }
}

/** The application over an open data source; not yet listening. */
export async function createApp(settings: Settings, dataSource: DataSource): Promise<NestFastifyApplication> {
  const logger = new Log({ logLevels: LEVELS.slice(LEVELS.indexOf(settings.config.logLevel)) });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(settings, dataSource),
    createAdapter(settings.config.trustProxy),
    { logger, abortOnError: false, bodyParser: false },
  );
  app.setGlobalPrefix('api/v1');
  await prepareServer(app);
  app.get(Writes).enclose();
  return app;
}
