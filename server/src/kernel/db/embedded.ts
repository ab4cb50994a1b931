import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nativeFolder, serverAccount } from './embedded/account.js';
import { Cluster } from './embedded/cluster.js';
import { isTaken, lockFolder, makeFolder, socketFolder } from './embedded/folder.js';
import { keep } from './embedded/keep.js';
import { clusterFolder } from './embedded/place.js';
import { loadSecrets } from './embedded/secrets.js';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly secret: string;
  /** Resolves with a sentence when the server ended by itself too often to be started again; never before. */
  readonly lost: Promise<string>;
  /** Stops the server cleanly and releases the folder; safe to call twice. */
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** So long the processes of a killed parent may keep the folder. */
const ORPHANS_MS = 30_000;

const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '120',
  shared_buffers: '256MB',
  timezone: 'UTC',
  log_min_messages: 'log',
  jit: 'off',
  // A company that moves in grows its tables a hundredfold within minutes; plans are made for what is known of them.
  autovacuum_naptime: '10s',
};

/**
 * Starts PostgreSQL on a folder, making the cluster at the first start (UTF-8, a fixed locale, checksums, fsync on), and
 * keeps it running.
 * @param overrides server settings that tests may relax; the product passes none.
 * @throws ConfigError when another process runs on the folder or the server does not come up.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  overrides: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  makeFolder(dataDir);
  const unlock = lockFolder(dataDir);
  try {
    const account = serverAccount();
    const folder = clusterFolder(dataDir, account);
    mkdirSync(dirname(folder), { recursive: true });
    const cluster = new Cluster(nativeFolder(account), folder, account);
    const { databasePassword, secret } = loadSecrets(dataDir, cluster.isMade);
    cluster.initialise(databasePassword);
    const port = await freePort();
    const sockets = socketFolder(folder);
    const start = async (): Promise<void> => {
      cluster.clearUp();
      await cluster.start(port, { ...SERVER_SETTINGS, unix_socket_directories: sockets, ...overrides });
    };
    await startBehindOrphans(cluster, start);
    const kept = keep(cluster, start);
    const url = addressOf(databasePassword, port, sockets);
    return { url, secret, lost: kept.lost, stop: () => kept.stop().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * A server that a parent had just started when it was killed may get the folder first, and then its processes need a moment
 * to go. Nobody else runs on the folder, which is locked.
 */
async function startBehindOrphans(cluster: Cluster, start: () => Promise<void>): Promise<void> {
  const last = Date.now() + ORPHANS_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!cluster.isHeld || Date.now() > last) throw error;
    }
    await pause(100);
  }
}

/** With a folder of sockets, these are used instead of the host: they take half the time. */
function addressOf(password: string, port: number, sockets: string): string {
  const address = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  return sockets ? `${address}?host=${encodeURIComponent(sockets)}` : address;
}

/** The embedded server of a folder on which another process runs; undefined when none does. Stopping it is not ours. */
export function attachEmbeddedPostgres(dataDir: string): EmbeddedPostgres | undefined {
  const status = join(clusterFolder(dataDir, serverAccount()), 'postmaster.pid');
  if (!isTaken(dataDir) || !existsSync(status)) return undefined;
  // The fourth line of postmaster.pid is the port, the fifth the folder of its socket.
  const [, , , port, sockets = ''] = readFileSync(status, 'utf8').split('\n');
  const { databasePassword, secret } = loadSecrets(dataDir, true);
  const url = addressOf(databasePassword, Number(port), sockets);
  return { url, secret, lost: new Promise(() => undefined), stop: () => Promise.resolve() };
}
