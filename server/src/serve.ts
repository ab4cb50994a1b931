import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, migrateDatabase, openDataSource } from './app.js';
import { sentenceOf } from './kernel/audit/heads.js';
import { Sequencer } from './kernel/audit/sequencer.js';
import type { Settings } from './kernel/config/config.js';
import { assertSafeDatabase } from './kernel/db/safety.js';
import { addressesOf } from './kernel/http/addresses.js';
import { serveConsole } from './kernel/http/console.js';
import { serveDocs } from './kernel/http/docs.js';
import { serveHealth } from './kernel/http/health.js';
import { listen } from './kernel/http/listen.js';
import { DemoContent, SetupService } from './modules/system/index.js';
import { complain, say } from './process.js';

/** How long requests that are being served may take once the server is asked to end. */
const GRACE_MS = 5000;

/** Brings the database up to date and serves. Answers how to stop. */
export async function serve(settings: Settings): Promise<() => Promise<void>> {
  const ran = await migrateDatabase(settings.databaseUrl, assertSafeDatabase);
  if (ran.length > 0) say(`Database brought up to date (${ran.length} steps).`);
  const dataSource = await openDataSource(settings);
  const app = await createApp(settings, dataSource);
  // A sentence to be kept, out of reach of whoever can rewrite the database: it stands beside the log, at every level but the quietest.
  if (settings.config.logLevel !== 'error')
    app.get(Sequencer).onHead((head, day) => complain(`${day} ${sentenceOf(head)}`));
  serveHealth(app);
  await serveDocs(app);
  await serveConsole(app);
  const close = async (): Promise<void> => {
    setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS).unref();
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  };
  try {
    await open(app, settings);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(app: NestFastifyApplication, { config }: Settings): Promise<void> {
  const token = await app.get(SetupService).link();
  const addresses = addressesOf(config, await listen(app, config.host, config.port));
  addresses.forEach((address) => say(`Guanxi is ready at ${address}`));
  if (token) say(`Create the first administrator: ${addresses[0]}/setup?token=${token}`);
  // A demo company whose filling was cut short is filled now, while others work.
  void app.get(DemoContent).fill();
}
