import { enableCompileCache, setSourceMapsSupport } from 'node:module';
import { fileURLToPath } from 'node:url';

// Stacks name our own lines; the maps that packages bring would be read at each start and kept for nothing.
setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });

// What was compiled once is taken from beside the program at the next start. Where nobody may write there, nothing is kept.
enableCompileCache(fileURLToPath(new URL('./.compiled', import.meta.url)));
