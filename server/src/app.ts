import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { entities } from './entities.js';
import type { Settings } from './kernel/config/config.js';
import { explained } from './kernel/db/connection-problem.js';
import { APP_ROLE, createDataSource, type DataSource } from './kernel/db/data-source.js';
import { migrate } from './kernel/db/migrate.js';
import { assertKnownVersion } from './kernel/db/safety.js';
import { createAdapter, prepareServer } from './kernel/http/server.js';
import { migrations } from './migrations/index.js';

const LEVELS: readonly LogLevel[] = ['debug', 'log', 'warn', 'error'];

/**
 * Brings the database up to date, as its owner. Answers the names of the migrations that ran.
 * @param check looks at the server before anything is changed.
 * @throws ConfigError when it does not answer, fails the check, or does not let us.
 */
export async function migrateDatabase(databaseUrl: string, check = assertKnownVersion): Promise<string[]> {
  const owner = createDataSource(databaseUrl, { entities, migrations });
  try {
    await owner.initialize();
    await check(owner);
    return await migrate(owner);
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
    return await createDataSource(databaseUrl, { entities, migrations: [] }, options).initialize();
  } catch (error) {
    throw explained(error, databaseUrl);
  }
}

/** The application over an open data source; not yet listening. */
export async function createApp(settings: Settings, dataSource: DataSource): Promise<NestFastifyApplication> {
  const logger = new ConsoleLogger({ logLevels: LEVELS.slice(LEVELS.indexOf(settings.config.logLevel)) });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(settings, dataSource),
    createAdapter(settings.config.trustProxy),
    { logger, abortOnError: false, bodyParser: false },
  );
  app.setGlobalPrefix('api/v1');
  await prepareServer(app);
  return app;
}
