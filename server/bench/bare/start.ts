import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/kernel/config/config.js';
import { ended } from '../support/product.js';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));
const LOADER = fileURLToPath(new URL('../../../tools/lib/typescript.js', import.meta.url));
/** Connections of the bare server, as many as the product has. */
const POOL = String(loadConfig({}).poolSize);

/** The bare server as a process of its own. */
export interface Bare {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the bare server on a database that has its tables. */
export function startBare(databaseUrl: string): Promise<Bare> {
  const child = spawn(process.execPath, ['--import', `file://${LOADER}`, SERVER], {
    env: { ...process.env, DATABASE_URL: databaseUrl, GUANXI_POOL_SIZE: POOL },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The bare server ended early: ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Bare at (\S+)/.exec(line)?.[1];
      if (url) resolve({ url, stop: () => ended(child) });
    });
  });
}
