import { buildAll } from './lib/parts.js';
import { foreground, loadEnv, server, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildAll();
  loadEnv();
  await foreground(spawnNode(server));
});
