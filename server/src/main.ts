import 'reflect-metadata';
import { createApp, migrateDatabase, openDataSource } from './app.js';
import { openInstallation } from './installation.js';
import { loadConfig, type Settings } from './kernel/config/config.js';
import { explained } from './kernel/db/connection-problem.js';
import { assertSafeDatabase } from './kernel/db/safety.js';
import { addressesOf } from './kernel/http/addresses.js';
import { serveConsole } from './kernel/http/console.js';
import { serveDocs } from './kernel/http/docs.js';
import { serveHealth } from './kernel/http/health.js';
import { listen } from './kernel/http/listen.js';
import { DemoContent, SetupService } from './modules/system/index.js';
import { askedToEnd, complain, runToEnd, say } from './process.js';

/** How long requests that are being served may take once the server is asked to end. */
const GRACE_MS = 5000;

/** Answers how to stop serving. */
async function serve(settings: Settings): Promise<() => Promise<void>> {
  const ran = await migrateDatabase(settings.databaseUrl, assertSafeDatabase);
  if (ran.length > 0) say(`Database brought up to date (${ran.length} steps).`);
  const dataSource = await openDataSource(settings);
  const app = await createApp(settings, dataSource);
  serveHealth(app);
  await serveDocs(app);
  await serveConsole(app);
  const token = await app.get(SetupService).link();
  const port = await listen(app, settings.config.host, settings.config.port);
  const addresses = addressesOf(settings.config, port);
  addresses.forEach((address) => say(`Guanxi is ready at ${address}`));
  if (token) say(`Create the first administrator: ${addresses[0]}/setup?token=${token}`);
  // A demo company whose filling was cut short is filled now, while others work.
  void app.get(DemoContent).fill();
  return async () => {
    setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS).unref();
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  };
}

/** Serves until somebody asks to end, or the embedded database is lost. */
async function main(): Promise<number> {
  const asked = askedToEnd().then(() => 0);
  const installation = await openInstallation(loadConfig());
  const lost = installation.lost.then((reason) => {
    complain(reason);
    return 1;
  });
  const ended = Promise.race([asked, lost]);
  let close = (): Promise<void> => Promise.resolve();
  try {
    const serving = serve(installation.settings).then((closing) => {
      close = closing;
      return ended;
    });
    return await Promise.race([ended, serving]);
  } catch (error) {
    throw explained(error, installation.settings.databaseUrl);
  } finally {
    await close().catch((error: unknown) => complain(String(error)));
    await installation.stop();
  }
}

runToEnd(main);
