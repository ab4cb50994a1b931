import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, as a URL that ends in a slash and as a path. */
export const root = new URL('../../', import.meta.url);
export const rootDir = fileURLToPath(root);
export const inRoot = (/** @type {string[]} */ ...parts) => path.join(rootDir, ...parts);

const { $schema: _, ...swcrc } = JSON.parse(readFileSync(new URL('server/.swcrc', root), 'utf8'));
/** @type {import('@swc/core').Options} How TypeScript of server and shared becomes JavaScript, everywhere. */
export const swcOptions = { ...swcrc, swcrc: false };

/** The Node that the project pins, whichever one started this tool. */
export const node = [inRoot('node_modules/node/bin/node.exe'), inRoot('node_modules/node/bin/node')].find(existsSync);

/**
 * The JavaScript file behind a package's command. Running it by the pinned Node avoids the shell wrappers of
 * `node_modules/.bin`, which differ between systems.
 * @param {string} name package
 * @param {'.' | 'server' | 'web'} part whose dependency it is
 * @param {string} [command] when the package has several
 */
export function bin(name, part = '.', command = name) {
  const manifest = findManifest(name, createRequire(inRoot(part, 'package.json')));
  const { bin: entry } = JSON.parse(readFileSync(manifest, 'utf8'));
  return path.join(path.dirname(manifest), typeof entry === 'string' ? entry : entry[command]);
}

/** Walks the folders, because many packages hide their package.json from `require.resolve`. */
function findManifest(/** @type {string} */ name, /** @type {NodeJS.Require} */ require) {
  const found = (require.resolve.paths(name) ?? [])
    .map((folder) => path.join(folder, name, 'package.json'))
    .find(existsSync);
  if (!found) throw new Error(`${name} is not installed; run: npx -y pnpm@12 install`);
  return found;
}

/**
 * Starts the pinned Node.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function spawnNode(args, options = {}) {
  if (!node) throw new Error('The pinned Node is not installed; run: npx -y pnpm@12 install');
  const child = spawn(node, args, { cwd: rootDir, stdio: 'inherit', ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * The built server, as the pinned Node runs it. Young objects get a few megabytes: in the 128 that Node would take, requests
 * that are over lie about for long.
 */
export const server = ['--max-semi-space-size=16', inRoot('server/dist/main.js')];

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
export const stopChildren = () => running.forEach((child) => child.kill('SIGTERM'));
process.on('exit', stopChildren);

/** Settings of this checkout, see .env.example; what the environment says already stays. */
export function loadEnv() {
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
}

/**
 * Runs a JavaScript file by the pinned Node to its end; a failure is an error.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function run(args, options) {
  const code = await exitOf(spawnNode(args, options));
  if (code !== 0)
    throw new Error(`${path.basename(args[0] ?? '')} ${args.slice(1).join(' ')} failed (exit code ${code})`);
}

/** @returns {Promise<number>} the exit code, 128 + n for a signal as shells do */
export function exitOf(/** @type {import('node:child_process').ChildProcess} */ child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * Runs a child in the foreground: our signals reach it, and its exit code becomes ours. The terminal sends Ctrl-C to the
 * child as well, so it is not passed on a second time there.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function foreground(child) {
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  process.exitCode = await exitOf(child);
}

/**
 * The main of a tool: an expected failure is one line and not a stack.
 * @param {() => unknown} main
 */
export async function tool(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
