import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/kernel/db/embedded.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** As `pnpm start` runs it. */
const OPTIONS = ['--max-semi-space-size=16'];
const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** An embedded PostgreSQL in a temporary folder, with what a server needs to know to run on it. */
export interface Cluster {
  readonly databaseUrl: string;
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** The built server as a process of its own. */
export interface Server {
  readonly url: string;
  /** Of the set-up link; empty where there is a company already. */
  readonly setupToken: string;
  readonly pid: number;
  /** From the start of the process until it listened. */
  readonly startSeconds: number;
  stop(): Promise<void>;
}

/** The built product on a database of its own. */
export interface Product {
  readonly url: string;
  readonly setupToken: string;
  readonly databaseUrl: string;
  /** The process number of the server. */
  readonly pid: number;
  /** What `guanxi verify` says, and whether it is content. */
  verify(): Promise<{ ok: boolean; output: string }>;
  stop(): Promise<void>;
}

/**
 * Starts an empty embedded PostgreSQL with the settings that the product gives it: nothing about its safety is relaxed.
 * `settings` are added for measurements.
 */
export async function startCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-bench-'));
  // Root runs PostgreSQL as another user, which must be able to reach the folder.
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const postgres = await startEmbeddedPostgres(data, settings);
  return {
    databaseUrl: postgres.url,
    env: {
      ...cleanEnv(),
      DATABASE_URL: postgres.url,
      GUANXI_SECRET: postgres.secret,
      GUANXI_DATA_DIR: data,
      PORT: '0',
    },
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Starts the built server; on an empty database it is ready when it has said its set-up link. */
export async function startServer(env: NodeJS.ProcessEnv, { isEmpty = false } = {}): Promise<Server> {
  const started = performance.now();
  const server = start([...OPTIONS, MAIN], env);
  try {
    const { listened, ...addresses } = await ready(server, isEmpty);
    server.once('exit', (code, signal) => {
      if (code !== 0) console.error(`The server ended: ${code ?? signal}`);
    });
    const startSeconds = (listened - started) / 1000;
    return { ...addresses, pid: server.pid!, startSeconds, stop: () => ended(server) };
  } catch (error) {
    await ended(server);
    throw error;
  }
}

/** Starts the built server on an empty database of its own. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const cluster = await startCluster(settings);
  try {
    const server = await startServer(cluster.env, { isEmpty: true });
    const stop = async (): Promise<void> => {
      await server.stop();
      await cluster.stop();
    };
    const { url, setupToken, pid } = server;
    return { url, setupToken, pid, databaseUrl: cluster.databaseUrl, verify: () => verify(cluster.env), stop };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** The environment without the settings of this machine's own installation. */
function cleanEnv(): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|HOST|PORT|LOG_LEVEL|GUANXI_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

const start = (words: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });

/** Waits until the server listens; answers its address, when that was, and the token of the set-up link. */
function ready(server: ChildProcess, isEmpty: boolean): Promise<{ url: string; listened: number; setupToken: string }> {
  return new Promise((resolve, reject) => {
    let url = '';
    let listened = 0;
    let isReady = false;
    server.once('exit', (code, signal) => reject(new Error(`The server ended early: ${code ?? signal}`)));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (isReady) console.error(line);
      if (!url) {
        url = /Guanxi is ready at (\S+)/.exec(line)?.[1] ?? '';
        listened = performance.now();
      }
      const setupToken = /setup\?token=(\S+)/.exec(line)?.[1] ?? '';
      if (!url || (isEmpty && !setupToken)) return;
      isReady = true;
      resolve({ url, listened, setupToken });
    });
  });
}

async function verify(env: NodeJS.ProcessEnv): Promise<{ ok: boolean; output: string }> {
  const child = start([CLI, 'verify'], env);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { ok: code === 0, output };
}

/** Ends a process and waits for its end. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
