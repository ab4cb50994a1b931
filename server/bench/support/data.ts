import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder with real input: `../shared/data`, or what `GUANXI_DATA` names. */
export const DATA = resolve(ROOT, process.env['GUANXI_DATA'] || '../shared/data');

/** A file of real input; undefined where it is absent. */
export function dataFile(name: string): string | undefined {
  const file = resolve(DATA, name);
  return existsSync(file) ? file : undefined;
}
