import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cleanEnv } from '../lib/product.js';
import { inRoot, server } from '../lib/workspace.js';

/** The settings of .env.example by the headings that they stand under. */
const [ofProduct = [], , ofTests = []] = readFileSync(inRoot('.env.example'), 'utf8')
  .split(/^# --- .+ ---$/m)
  .map((section) => Array.from(section.matchAll(/^# ([A-Z_]+)=/gm), ([, name = '']) => name));
const set = (/** @type {string[]} */ names) => Object.fromEntries(names.map((name) => [name, 'set']));

test('tests keep the settings that are theirs, and get none of an installation', () => {
  assert.ok(ofProduct.includes('GUANXI_DATA_DIR') && ofTests.includes('GUANXI_DATA'));
  const others = { PATH: '/bin', NODE_ENV: 'test', ...set(ofTests) };
  assert.deepEqual(cleanEnv({ ...set(ofProduct), ...others }), others);
});

test('Node gets the same options wherever the server is started', () => {
  const [option = ''] = server;
  assert.match(option, /^--max-semi-space-size=\d+$/);
  for (const file of ['Dockerfile', 'docs/operations.md', 'server/bench/support/product.ts'])
    assert.ok(readFileSync(inRoot(file), 'utf8').includes(option), file);
});
