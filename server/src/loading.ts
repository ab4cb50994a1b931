import { enableCompileCache, setSourceMapsSupport } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Stacks name our own lines; the maps that packages bring would be read at each start and kept for nothing.
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });

// What was compiled once is taken from beside the program at the next start. Where nobody may write there, nothing is kept.
enableCompileCache(fileURLToPath(new URL('./.compiled', import.meta.url)));

// Memory is looked through when a fifth more of it is in use, not when it has doubled: a server that answers small questions
// keeps little, and shares its machine with a database.
setFlagsFromString('--heap-growing-percent=20');
