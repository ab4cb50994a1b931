import { existsSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Milliseconds that processes had a processor, since they began. */
export interface ProcessorTimes {
  readonly client: number;
  readonly server: number;
  readonly postgres: number;
}

/** Linux counts hundredths of a second. */
const TICK_MS = 10;

/** The processor times of this process, of the server and of all processes of PostgreSQL; undefined where the system does not tell. */
export async function processorTimes(
  server: number,
  database: Pick<pg.Client, 'query'>,
): Promise<ProcessorTimes | undefined> {
  if (!existsSync('/proc/self/stat')) return undefined;
  const { rows } = await database.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  const { user, system } = process.cpuUsage();
  const postgres = rows.reduce((total, { pid }) => total + timeOf(pid), 0);
  return { client: (user + system) / 1000, server: timeOf(server), postgres };
}

function timeOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // Behind the name, which stands in brackets: the state, then ten other fields, then user and system time.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
