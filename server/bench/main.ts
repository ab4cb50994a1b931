// The measurements of the performance goals, by name.
import { HELP as NORTHWIND, northwind } from './northwind/run.js';

const HELP = `bench <name> [options]

${NORTHWIND}`;

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === 'northwind' && !words.includes('--help')) return (await northwind(words)) ? 0 : 1;
  console.log(HELP);
  return name === undefined || name === '--help' || words.includes('--help') ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
