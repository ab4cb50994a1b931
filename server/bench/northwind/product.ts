import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/kernel/db/embedded.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The built product on a database of its own. */
export interface Product {
  readonly url: string;
  readonly setupToken: string;
  readonly databaseUrl: string;
  /** What `guanxi verify` says, and whether it is content. */
  verify(): Promise<{ ok: boolean; output: string }>;
  stop(): Promise<void>;
}

/**
 * Starts the built server as a process of its own, on an empty embedded PostgreSQL with the settings that the product
 * gives it: nothing about its safety is relaxed. `settings` are added for measurements.
 */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-bench-'));
  // Root runs PostgreSQL as another user, which must be able to reach the folder.
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(join(folder, 'data'), settings);
  const env = {
    ...cleanEnv(),
    ...{ DATABASE_URL: postgres.url, GUANXI_SECRET: postgres.secret, GUANXI_DATA_DIR: join(folder, 'data'), PORT: '0' },
  };
  const server = start(MAIN, [], env);
  const clear = async (): Promise<void> => {
    await ended(server);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const addresses = await ready(server);
    server.once('exit', (code, signal) => {
      if (code !== 0) console.error(`The server ended: ${code ?? signal}`);
    });
    return { ...addresses, databaseUrl: postgres.url, verify: () => verify(env), stop: clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The environment without the settings of this machine's own installation. */
function cleanEnv(): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|HOST|PORT|LOG_LEVEL|GUANXI_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

const start = (file: string, words: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, ['--enable-source-maps', file, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] });

/** Waits until the server listens; answers its address and the token of the set-up link. */
function ready(server: ChildProcess): Promise<{ url: string; setupToken: string }> {
  return new Promise((resolve, reject) => {
    let url = '';
    let isReady = false;
    server.once('exit', (code, signal) => reject(new Error(`The server ended early: ${code ?? signal}`)));
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (isReady) console.error(line);
      url ||= /Guanxi is ready at (\S+)/.exec(line)?.[1] ?? '';
      const setupToken = /setup\?token=(\S+)/.exec(line)?.[1];
      if (!setupToken) return;
      isReady = true;
      resolve({ url, setupToken });
    });
  });
}

async function verify(env: NodeJS.ProcessEnv): Promise<{ ok: boolean; output: string }> {
  const child = start(CLI, ['verify'], env);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { ok: code === 0, output };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
