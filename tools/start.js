import { buildAll } from './lib/parts.js';
import { foreground, inRoot, loadEnv, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildAll();
  loadEnv();
  await foreground(spawnNode([inRoot('server/dist/main.js')]));
});
