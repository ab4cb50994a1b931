import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, migrateDatabase, openDataSource } from '../app.js';
import { entities } from '../entities.js';
import { openInstallation } from '../installation.js';
import { ConfigError, loadConfig, type Settings } from '../kernel/config/config.js';
import { Context } from '../kernel/context/context.js';
import { createDataSource } from '../kernel/db/data-source.js';
import { UnitOfWork } from '../kernel/db/unit-of-work.js';
import { Accounts } from '../kernel/auth/ports.js';
import { Links } from '../kernel/auth/links.js';
import { Sequencer } from '../kernel/audit/sequencer.js';
import { openApiDocument } from '../kernel/http/docs.js';
import { Verifier } from '../kernel/verify/verifier.js';
import { readSeedWish, seedDemo } from './seed.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const LINK_HOURS = 72;

const HELP = `guanxi <command>

  migrate            bring the database up to date
  verify             prove the books; every difference is printed, and the exit code is 1 if there is one
  user link <login>  print a one-time link with which this user chooses a password
  seed [--language zh-CN|en] [--seed n]
                     make a demo company in an empty database; prints the administrator's one-time link
  openapi            write server/openapi.json
  schema-check       compare the migrated database with the entities`;

/** Runs work over the application without listening. */
async function withApp<T>(settings: Settings, work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const dataSource = await openDataSource(settings);
  const app = await createApp(settings, dataSource);
  try {
    await app.init();
    return await app.get(Context).run({ language: 'en', requestId: 'command-line' }, () => work(app));
  } finally {
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function verify(app: NestFastifyApplication): Promise<number> {
  await app.get(Sequencer).drain();
  const { checks, differences } = await app.get(Verifier).run();
  for (const check of checks)
    say(
      `${check.name.padEnd(32)} ${check.differences === 0 ? 'ok' : `${check.differences} differences`}  ${check.milliseconds} ms`,
    );
  for (const one of differences) say(`${one.invariant}  ${one.where}: expected ${one.expected}, found ${one.actual}`);
  return differences.length === 0 ? 0 : 1;
}

async function userLink(app: NestFastifyApplication, login: string): Promise<number> {
  const account = await app.get(Accounts).findByLogin(login.toLowerCase());
  if (!account) throw new ConfigError(`There is no user "${login}".`);
  const token = await app.get(UnitOfWork).run(() => app.get(Links).make('password', account.userId, LINK_HOURS));
  say(`/link/${token}`);
  return 0;
}

async function seed(app: NestFastifyApplication, words: readonly string[]): Promise<number> {
  say(await seedDemo(app, readSeedWish(words)!));
  return 0;
}

/** Differences between the migrated database and the entities; there must be none. */
async function schemaCheck(settings: Settings): Promise<number> {
  const dataSource = await createDataSource(settings.databaseUrl, { entities, migrations: [] }).initialize();
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();
  upQueries.forEach(({ query }) => say(`${query};`));
  return upQueries.length === 0 ? 0 : 1;
}

function writeOpenApi(app: NestFastifyApplication): Promise<number> {
  const file = fileURLToPath(new URL('../../openapi.json', import.meta.url));
  writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  return Promise.resolve(0);
}

async function run(settings: Settings, [command, ...words]: readonly string[]): Promise<number> {
  const ran = await migrateDatabase(settings.databaseUrl);
  if (command === 'migrate') {
    say(ran.length > 0 ? `Ran ${ran.join(', ')}` : 'The database is up to date.');
    return 0;
  }
  if (command === 'schema-check') return schemaCheck(settings);
  if (command === 'openapi') return withApp(settings, writeOpenApi);
  if (command === 'verify') return withApp(settings, verify);
  if (command === 'seed') return withApp(settings, (app) => seed(app, words));
  return withApp(settings, (app) => userLink(app, words[1]!));
}

function isKnown([command, ...words]: readonly string[]): boolean {
  if (command === 'user') return words[0] === 'link' && words.length === 2;
  if (command === 'seed') return readSeedWish(words) !== undefined;
  return ['migrate', 'verify', 'openapi', 'schema-check'].includes(command ?? '') && words.length === 0;
}

async function main(words: readonly string[]): Promise<number> {
  if (!isKnown(words)) {
    say(HELP);
    return words.length === 0 || words[0] === '--help' ? 0 : 2;
  }
  const installation = await openInstallation(loadConfig(), { attach: true });
  try {
    return await run(installation.settings, words);
  } finally {
    await installation.stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof ConfigError ? error.message : String((error as Error).stack));
    process.exit(1);
  },
);
