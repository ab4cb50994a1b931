// What somebody downloads who opens the console for the first time: sign-in, then the shell with the workbench, in one language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { outputOf } from '../../lib/parts.js';

const LIMIT = 180_000;
const read = (/** @type {string} */ file) => readFileSync(outputOf('web', file));

/** @typedef {{ file: string, imports?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(String(read('.vite/manifest.json')));

/** Each is fetched by an import() of its own, so it is named here; with it counts everything that it imports at once. */
const pages = ['pages/SignInPage.vue', 'layout/AppShell.vue', 'pages/WorkbenchPage.vue'];
const roots = ['index.html', ...pages.map((page) => `src/app/${page}`)];

/** @returns {string[]} the files of some chunks and of all that they import */
function filesOf(/** @type {string[]} */ names, /** @type {Set<string>} */ known = new Set()) {
  for (const name of names.filter((one) => !known.has(one))) {
    known.add(name);
    filesOf(manifest[name]?.imports ?? [], known);
  }
  return [...known].map((name) => manifest[name]?.file ?? assert.fail(`${name} is not in the manifest`));
}

/** Scripts that the page names itself, such as the one that picks the theme. */
const named = Array.from(String(read('index.html')).matchAll(/<script src="\/([^"]+)"/g), ([, file = '']) => file);

for (const language of ['zh-CN', 'en']) {
  test(`sign-in and the first page in ${language} load less than ${LIMIT / 1000} kB of script, by gzip`, () => {
    const sizes = [...named, ...filesOf([...roots, localeOf(language)])].map((file) => ({
      file: path.basename(file),
      size: gzipSync(read(file), { level: 9 }).length,
    }));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    const heaviest = sizes.sort((a, b) => b.size - a.size).slice(0, 12);
    assert.ok(
      total < LIMIT,
      `${total} bytes, of them ${heaviest.map(({ file, size }) => `${file} ${size}`).join(', ')}`,
    );
  });
}

/** All texts of a language are one chunk, which has no source file of its own. */
function localeOf(/** @type {string} */ language) {
  const found = Object.keys(manifest).find((name) => name.startsWith(`_locale-${language}-`));
  return found ?? assert.fail(`no texts in ${language}`);
}
