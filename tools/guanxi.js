// The command line of the server. A program may read its output, so the build before it says nothing.
import { buildPart, server, shared } from './lib/parts.js';
import { foreground, inRoot, loadEnv, spawnNode, tool } from './lib/workspace.js';

await tool(async () => {
  await buildPart(shared, () => {});
  await buildPart(server, () => {});
  loadEnv();
  await foreground(spawnNode([inRoot('server/dist/cli/main.js'), ...process.argv.slice(2)]));
});
