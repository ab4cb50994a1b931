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
const [, services = '', volumes = ''] = compose.split(/^(?:services|volumes):\n/m);
/** Each service by its name. */
const service = Object.fromEntries(
  services
    .split(/^ {2}(?=[\w-]+:\n)/m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf(':')), text]),
);
/** The last stage of the image, which runs. */
const image =
  read('Dockerfile')
    .split(/^FROM /m)
    .at(-1) ?? '';

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

test('the image runs as an ordinary user, who owns the data that stays, and says whether it is well', () => {
  const [data = ''] = found(image, /GUANXI_DATA_DIR=(\S+)/g);
  assert.deepEqual(found(image, /^USER (\w+)$/gm), ['node']);
  assert.deepEqual(found(image, /^RUN install -d -o node -g node (\S+)$/gm), [data]);
  assert.deepEqual(found(image, /^VOLUME (\S+)$/gm), [data]);
  assert.match(image, /^HEALTHCHECK [^]+\/api\/health/m);
});

test('two nodes stand behind the proxy, where the image listens, and nothing else is reached from outside', () => {
  const nodes = Object.keys(service).filter((name) => service[name]?.includes('<<: *node\n'));
  const [port = ''] = found(image, /PORT=(\d+)/g);
  const [upstreams = ''] = found(read('docker/Caddyfile'), /reverse_proxy (.+) \{/g);
  assert.equal(nodes.length, 2);
  assert.deepEqual(
    upstreams.split(' '),
    nodes.map((name) => `${name}:${port}`),
  );
  for (const name of nodes) assert.ok(service['proxy']?.includes(`${name}: { condition: service_healthy }\n`));
  assert.deepEqual(
    Object.keys(service).filter((name) => service[name]?.includes(' ports:\n')),
    ['proxy'],
  );
});

test('what lasts is on volumes: the database where this PostgreSQL keeps it, and the certificates', () => {
  assert.match(service['database'] ?? '', /image: postgres:18\n[^]+ - database:\/var\/lib\/postgresql\n/);
  assert.match(service['proxy'] ?? '', / - certificates:\/data\n/);
  assert.deepEqual(found(volumes, /^ {2}(\w+):$/gm), ['database', 'certificates']);
});
