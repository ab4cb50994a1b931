import { hkdfSync } from 'node:crypto';
import { resolve } from 'node:path';

/** Everything that the environment decides. Read once at start; each variable is documented in `.env.example`. */
export interface Config {
  /** PostgreSQL connection URI; undefined starts the embedded server. */
  readonly databaseUrl: string | undefined;
  /** Absolute folder of the embedded database and of the secrets that were made for it. */
  readonly dataDir: string;
  /** At least 32 characters; undefined lets the embedded installation make and keep its own. */
  readonly secret: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Address that people use, for links; undefined means the one that the server listens on. */
  readonly publicUrl: string | undefined;
  readonly poolSize: number;
  readonly trustProxy: boolean;
  readonly logLevel: 'debug' | 'log' | 'warn' | 'error';
}

/** A setting that must not be used as it is; the message says which and what to do. */
export class ConfigError extends Error {}

const DATABASE_EXAMPLE = 'postgres://user:password@localhost:5432/guanxi (special characters percent-encoded)';

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, fallback: T, choices: readonly T[]): T {
  const value = (env[name] || fallback) as T;
  if (!choices.includes(value)) throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
  return value;
}

/** An address in one of some schemes. The value is not repeated: it may hold a password. */
function address(
  env: NodeJS.ProcessEnv,
  name: string,
  schemes: readonly string[],
  example: string,
): string | undefined {
  const text = env[name] || undefined;
  const scheme = text && URL.canParse(text) ? new URL(text).protocol : '';
  if (text && !schemes.includes(scheme)) throw new ConfigError(`${name} must be an address like ${example}.`);
  return text;
}

/**
 * Reads the settings.
 * @throws ConfigError when one is malformed or unsafe.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const databaseUrl = address(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], DATABASE_EXAMPLE);
  const publicUrl = address(env, 'GUANXI_PUBLIC_URL', ['http:', 'https:'], 'https://guanxi.example.com');
  const secret = env['GUANXI_SECRET'] || undefined;
  if (secret !== undefined && (secret.length < 32 || new Set(secret).size < 8)) {
    throw new ConfigError('GUANXI_SECRET is too weak: use at least 32 random characters.');
  }
  if (databaseUrl !== undefined && secret === undefined) {
    throw new ConfigError(
      'GUANXI_SECRET is required with DATABASE_URL: all nodes share it. Use at least 32 random characters.',
    );
  }
  return {
    databaseUrl,
    secret,
    dataDir: resolve(env['GUANXI_DATA_DIR'] || '.data'),
    host: env['HOST'] || '127.0.0.1',
    port: wholeNumber(env, 'PORT', 4000, 0, 65535),
    publicUrl: publicUrl?.replace(/\/+$/, ''),
    poolSize: wholeNumber(env, 'GUANXI_POOL_SIZE', 12, 2, 200),
    trustProxy: oneOf(env, 'GUANXI_TRUST_PROXY', 'false', ['true', 'false']) === 'true',
    logLevel: oneOf(env, 'LOG_LEVEL', 'warn', ['debug', 'log', 'warn', 'error']),
  };
}

/** Derives a key for one purpose from the installation's secret (HKDF-SHA256, RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'guanxi', purpose, 32));

/** Settings that hold for the running process: the configuration with its database and secret resolved. */
export class Settings {
  constructor(
    readonly config: Config,
    readonly databaseUrl: string,
    readonly secret: string,
  ) {}
}
