import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { casesOf, KINDS } from './cases.js';
import { goalsOf, type Goal, type Results } from './goals.js';
import { measure, type Measured } from './measure.js';
import { namesFile } from './names.js';
import { comparePlans } from './plans.js';
import { printGoals, printResults, TABLE_HEAD, tableRow } from './report.js';
import { measureSearch } from './search.js';
import { startSites, type Sites } from './sites.js';
import { DATA } from '../support/data.js';

export const HELP = `api [--customers n] [--rounds n] [--seconds n] [--only list,read,…] [--json file]

  The built server beside a bare Fastify + pg server on the same PostgreSQL, under four scopes.
  --customers n   so many customers in the large database (default: 1000000)
  --rounds n      rounds of which the median counts (default: 5)
  --seconds n     length of a round on each server (default: 2)
  --only names    some of: list, read, create, order, delivery, search
  --json file     also writes the figures there`;

const CONNECTIONS = [1, 8, 32];
const PARTS = [...KINDS, 'search'];

interface Options {
  readonly customers: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly only: ReadonlySet<string>;
  readonly json: string | undefined;
}

function optionsOf(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      customers: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      only: { type: 'string', default: PARTS.join(',') },
      json: { type: 'string' },
    },
  });
  const [customers, rounds, seconds] = [values.customers, values.rounds, values.seconds].map(Number) as [
    number,
    number,
    number,
  ];
  if (![customers, rounds, seconds].every((value) => Number.isInteger(value) && value > 0))
    throw new Error('--customers, --rounds and --seconds take whole numbers from 1');
  const only = new Set(values.only.split(','));
  const unknown = [...only].find((name) => !PARTS.includes(name));
  if (unknown !== undefined) throw new Error(`--only knows ${PARTS.join(', ')}, not "${unknown}"`);
  return { customers, rounds, seconds, only, json: values.json };
}

/** Runs the measurements; answers whether every goal was reached. */
export async function api(words: string[]): Promise<boolean> {
  const options = optionsOf(words);
  const machine = `${cpus().length} × ${cpus()[0]?.model}`;
  console.log(`${machine}; clients, servers and PostgreSQL on this machine; load ${loadavg()[0]!.toFixed(1)}`);
  console.log(namesFile() ? `Short names from ${DATA}` : `Short names made up: there are none in ${DATA}`);
  const sites = await startSites(options.customers);
  try {
    const results = await run(sites, options);
    const goals = goalsOf(results);
    printResults(results);
    printGoals(goals);
    if (options.json) writeJson(options.json, { machine, ...options, only: [...options.only], ...results, goals });
    return goals.every((goal) => goal.ok);
  } finally {
    await sites.stop();
  }
}

/** Reads, then the plans and the search, then writes, which add to what is read. */
async function run(sites: Sites, options: Options): Promise<Results> {
  const { company, small, large, startSeconds } = sites;
  const cases = await casesOf(company, small, large, options.only);
  const reads = cases.filter(([first]) => first!.kind === 'list' || first!.kind === 'read');
  const measured: Measured[] = [];
  const measureAll = async (some: typeof cases): Promise<void> => {
    for (const turns of some) {
      const rows = await measure(turns, CONNECTIONS, options);
      rows.forEach((row) => console.log(tableRow(row)));
      measured.push(...rows);
    }
  };
  console.log(`\n${TABLE_HEAD}`);
  await measureAll(reads);
  const plans = options.only.has('list') ? await comparePlans(company, small, large) : [];
  const searched = options.only.has('search') ? await measureSearch(large, company) : [];
  await measureAll(cases.filter((one) => !reads.includes(one)));
  return { measured, plans, searched, startSeconds, memory: sites.memory() };
}

function writeJson(file: string, results: Results & { goals: readonly Goal[]; [setting: string]: unknown }): void {
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...results }, undefined, 2)}\n`);
}
