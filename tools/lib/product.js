import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { exitOf, server, spawnNode } from './workspace.js';

/** @typedef {{ url: string, setupUrl: string, stop: () => Promise<void> }} Product */

/**
 * A folder for the data of one installation. Its parent is open to others, because root runs the embedded PostgreSQL as
 * another user.
 */
export function temporaryData() {
  const folder = mkdtempSync(path.join(tmpdir(), 'guanxi-'));
  chmodSync(folder, 0o755);
  return {
    dataDir: path.join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The environment without the settings of this machine's own installation; those of the tests stay. */
export function cleanEnv(env = process.env) {
  const ours = /^(DATABASE_URL|HOST|PORT|LOG_LEVEL|GUANXI_(?!(CHROMIUM|DATA|DEEP)$).*)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

const onWindows = process.platform === 'win32';

/** Asks to stop. Windows has no such signal: there the process and its database end at once. */
function terminate(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (onWindows) spawnSync('taskkill', ['/T', '/F', '/PID', String(child.pid)]);
  else child.kill('SIGTERM');
}

/**
 * Starts the built server on an empty embedded database and a free port.
 * @returns {Promise<Product>}
 */
export async function startProduct() {
  const { dataDir, remove } = temporaryData();
  const env = { ...cleanEnv(), GUANXI_DATA_DIR: dataDir, PORT: '0' };
  const child = spawnNode(server, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = exitOf(child);
  const stop = async () => {
    terminate(child);
    const code = await exit;
    remove();
    if (code !== 0 && !onWindows) throw new Error(`The server did not stop cleanly (exit code ${code})\n${output}`);
  };
  let output = '';
  child.stderr?.on('data', (chunk) => (output += chunk));
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdout) });
  const found = { url: '', setupUrl: '' };
  return new Promise((resolve, reject) => {
    void exit.then((code) => reject(new Error(`The server ended with exit code ${code}\n${output}`)), reject);
    lines.on('line', (line) => {
      output += `${line}\n`;
      found.url ||= /Guanxi is ready at (\S+)/.exec(line)?.[1] ?? '';
      found.setupUrl ||= /Create the first administrator: (\S+)/.exec(line)?.[1] ?? '';
      if (found.url && found.setupUrl) resolve({ ...found, stop });
    });
  });
}
