// The module graph must report what is wrong, not only accept what is right.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { bin, inRoot, node } from '../lib/workspace.js';

const right = [
  ['server/src/modules/sales-orders/order.ts', '../customers/index.js'],
  ['server/src/modules/sales-orders/listener.ts', '../system/events.js'],
  ['server/src/modules/customers/service.ts', '../../kernel/db.js'],
  ['server/src/modules/customers/rule.ts', '@guanxi/shared/customers'],
  ['server/src/entities.ts', './modules/customers/customer.entity.js'],
  ['web/src/modules/sales/index.ts', '../relations/index.js'],
  ['web/src/app/router.ts', '@/modules/customers/index.ts'],
  ['shared/src/customers/rule.ts', '../kernel/index.js'],
];

/** [importing file, imported path, name of the rule that must object] */
const wrong = [
  ['server/src/modules/customers/up.ts', '../office/index.js', 'order-server-customers'],
  ['server/src/modules/customers/beside.ts', '../inventory/index.js', 'order-server-customers'],
  ['server/src/modules/sales-orders/beside.ts', '../procurement/index.js', 'order-server-sales-orders'],
  ['server/src/modules/procurement/beside.ts', '../sales-orders/events.js', 'order-server-procurement'],
  ['server/src/modules/office/inside.ts', '../customers/service.js', 'through-the-front-door'],
  ['server/src/modules/gossip/index.ts', './rumour.js', 'known-module'],
  ['server/src/app.module.ts', './modules/customers/service.js', 'composition-through-the-front-door'],
  ['server/src/entities.ts', './modules/customers/service.js', 'list-of-entities'],
  ['server/src/kernel/up.ts', '../modules/system/index.js', 'kernel-below-modules'],
  ['server/src/migrations/1-first.ts', '../modules/customers/index.js', 'migrations-stand-alone'],
  ['server/src/kernel/ring.ts', './ring-back.js', 'no-cycles'],
  ['server/src/kernel/ring-back.ts', './ring.js', 'no-cycles'],
  ['server/src/kernel/lost.ts', './nowhere.js', 'resolvable'],
  ['server/src/kernel/tested.ts', '../../test/factory.js', 'product-without-tests'],
  ['server/src/kernel/page.ts', '../../../web/src/ui/button.js', 'sides-never-meet'],
  ['shared/src/customers/io.ts', 'node:fs', 'shared-is-pure'],
  ['shared/src/customers/server.ts', '../../../server/src/kernel/db.js', 'shared-is-pure'],
  ['shared/src/kernel/up.ts', '../documents/index.js', 'shared-kernel-below-all'],
  ['shared/src/customers/up.ts', '../office/index.js', 'order-shared-customers'],
  ['web/src/modules/inventory/up.ts', '../sales/index.js', 'order-web-inventory'],
  ['web/src/modules/office/inside.ts', '../sales/page.js', 'through-the-front-door'],
  ['web/src/ui/Widget.vue', '@/app/router', 'ui-knows-no-business'],
  ['web/src/api/client.ts', '@/app/router', 'api-is-a-leaf'],
  ['web/src/documents/shell.ts', '@/modules/customers/index', 'document-shells-below-modules'],
];

const empty = [
  ...[
    'system',
    'customers',
    'inventory',
    'sales-orders',
    'procurement',
    'relations',
    'sales',
    'marketing',
    'office',
  ].flatMap((name) =>
    ['server/src/modules', 'web/src/modules', 'shared/src'].map((folder) => `${folder}/${name}/index.ts`),
  ),
  ...['system', 'sales-orders'].map((name) => `server/src/modules/${name}/events.ts`),
  ...[
    'server/src/modules/customers/customer.entity.ts',
    'server/src/modules/gossip/rumour.ts',
    'server/src/kernel/db.ts',
    'server/test/factory.ts',
  ],
  ...[
    'shared/src/kernel/index.ts',
    'shared/src/documents/index.ts',
    'web/src/ui/button.ts',
    'web/src/modules/sales/page.ts',
  ],
];

/** @type {string} */
let tree;
/** @typedef {{ from: string, rule: { name: string }, cycle?: { name: string }[] }} Violation */
/** @type {Violation[]} */
let violations;
/** A cycle is reported once, for one of its files. */
const filesOf = (/** @type {Violation} */ { from, cycle = [] }) => [from, ...cycle.map(({ name }) => name)];

before(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'guanxi-graph-'));
  for (const file of empty) write(file, 'export {};\n');
  for (const [file = '', imported] of [...right, ...wrong]) {
    const code = `import '${imported}';\n`;
    write(file, file.endsWith('.vue') ? `<script setup lang="ts">\n${code}</script>\n` : code);
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'web/tsconfig.json', 'package.json']) {
    cpSync(inRoot(file), path.join(tree, file));
  }
  symlinkSync(inRoot('node_modules'), path.join(tree, 'node_modules'), 'junction');
  const cruise = [bin('dependency-cruiser', '.', 'depcruise'), '--output-type', 'json', 'server', 'shared', 'web'];
  const { stdout, stderr } = spawnSync(String(node), cruise, { cwd: tree, encoding: 'utf8' });
  assert.ok(stdout, stderr);
  violations = JSON.parse(stdout).summary.violations;
});

after(() => rmSync(tree, { recursive: true }));

for (const [file, imported, rule] of wrong) {
  test(`${rule} reports ${file} → ${imported}`, () => {
    assert.ok(
      violations.some((found) => found.rule.name === rule && filesOf(found).includes(String(file))),
      JSON.stringify(violations.filter(({ from }) => from === file)),
    );
  });
}

test('nothing else is reported', () => {
  const expected = new Set(wrong.map(([file]) => file));
  assert.deepEqual(
    violations.filter(({ from }) => !expected.has(from)),
    [],
  );
});

function write(/** @type {string} */ file, /** @type {string} */ text) {
  const target = path.join(tree, file);
  mkdirSync(path.dirname(target), { recursive: true });
  appendFileSync(target, text);
}
