import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder around this code that holds `name`: a build moves code, and what it reads stays. */
function around(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) throw new Error(`There is no ${name} around ${import.meta.url}`);
  }
}

/** The folder of the server's package. */
export const SERVER = around('package.json');
/** The statements of the migrations. */
export const MIGRATIONS = join(around('migrations'), 'migrations');
