// What there is has a place in the README of its module and in both guides.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../lib/workspace.js';

const read = (/** @type {string} */ file) => readFileSync(inRoot(file), 'utf8');
const files = (/** @type {string} */ pattern) => globSync(pattern, { cwd: inRoot('.') });
const found = (/** @type {string} */ text, /** @type {RegExp} */ pattern) =>
  Array.from(text.matchAll(pattern), ([, name = '']) => name);

for (const file of files('shared/src/*/index.ts')) {
  const types = found(read(file), /define(?:Resource|Document)\(\{\s*type: '([\w-]+)'/g);
  if (types.length === 0) continue;
  const name = path.basename(path.dirname(file));
  test(`the README of ${name} names all of its resources`, () => {
    const text = read(`server/src/modules/${name}/README.md`);
    assert.deepEqual(
      types.filter((type) => !text.includes(`\`${type}\``)),
      [],
    );
  });
}

for (const [language, guide] of [
  ['en', 'docs/guide.md'],
  ['zh-CN', 'docs/guide.zh-CN.md'],
]) {
  test(`${guide} tells of every resource by the name of its screen`, () => {
    const locales = files(`web/src/modules/*/locales/${language}.ts`).map(read);
    const names = locales.flatMap((text) => found(text, / many: '([^']+)'/g));
    assert.ok(names.length > 30);
    assert.deepEqual(
      names.filter((name) => !read(String(guide)).includes(name)),
      [],
    );
  });
}
