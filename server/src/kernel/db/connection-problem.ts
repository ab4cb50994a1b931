import { ConfigError } from '../config/config.js';

type Sentence = (place: string, error: { readonly code: string; readonly message: string }) => string;

const unreachable: Sentence = (place, { code, message }) =>
  `The database at ${place} does not answer (${code || message}). Start it, or correct DATABASE_URL.`;
const refused: Sentence = (place) => `The database at ${place} refuses the user or the password. Correct DATABASE_URL.`;

/** By SQLSTATE, or by the system's code. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  ...{ ECONNREFUSED: unreachable, ECONNRESET: unreachable, ENOTFOUND: unreachable, EAI_AGAIN: unreachable },
  ...{ ETIMEDOUT: unreachable, EHOSTUNREACH: unreachable, ENETUNREACH: unreachable, '57P03': unreachable },
  ...{ '28P01': refused, '28000': refused },
  '3D000': (place) => `There is no such database at ${place}. Create it (docs/operations.md), or correct DATABASE_URL.`,
  '53300': (place) =>
    `The database at ${place} has no connection left. Raise its max_connections, or lower GUANXI_POOL_SIZE.`,
  '42501': (place, { message }) =>
    `The user of DATABASE_URL lacks a right at ${place}: ${message}. docs/operations.md says what it needs.`,
};

/** What the driver says, without a code, when nobody answers. */
const SILENT = /timeout|Connection terminated|is not queryable|Query runner already released/;

/** What keeps us from using a database, as a sentence for whoever starts the server; any other error as it is. */
export function explained(error: unknown, url: string): unknown {
  if (error instanceof ConfigError) return error;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const sentence = SENTENCES[code] ?? (SILENT.test(message) ? unreachable : undefined);
  const { host, pathname } = new URL(url);
  return sentence ? new ConfigError(sentence(`${host}${pathname}`, { code, message })) : error;
}
