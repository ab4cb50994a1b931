import { Settings, type Config } from './kernel/config/config.js';
import { attachEmbeddedPostgres, startEmbeddedPostgres } from './kernel/db/embedded.js';

/** An installation whose database answers. */
export interface Installation {
  readonly settings: Settings;
  /** Resolves with a sentence when its database has ended for good; never before. */
  readonly lost: Promise<string>;
  /** Stops what was started for it. */
  stop(): Promise<void>;
}

/**
 * Settles where the data lies: the server named by `DATABASE_URL`, or the embedded one. With `attach` an embedded server
 * that another process runs is used as it is.
 * @throws ConfigError when another process runs on the folder and `attach` is not asked for.
 */
export async function openInstallation(config: Config, options: { attach?: boolean } = {}): Promise<Installation> {
  if (config.databaseUrl) {
    const settings = new Settings(config, config.databaseUrl, config.secret!);
    // One that runs elsewhere may come back at any time.
    return { settings, lost: new Promise(() => undefined), stop: () => Promise.resolve() };
  }
  const running = options.attach ? attachEmbeddedPostgres(config.dataDir) : undefined;
  const embedded = running ?? (await startEmbeddedPostgres(config.dataDir));
  return {
    settings: new Settings(config, embedded.url, config.secret ?? embedded.secret),
    lost: embedded.lost,
    stop: () => embedded.stop(),
  };
}
