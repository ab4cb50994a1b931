import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { assertMigrated, createApp, migrateDatabase, openDataSource } from '../app.js';
import { entities } from '../entities.js';
import { ConfigError, Settings } from '../kernel/config/config.js';
import { SERVER } from '../kernel/config/places.js';
import { Context } from '../kernel/context/context.js';
import { createDataSource } from '../kernel/db/data-source.js';
import { UnitOfWork } from '../kernel/db/unit-of-work.js';
import { Accounts } from '../kernel/auth/ports.js';
import { AuditChain } from '../kernel/audit/audit-chain.js';
import { headsIn, sentenceOf, type ChainHead } from '../kernel/audit/heads.js';
import { Sequencer } from '../kernel/audit/sequencer.js';
import { linkTo } from '../kernel/http/addresses.js';
import { openApiDocument } from '../kernel/http/docs.js';
import { Verifier } from '../kernel/verify/verifier.js';
import { UserAccess } from '../modules/system/index.js';
import { say } from '../process.js';
import { seedDemo } from './seed.js';
import type { SeedWish, Task } from './words.js';

const EXAMPLE: ChainHead = { position: 20417, seal: '5f0c…' };

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

/** @throws ConfigError for a file that tells none, so that a mistaken one is no proof. */
async function headsOf(file: string): Promise<ChainHead[]> {
  const heads = await headsIn(resolve(process.env['INIT_CWD'] ?? '.', file)).catch((cause: unknown) => {
    throw new ConfigError(`${file} cannot be read: ${String(cause)}`);
  });
  if (heads.length > 0) return heads;
  throw new ConfigError(`No line of ${file} tells a head of the audit chain, such as "${sentenceOf(EXAMPLE)}".`);
}

async function verify(app: NestFastifyApplication, heads: readonly ChainHead[]): Promise<number> {
  if (heads.length > 0)
    app.get(Verifier).register({ name: 'audit heads', check: () => app.get(AuditChain).lost(heads) });
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
  if (!account.active)
    throw new ConfigError(
      `The user "${login}" is inactive or archived, and a link would let nobody in. Let an administrator activate or restore them first.`,
    );
  const { link } = await app.get(UnitOfWork).run(() => app.get(UserAccess).issue(account.userId));
  say(linkTo(app.get(Settings).config, link));
  return 0;
}

async function migrate({ databaseUrl }: Settings): Promise<number> {
  const ran = await migrateDatabase(databaseUrl);
  say(ran.length > 0 ? `Ran ${ran.join(', ')}` : 'The database is up to date.');
  return 0;
}

async function seed(app: NestFastifyApplication, wish: SeedWish): Promise<number> {
  say(linkTo(app.get(Settings).config, await seedDemo(app, wish)));
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
  const file = join(SERVER, 'openapi.json');
  writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  return Promise.resolve(0);
}

/** Performs a command on a database that answers. Answers its exit code. */
export async function perform(settings: Settings, command: Task): Promise<number> {
  if (command.name === 'migrate') return migrate(settings);
  // An upgrade is a decision: what looks at a database, or lets somebody in, is none.
  if (command.name === 'seed') await migrateDatabase(settings.databaseUrl);
  else await assertMigrated(settings.databaseUrl);
  switch (command.name) {
    case 'schema-check':
      return schemaCheck(settings);
    case 'openapi':
      return withApp(settings, writeOpenApi);
    case 'verify': {
      const heads = command.heads === undefined ? [] : await headsOf(command.heads);
      return withApp(settings, (app) => verify(app, heads));
    }
    case 'seed':
      return withApp(settings, (app) => seed(app, command.wish));
    case 'user link':
      return withApp(settings, (app) => userLink(app, command.login));
  }
}
