import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../config/config.js';
import { writeWhole } from './whole.js';

/** What the embedded database and the server know alone. */
export interface Secrets {
  readonly databasePassword: string;
  readonly secret: string;
}

/**
 * The secrets of a data folder, made at its first start.
 * @param hasCluster whether a database was made with them already.
 * @throws ConfigError when there is a database and its secrets are gone or unreadable.
 */
export function loadSecrets(dataDir: string, hasCluster: boolean): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file) && !hasCluster) {
    const made: Secrets = {
      databasePassword: randomBytes(24).toString('base64url'),
      secret: randomBytes(48).toString('base64url'),
    };
    writeWhole(file, JSON.stringify(made));
  }
  const found = existsSync(file) ? read(file) : undefined;
  if (found) return found;
  throw new ConfigError(
    `${file}, which opens the database of this folder, is missing or damaged. Restore it from a backup, or set GUANXI_DATA_DIR ` +
      'to an empty folder to begin anew.',
  );
}

function read(file: string): Secrets | undefined {
  try {
    const { databasePassword, secret } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    return databasePassword && secret ? { databasePassword, secret } : undefined;
  } catch {
    return undefined;
  }
}
