import { buildAll, buildNamed } from './lib/parts.js';
import { tool } from './lib/workspace.js';

/** Without names everything, else the named parts in their order. */
const names = process.argv.slice(2);

await tool(() => (names.length > 0 ? buildNamed(names) : buildAll()));
