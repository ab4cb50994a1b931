import { parseArgs } from 'node:util';
import type { Language } from '@guanxi/shared/kernel';

/** What `guanxi seed` was asked for. */
export interface SeedWish {
  readonly language: Language;
  readonly seed: number | undefined;
}

/** What is done on a database. */
export type Task =
  | { readonly name: 'migrate' | 'openapi' | 'schema-check' }
  /** `heads`: a file that tells heads of the audit chain. */
  | { readonly name: 'verify'; readonly heads?: string }
  | { readonly name: 'user link'; readonly login: string }
  | { readonly name: 'seed'; readonly wish: SeedWish };

/** What the words after `guanxi` ask for. */
export type Command = Task | { readonly name: 'help' };

export const HELP = `guanxi <command>

  migrate            bring the database up to date
  verify [--heads <file>]
                     prove the books; every difference is printed, and the exit code is 1 if there is one.
                     With a file that holds what the server has said, also that the audit chain still has each
                     head that it tells
  user link <login>  print a one-time link with which this user chooses a password
  seed [--language zh-CN|en] [--seed n]
                     make a demo company in an empty database; prints the administrator's one-time link
  openapi            write server/openapi.json
  schema-check       compare the migrated database with the entities`;

function readHeads(words: readonly string[]): Command | undefined {
  try {
    const { heads } = parseArgs({ args: [...words], options: { heads: { type: 'string' } } }).values;
    if (heads === undefined) return { name: 'verify' };
    return heads ? { name: 'verify', heads } : undefined;
  } catch {
    return undefined;
  }
}

function readSeedWish(words: readonly string[]): SeedWish | undefined {
  const options = { language: { type: 'string', default: 'zh-CN' }, seed: { type: 'string' } } as const;
  try {
    const { language, seed } = parseArgs({ args: [...words], options }).values;
    const known = language === 'zh-CN' || language === 'en';
    if (!known || !/^\d{0,9}$/.test(seed ?? '')) return undefined;
    return { language, seed: seed ? Number(seed) : undefined };
  } catch {
    return undefined;
  }
}

/** Reads the words after `guanxi`; undefined when they are not understood. */
export function readCommand([first = '--help', ...words]: readonly string[]): Command | undefined {
  if (first === 'user') {
    const [verb, login, ...more] = words;
    return verb === 'link' && login && more.length === 0 ? { name: 'user link', login } : undefined;
  }
  if (first === 'seed') {
    const wish = readSeedWish(words);
    return wish && { name: 'seed', wish };
  }
  if (first === 'verify') return readHeads(words);
  if (words.length > 0) return undefined;
  if (first === '--help' || first === 'help') return { name: 'help' };
  const name = (['migrate', 'openapi', 'schema-check'] as const).find((known) => known === first);
  return name && { name };
}
