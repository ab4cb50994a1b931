import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../../config/config.js';

const BUSY = 5;
/** Somebody who only looks whether the folder is taken holds it for a moment. */
const PATIENCE_MS = 500;

/** One that nothing refers to would be collected, and with it the lock. */
const held = new Set<DatabaseSync>();

const lockOf = (dataDir: string): string => join(dataDir, 'guanxi.lock');
const pidOf = (dataDir: string): string => join(dataDir, 'guanxi.pid');

/** Addresses of sockets have 108 bytes on Linux and 104 on macOS, with a zero at their end. */
const ADDRESS_BYTES = 103;
const SOCKET_NAME = '.s.PGSQL.65535';

/**
 * Where PostgreSQL on a folder puts its socket: in that folder, which only its own account enters. Empty where there are no
 * such sockets, or where the folder's name is too long for their addresses; then it is reached by its port alone.
 */
export function socketFolder(folder: string, system: string = platform()): string {
  const isShort = Buffer.byteLength(join(folder, SOCKET_NAME)) <= ADDRESS_BYTES;
  return system !== 'win32' && isShort ? folder : '';
}

/** Makes the data folder. @throws ConfigError when it cannot be made or written. */
export function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError(
      `The data folder ${dataDir} cannot be written (${String((error as NodeJS.ErrnoException).code)}). ` +
        'Give this user the right to write there, or set GUANXI_DATA_DIR to another folder.',
    );
  }
}

/**
 * An exclusive transaction on an empty SQLite file: the operating system ends it together with its process, however that
 * ends. So no lock is ever stale, whoever has got the process number since. Undefined when another process holds it.
 */
function tryLock(dataDir: string, patience: number): (() => void) | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockOf(dataDir), { timeout: patience });
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode === BUSY) return undefined;
    throw new ConfigError(
      `The data folder ${dataDir} cannot be locked (${message}). It must be writable and lie on a disk of this machine; ` +
        'set GUANXI_DATA_DIR to one that is.',
    );
  }
  const taken = lock;
  held.add(taken);
  return () => {
    if (held.delete(taken)) taken.close();
  };
}

/** Takes the folder for this process; answers how to give it back. @throws ConfigError while another process has it. */
export function lockFolder(dataDir: string): () => void {
  const unlock = tryLock(dataDir, PATIENCE_MS);
  if (!unlock) {
    const holder = existsSync(pidOf(dataDir)) ? ` (process ${readFileSync(pidOf(dataDir), 'utf8')})` : '';
    throw new ConfigError(
      `Guanxi already runs on ${dataDir}${holder}. Stop it first, or set GUANXI_DATA_DIR to another folder.`,
    );
  }
  // For people, and for the sentence above; nothing is decided by it.
  writeFileSync(pidOf(dataDir), String(process.pid));
  return () => {
    rmSync(pidOf(dataDir), { force: true });
    unlock();
  };
}

/** Whether some process runs on the folder. */
export function isTaken(dataDir: string): boolean {
  if (!existsSync(lockOf(dataDir))) return false;
  const unlock = tryLock(dataDir, 0);
  unlock?.();
  return unlock === undefined;
}
