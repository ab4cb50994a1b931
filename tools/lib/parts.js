// Builds the three parts of the product. What has not changed since the last build is left as it is.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transformFile } from '@swc/core';
import { bundle } from './bundle.js';
import { bin, inRoot, run, swcOptions } from './workspace.js';

/** @typedef {{ name: 'shared' | 'server' | 'web', inputs: string[], build: () => Promise<void> }} Part */

const sharedInputs = ['pnpm-lock.yaml', 'tools/lib/parts.js', 'server/.swcrc', 'shared/package.json', 'shared/src'];

/** @type {Part} */
export const shared = { name: 'shared', inputs: sharedInputs, build: () => compileAll('shared') };

/** @type {Part} */
export const server = {
  name: 'server',
  inputs: [...sharedInputs, 'tools/lib/bundle.js', 'server/package.json', 'server/src'],
  async build() {
    await compileAll('server');
    await bundle(distOf('server'), {
      main: outputOf('server', 'main.ts'),
      'cli/main': outputOf('server', 'cli/main.ts'),
    });
    await cp(outputOf('server', 'migrations'), path.join(distOf('server'), 'migrations'), {
      recursive: true,
      filter: (file) => !/\.js(\.map)?$/.test(file),
    });
  },
};

/** @type {Part} */
export const web = {
  name: 'web',
  inputs: [
    ...sharedInputs,
    ...['package.json', 'index.html', 'vite.config.ts', 'public', 'src'].map((f) => `web/${f}`),
  ],
  // Whoever builds: tests have a NODE_ENV of their own, by which Vue would be taken as for development.
  build: () =>
    run([bin('vite', 'web'), 'build', '--logLevel', 'warn'], {
      cwd: inRoot('web'),
      env: { ...process.env, NODE_ENV: 'production' },
    }),
};

export const parts = [shared, server, web];

/** Builds what has changed, `shared` first because the others read it. */
export async function buildAll(report = console.log) {
  await buildPart(shared, report);
  await Promise.all([buildPart(server, report), buildPart(web, report)]);
}

export async function buildNamed(/** @type {string[]} */ names, report = console.log) {
  for (const name of names) {
    const part = parts.find((one) => one.name === name);
    if (!part) throw new Error(`There is no part ${name}`);
    await buildPart(part, report);
  }
}

/**
 * Builds one part unless its inputs are those of the last complete build.
 * @param {Part} part
 * @param {(line: string) => void} report
 */
export async function buildPart(part, report = console.log) {
  const started = performance.now();
  const done = (/** @type {string} */ what) =>
    report(`${part.name.padEnd(7)} ${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const stamp = path.join(distOf(part.name), '.hash');
  const hash = await hashOf(part.inputs);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return done('unchanged, checked');
  await rm(path.dirname(stamp), { recursive: true, force: true });
  await part.build();
  await writeFile(stamp, hash);
  done('built');
}

/** Where a part is built to. */
export const distOf = (/** @type {string} */ part) => inRoot(part, 'dist');

/** Where a source is compiled to; the server's modules are bundled from there. */
export const outputOf = (/** @type {string} */ part, /** @type {string} */ file) =>
  path.join(distOf(part), part === 'server' ? 'modules' : '', file.replace(/\.ts$/, '.js'));

/** Compiles one source file of shared or server, or copies it when it is not TypeScript (a template, say). */
export async function compile(/** @type {string} */ part, /** @type {string} */ file) {
  const source = inRoot(part, 'src', file);
  const target = outputOf(part, file);
  await mkdir(path.dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return cp(source, target);
  const sourceFileName = path.relative(path.dirname(target), source).split(path.sep).join('/');
  const { code, map } = await transformFile(source, { ...swcOptions, sourceFileName }).catch((error) => {
    // What follows is about the compiler itself.
    throw new Error(error.message.split('\n\nCaused by')[0]);
  });
  await writeFile(target, `${code}//# sourceMappingURL=${path.basename(target)}.map\n`);
  await writeFile(`${target}.map`, map ?? '');
}

/** @returns {boolean} whether the file belongs to the product: not a test, not a note, not only types */
export const isSource = (/** @type {string} */ file) => !/(\.(spec|d)\.ts|\.md)$/.test(file);

async function compileAll(/** @type {string} */ part) {
  const folder = inRoot(part, 'src');
  const files = (await filesIn(folder)).filter(isSource).map((file) => path.relative(folder, file));
  if (!files.length) throw new Error(`${part}/src has no source files`);
  await Promise.all(files.map((file) => compile(part, file)));
}

async function hashOf(/** @type {string[]} */ inputs) {
  const lists = await Promise.all(inputs.map((input) => filesIn(inRoot(input))));
  const hash = createHash('sha256');
  for (const file of lists.flat().filter(isSource)) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest('hex');
}

/** The files below a folder in a fixed order; the file itself when it is one; nothing when it is missing. */
async function filesIn(/** @type {string} */ start) {
  const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (!entries) return [start];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
