// The measurements of the performance goals, by name.
import { api, HELP as API } from './api/run.js';
import { HELP as NORTHWIND, northwind } from './northwind/run.js';

const MEASUREMENTS = new Map([
  ['northwind', { run: northwind, help: NORTHWIND }],
  ['api', { run: api, help: API }],
]);

const HELP = `bench <name> [options]

${[...MEASUREMENTS.values()].map(({ help }) => help).join('\n\n')}`;

async function main([name, ...words]: readonly string[]): Promise<number> {
  const chosen = MEASUREMENTS.get(name ?? '');
  if (chosen && !words.includes('--help')) return (await chosen.run(words)) ? 0 : 1;
  console.log(chosen?.help ?? HELP);
  return chosen || name === undefined || name === '--help' ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
