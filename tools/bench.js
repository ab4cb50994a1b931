// The measurements of the performance goals, on the product as it is built.
import { pathToFileURL } from 'node:url';
import { buildAll } from './lib/parts.js';
import { foreground, inRoot, loadEnv, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildAll();
  loadEnv();
  const typescript = pathToFileURL(inRoot('tools/lib/typescript.js')).href;
  await foreground(spawnNode(['--import', typescript, inRoot('server/bench/main.ts'), ...process.argv.slice(2)]));
});
