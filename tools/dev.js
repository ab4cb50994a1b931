// The server restarts when its sources change, the console reloads in the browser (http://127.0.0.1:5173).
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { buildPart, compile, isSource, server, shared } from './lib/parts.js';
import { bin, exitOf, inRoot, loadEnv, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildPart(shared);
  await buildPart(server);
  watchPart('shared');
  watchPart('server');
  loadEnv();
  const api = spawnNode(['--watch', '--watch-preserve-output', '--enable-source-maps', inRoot('server/dist/main.js')]);
  const vite = spawnNode([bin('vite', 'web')], { cwd: inRoot('web') });
  const stop = () => [api, vite].forEach((child) => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const exits = [api, vite].map(exitOf);
  await Promise.race(exits);
  stop();
  await Promise.all(exits);
  process.exit();
});

/** Compiles each changed source; the stamp goes, so that the next build starts from the sources again. */
function watchPart(/** @type {'shared' | 'server'} */ part) {
  /** @type {Map<string, NodeJS.Timeout>} Editors write a file in several steps. */
  const waiting = new Map();
  watch(inRoot(part, 'src'), { recursive: true }, (_event, file) => {
    if (!file || !/\.\w+$/.test(file) || !isSource(file)) return;
    clearTimeout(waiting.get(file));
    waiting.set(
      file,
      setTimeout(() => void recompile(part, file), 50),
    );
  });
}

async function recompile(/** @type {'shared' | 'server'} */ part, /** @type {string} */ file) {
  await rm(inRoot(part, 'dist/.hash'), { force: true });
  await compile(part, file).catch((error) => {
    // A deleted source: its output goes as well.
    if (error.code === 'ENOENT') return rm(inRoot(part, 'dist', file.replace(/\.ts$/, '.js')), { force: true });
    return console.error(error.message);
  });
}
