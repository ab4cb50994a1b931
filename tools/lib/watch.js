import { existsSync, readdirSync, statSync, watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { compile, distOf, isSource, outputOf } from './parts.js';
import { inRoot } from './workspace.js';

/** @type {Map<string, NodeJS.Timeout>} Editors write a file in several steps. */
const waiting = new Map();
/** @type {Set<string>} */
const watched = new Set();

/**
 * Compiles each source that changes. Folder by folder: Node's recursive watch loses a file on Linux once an editor has
 * replaced it by a new one.
 * @param {'shared' | 'server'} part
 * @param {string} [folder] below `src`
 */
export function watchPart(part, folder = '') {
  const place = inRoot(part, 'src', folder);
  watched.add(place);
  watch(place, (_event, name) => {
    const file = path.join(folder, name ?? '');
    clearTimeout(waiting.get(part + file));
    waiting.set(
      part + file,
      setTimeout(() => changed(part, file), 50),
    );
    // Windows reports a folder that goes away as an error.
  }).on('error', () => {});
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (entry.isDirectory()) watchPart(part, path.join(folder, entry.name));
  }
}

function changed(/** @type {'shared' | 'server'} */ part, /** @type {string} */ file) {
  const place = inRoot(part, 'src', file);
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    // A folder that has gone is new when it comes back.
    for (const known of watched) if (known.startsWith(place)) watched.delete(known);
    return void recompile(part, file);
  }
  if (watched.has(place)) return;
  watchPart(part, file);
  // What a new folder brought with it.
  for (const inside of readdirSync(place, { recursive: true, encoding: 'utf8' })) {
    void recompile(part, path.join(file, inside));
  }
}

async function recompile(/** @type {'shared' | 'server'} */ part, /** @type {string} */ file) {
  if (!/\.\w+$/.test(file) || !isSource(file)) return;
  // The next build starts from the sources again.
  await rm(path.join(distOf(part), '.hash'), { force: true });
  if (existsSync(inRoot(part, 'src', file))) await compile(part, file).catch((error) => console.error(error.message));
  else await rm(outputOf(part, file), { force: true });
}
