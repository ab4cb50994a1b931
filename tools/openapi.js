// Writes server/openapi.json from the code and shared/src/api/schema.ts from that. With --check both files stay as they are
// and a difference is a failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPart, server, shared } from './lib/parts.js';
import { cleanEnv, temporaryData } from './lib/product.js';
import { bin, inRoot, rootDir, run, tool } from './lib/workspace.js';

const spec = 'server/openapi.json';
const types = 'shared/src/api/schema.ts';
const read = (/** @type {string} */ file) => {
  try {
    return readFileSync(inRoot(file), 'utf8');
  } catch {
    return '';
  }
};

async function generate() {
  const { dataDir, remove } = temporaryData();
  const env = { ...cleanEnv(), GUANXI_DATA_DIR: dataDir };
  const command = inRoot('server/dist/cli/main.js');
  try {
    await run([command, 'migrate'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    await run([command, 'openapi'], { env });
  } finally {
    remove();
  }
  mkdirSync(path.dirname(inRoot(types)), { recursive: true });
  await run([
    bin('openapi-typescript', 'server'),
    spec,
    '--output',
    types,
    '--root-types',
    '--root-types-no-schema-prefix',
  ]);
}

async function check() {
  const before = [spec, types].map((file) => ({ file, text: read(file) }));
  try {
    await generate();
    const drifted = before.filter(({ file, text }) => read(file) !== text);
    drifted.forEach(printDifference);
    if (drifted.length) throw new Error('The API and its description differ. Run: npx -y pnpm@12 openapi');
  } finally {
    for (const { file, text } of before) {
      if (text) writeFileSync(inRoot(file), text);
      else rmSync(inRoot(file), { force: true });
    }
  }
}

function printDifference(/** @type {{ file: string, text: string }} */ { file, text }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'guanxi-'));
  const committed = path.join(folder, path.basename(file));
  writeFileSync(committed, text);
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--', committed, inRoot(file)], {
    encoding: 'utf8',
    cwd: rootDir,
  });
  console.log(stdout || `${file} differs`);
  rmSync(folder, { recursive: true });
}

await tool(async () => {
  await buildPart(shared, () => {});
  await buildPart(server, () => {});
  await (process.argv.includes('--check') ? check() : generate());
});
