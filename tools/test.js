// Every check of the project by one command:
//   npx -y pnpm@12 test                            all, in order, up to the first failure
//   npx -y pnpm@12 test --all                      also what follows a failure
//   npx -y pnpm@12 test --only unit,scenarios      some of them
//   npx -y pnpm@12 test --only scenarios order     only the test files whose path contains `order`
//   npx -y pnpm@12 test --deep                     and the long suites of server/test/prove
import { parseArgs } from 'node:util';
import { steps } from './lib/steps.js';
import { loadEnv, stopChildren, tool } from './lib/workspace.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean' }, deep: { type: 'boolean' }, only: { type: 'string' } },
});

/** @type {{ step: import('./lib/steps.js').Step, ok: boolean, passed: number, failed: number }[]} */
const results = [];
const seconds = (/** @type {number} */ since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
let interrupted = false;
const stopped = () => interrupted || (!values.all && results.some(({ ok }) => !ok));

function interrupt() {
  interrupted = true;
  stopChildren();
}

function chosenSteps() {
  const names = values.only?.split(',');
  const unknown = names?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
  if (unknown.length)
    throw new Error(`No such step: ${unknown.join(', ')}. There are: ${steps.map((s) => s.name).join(', ')}`);
  return steps.filter(({ name, deep }) => names?.includes(name) ?? (values.deep || !deep));
}

async function perform(/** @type {import('./lib/steps.js').Step} */ step) {
  const started = performance.now();
  const {
    ok,
    output,
    passed = 0,
    failed = 0,
    skipped = [],
  } = await step
    .run({ filters: positionals, deep: values.deep ?? false })
    .catch(
      (error) => /** @type {import('./lib/steps.js').Result} */ ({ ok: false, output: String(error?.stack ?? error) }),
    );
  results.push({ step, ok, passed, failed });
  const tests = passed + failed ? `  ${passed} passed, ${failed} failed` : '';
  console.log(`${step.name.padEnd(11)} ${ok ? 'ok    ' : 'FAILED'} ${seconds(started).padStart(8)}${tests}`);
  if (!ok) console.log(`${output.trimEnd()}\n`);
  for (const line of [...seedsIn(output), ...skipped]) console.log(`            ${line}`);
}

/** By which a sample is told again: `SEED=n` before the command. */
const seedsIn = (/** @type {string} */ output) => output.match(/^.+: SEED=\d+/gm) ?? [];

/** Neighbours of the same stage run two at a time. */
async function performStage(/** @type {import('./lib/steps.js').Step[]} */ stage) {
  const waiting = [...stage];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!stopped()) await perform(step);
  };
  await Promise.all([worker(), worker()]);
}

await tool(async () => {
  loadEnv();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, interrupt);
  const started = performance.now();
  const chosen = chosenSteps();
  for (const stage of new Set(chosen.map(({ stage }) => stage))) {
    if (!stopped()) await performStage(chosen.filter((step) => step.stage === stage));
  }

  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  const broken = results.filter(({ ok }) => !ok).map(({ step }) => step.name);
  console.log(
    broken.length ? `\nFailed after ${seconds(started)}: ${broken.join(', ')}` : `\nAll well after ${seconds(started)}`,
  );
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  const missed = positionals.length > 0 && sum('passed') + sum('failed') === 0;
  if (missed) console.log(`No test file has a path with ${positionals.join(' or ')}.`);
  if (broken.length || missed) process.exitCode = 1;
});
