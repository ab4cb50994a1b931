import { buildAll } from './lib/parts.js';
import { tool } from './lib/workspace.js';

await tool(() => buildAll());
