import 'reflect-metadata';
import { networkInterfaces } from 'node:os';
import { createApp, migrateDatabase, openDataSource } from './app.js';
import { openInstallation } from './installation.js';
import { ConfigError, loadConfig, type Config, type Settings } from './kernel/config/config.js';
import { assertSafeDatabase } from './kernel/db/safety.js';
import { serveConsole } from './kernel/http/console.js';
import { serveDocs } from './kernel/http/docs.js';
import { DemoContent, SetupService } from './modules/system/index.js';

function addressesOf({ host, publicUrl }: Config, port: number): string[] {
  if (publicUrl) return [publicUrl];
  if (host !== '0.0.0.0' && host !== '::') return [`http://${host}:${port}`];
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === 'IPv4' && !one.internal);
  return [`http://127.0.0.1:${port}`, ...outside.map((one) => `http://${one.address}:${port}`)];
}

async function serve(settings: Settings): Promise<() => Promise<void>> {
  const ran = await migrateDatabase(settings.databaseUrl);
  if (ran.length > 0) say(`Database brought up to date (${ran.length} steps).`);
  const dataSource = await openDataSource(settings);
  await assertSafeDatabase(dataSource);
  const app = await createApp(settings, dataSource);
  await serveDocs(app);
  await serveConsole(app);
  await app.listen(settings.config.port, settings.config.host);
  const { port } = app.getHttpServer().address() as { port: number };
  const addresses = addressesOf(settings.config, port);
  addresses.forEach((address) => say(`Guanxi is ready at ${address}`));
  // A demo company whose filling was cut short is filled now, while others work.
  void app.get(DemoContent).fill();
  const token = await app.get(SetupService).link();
  if (token) say(`Create the first administrator: ${addresses[0]}/setup?token=${token}`);
  return async () => {
    await app.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  let closing: Promise<void> | undefined;
  let closeServer: (() => Promise<void>) | undefined;
  const installation = await openInstallation(loadConfig());
  const close = async (code: number): Promise<void> => {
    await closeServer?.().catch((error: unknown) => say(String(error)));
    await installation.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void (closing ??= close(0)));
  }
  try {
    closeServer = await serve(installation.settings);
  } catch (error) {
    say(error instanceof ConfigError ? error.message : String((error as Error).stack));
    await close(1);
  }
}

main().catch((error: unknown) => {
  say(error instanceof ConfigError ? error.message : String((error as Error).stack));
  process.exit(1);
});
