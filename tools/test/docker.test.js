// Images are not built by the checks, so what Dockerfile and docker-compose.yml name is looked for.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { distOf, parts } from '../lib/parts.js';
import { inRoot } from '../lib/workspace.js';

const read = (/** @type {string} */ file) => readFileSync(inRoot(file), 'utf8');
const found = (/** @type {string} */ text, /** @type {RegExp} */ pattern) =>
  Array.from(text.matchAll(pattern), ([, name = '']) => name);
const missing = (/** @type {string[]} */ names, /** @type {string[]} */ known) =>
  names.filter((name) => !known.includes(name));

const compose = read('docker-compose.yml');

const copies = found(read('Dockerfile'), /^COPY (.+) \S+$/gm).flatMap((words) => {
  const [first = '', ...rest] = words.split(' ');
  return first === '--from=build' ? rest.map((source) => path.posix.relative('/app', source)) : [first, ...rest];
});

for (const source of new Set(copies)) {
  test(`the image finds ${source}`, () => {
    const place = inRoot(source);
    switch (path.basename(place)) {
      case 'dist':
        return assert.ok(parts.some(({ name }) => distOf(name) === place));
      case 'node_modules':
        return assert.ok(source === 'node_modules' || hasDependencies(path.dirname(source)));
      default:
        return assert.ok(existsSync(place));
    }
  });
}

/** A part without any gets no folder for them. */
function hasDependencies(/** @type {string} */ part) {
  return Object.keys(JSON.parse(read(`${part}/package.json`)).dependencies).length > 0;
}

test('settings that docker compose asks for stand in .env.example', () => {
  const known = found(read('.env.example'), /^# ([A-Z_]+)=/gm);
  const asked = found(compose, /\$\{([A-Z_]+)/g);
  assert.notEqual(asked.length, 0);
  assert.deepEqual(missing(asked, known), []);
});

test('settings that docker compose gives are known to those who get them', () => {
  const [nodes = [], services = []] = compose.split('\nservices:\n').map((text) => found(text, /^ +([A-Z_]+):/gm));
  const ofProxy = services.filter((name) => !name.startsWith('POSTGRES_'));
  assert.notEqual(nodes.length * ofProxy.length, 0);
  assert.deepEqual(missing(nodes, found(read('server/src/kernel/config/config.ts'), /'([A-Z_]+)'/g)), []);
  assert.deepEqual(missing(ofProxy, found(read('docker/Caddyfile'), /\{\$([A-Z_]+)/g)), []);
});

test('one node builds the image, and nobody looks for it elsewhere', () => {
  assert.equal(found(compose, /^ +(build): /gm).length, 1);
  assert.match(compose, /node-2:\n +<<: \*node\n +pull_policy: never\n/);
});

test('the database is well when it answers where the nodes ask', () => {
  assert.match(compose, /pg_isready, -h, 127\.0\.0\.1, /);
});
