// The server restarts when its sources change, the console reloads in the browser (http://127.0.0.1:5173).
import { buildPart, server, shared } from './lib/parts.js';
import { watchPart } from './lib/watch.js';
import { bin, exitOf, inRoot, loadEnv, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildPart(shared);
  await buildPart(server);
  watchPart('shared');
  watchPart('server');
  loadEnv();
  const api = spawnNode(['--watch', '--watch-preserve-output', inRoot('server/dist/modules/main.js')]);
  const vite = spawnNode([bin('vite', 'web')], { cwd: inRoot('web') });
  const stop = () => [api, vite].forEach((child) => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const exits = [api, vite].map(exitOf);
  await Promise.race(exits);
  stop();
  await Promise.all(exits);
  process.exit();
});
