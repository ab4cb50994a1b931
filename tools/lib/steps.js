import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { buildPart, shared } from './parts.js';
import { cleanEnv, temporaryData } from './product.js';
import { bin, exitOf, inRoot, spawnNode } from './workspace.js';

/** @typedef {{ ok: boolean, output: string, passed?: number, failed?: number, skipped?: string[] }} Result */
/** @typedef {{ filters: string[], deep: boolean }} Wish `filters`: parts of the paths of the wanted test files */
/**
 * @typedef {object} Step
 * @property {string} name
 * @property {number} stage steps of one stage do not depend on each other
 * @property {boolean} [deep] only on demand
 * @property {(wish: Wish) => Promise<Result>} run
 */

/** @type {Step[]} The cheapest first. */
export const steps = [
  { name: 'format', stage: 1, run: () => check([bin('prettier'), '--check', '--log-level', 'warn', '.']) },
  { name: 'lint', stage: 1, run: () => check([bin('eslint'), '--max-warnings', '0', '.']) },
  { name: 'types', stage: 1, run: checkTypes },
  { name: 'graph', stage: 1, run: checkGraph },
  { name: 'unit', stage: 2, run: runUnits },
  { name: 'scenarios', stage: 3, run: (wish) => jest('scenarios', wish) },
  { name: 'prove', stage: 4, deep: true, run: (wish) => jest('prove', { ...wish, deep: true }) },
  { name: 'build', stage: 5, run: () => check([inRoot('tools/build.js')]) },
  { name: 'weight', stage: 6, run: () => nodeTests('tools/test/built/*.test.js') },
  { name: 'openapi', stage: 6, run: () => check([inRoot('tools/openapi.js'), '--check']) },
  { name: 'migrations', stage: 6, run: checkMigrations },
  { name: 'browser', stage: 7, run: runBrowser },
];

/**
 * Runs one program to its end and keeps what it says.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<Result>}
 */
async function check(args, options) {
  const child = spawnNode(args, { env: cleanEnv(), ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return { ok: (await exitOf(child)) === 0, output };
}

/** @returns {Result} */
function together(/** @type {Result[]} */ results) {
  return {
    ok: results.every(({ ok }) => ok),
    output: results.map(({ ok, output }) => (ok ? '' : output)).join(''),
    passed: results.reduce((sum, { passed = 0 }) => sum + passed, 0),
    failed: results.reduce((sum, { failed = 0 }) => sum + failed, 0),
    skipped: results.flatMap(({ skipped = [] }) => skipped),
  };
}

async function checkTypes() {
  const results = [];
  for (const part of ['shared', 'server', '.', 'web/e2e']) {
    results.push(await check([bin('typescript', '.', 'tsc'), '--noEmit', '--project', part]));
  }
  results.push(await check([bin('vue-tsc', 'web'), '--noEmit', '--project', 'web']));
  return together(results);
}

async function checkGraph() {
  const rules = [bin('dependency-cruiser', '.', 'depcruise'), 'server/src', 'shared/src', 'web/src'];
  return together([await check(rules), await nodeTests('tools/test/*.test.js')]);
}

async function nodeTests(/** @type {string} */ files) {
  const test = await check(['--test', '--test-reporter=tap', inRoot(files)]);
  const count = (/** @type {string} */ key) => Number(new RegExp(`^# ${key} (\\d+)$`, 'm').exec(test.output)?.[1] ?? 0);
  return { ...test, passed: count('pass'), failed: count('fail') };
}

async function runUnits(/** @type {Wish} */ wish) {
  // The console's tests read shared as it is built.
  await buildPart(shared, () => {});
  return together([await jest('unit', wish), await vitest(wish)]);
}

/** A filter that is meant for one runner may leave the other without a file. No file at all is a failure otherwise. */
const maybeNone = (/** @type {string[]} */ filters) => (filters.length ? ['--passWithNoTests'] : []);

/**
 * @param {'unit' | 'scenarios' | 'prove'} project
 * @param {Wish} wish
 */
function jest(project, { filters, deep }) {
  const workers = Math.max(2, availableParallelism() - 1);
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'server')];
  const args = ['--ci', '--selectProjects', project, `--maxWorkers=${workers}`, '--json', ...maybeNone(filters)];
  const env = { ...cleanEnv(), ...(deep && { GUANXI_DEEP: '1' }) };
  const run = (/** @type {string} */ report) =>
    check([...node, ...args, `--outputFile=${report}`, ...filters], { cwd: inRoot('server'), env });
  return counted(run, countJest);
}

function vitest(/** @type {Wish} */ { filters }) {
  const args = [bin('vitest', 'web'), 'run', '--reporter=default', '--reporter=json', ...maybeNone(filters)];
  const run = (/** @type {string} */ report) =>
    check([...args, `--outputFile=${report}`, ...filters], { cwd: inRoot('web') });
  return counted(run, countJest);
}

function runBrowser(/** @type {Wish} */ { filters, deep }) {
  const args = [
    bin('@playwright/test', '.', 'playwright'),
    'test',
    '--forbid-only',
    '--reporter=list,json',
    ...filters,
  ];
  const run = (/** @type {string} */ report) =>
    check(args, { env: { ...cleanEnv(), ...(deep && { GUANXI_DEEP: '1' }), PLAYWRIGHT_JSON_OUTPUT_FILE: report } });
  return counted(run, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  }));
}

/** A test file that could not even be loaded has no failed test, but has failed. Vitest writes the same report as Jest. */
function countJest(/** @type {JestReport} */ { numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length);
  const pending = testResults.flatMap(({ assertionResults }) => assertionResults.filter(isPending));
  const skipped = [...new Set(pending.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title))];
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped };
}

const isPending = (/** @type {JestTest} */ { status }) => status === 'pending' || status === 'skipped';

/** The migrations make the database that the entities describe. */
async function checkMigrations() {
  const { dataDir, remove } = temporaryData();
  const env = { ...cleanEnv(), GUANXI_DATA_DIR: dataDir };
  const command = inRoot('server/dist/cli/main.js');
  try {
    const migrated = await check([command, 'migrate'], { env });
    return migrated.ok ? await check([command, 'schema-check'], { env }) : migrated;
  } finally {
    remove();
  }
}

/** @typedef {{ status: string, title: string, ancestorTitles: string[] }} JestTest */
/** @typedef {{ status: string, assertionResults: JestTest[] }} JestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: JestFile[] }} JestReport */
/** @typedef {{ stats: { expected: number, flaky: number, unexpected: number }, errors: unknown[] }} PlaywrightReport */

/**
 * Runs tests that write a JSON report, and counts them.
 * @template Report
 * @param {(report: string) => Promise<Result>} run
 * @param {(report: Report) => { passed: number, failed: number, skipped?: string[] }} count
 * @returns {Promise<Result>}
 */
async function counted(run, count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'guanxi-'));
  const file = path.join(folder, 'report.json');
  try {
    const result = await run(file);
    // A runner that does not come as far as its report has said why.
    return existsSync(file)
      ? { ...result, ...count(JSON.parse(readFileSync(file, 'utf8'))) }
      : { ...result, ok: false };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
