import { Client } from 'undici';
import { exchange, type Call } from './exchange.js';
import { percentile, sorted } from './figures.js';

/** Makes the next request; undefined when there is nothing left to ask for. */
export type Supply = () => Call | undefined;

/** What a server did in a while. */
export interface Burst {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** What was not answered as it should be, with how often. */
  readonly refused: Readonly<Record<string, number>>;
}

const AGREED = 300;
const SHOWN = 300;

/**
 * Asks a server over so many connections, one request at a time on each, until the time is over or there is nothing left.
 * Requests in flight at the end are waited for and count.
 */
export async function burst(origin: string, connections: number, seconds: number, next: Supply): Promise<Burst> {
  const times: number[] = [];
  const refused: Record<string, number> = {};
  const clients = Array.from({ length: connections }, () => new Client(origin));
  const started = performance.now();
  const end = started + seconds * 1000;
  const ask = async (client: Client): Promise<void> => {
    for (let call = next(); call && performance.now() < end; call = next()) {
      const sent = performance.now();
      const problem = await send(client, call);
      times.push(performance.now() - sent);
      if (problem !== undefined) refused[problem] = (refused[problem] ?? 0) + 1;
    }
  };
  await Promise.all(clients.map(ask));
  const elapsed = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  const ascending = sorted(times);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(ascending, share)) as [number, number, number];
  return { requests: times.length, perSecond: times.length / elapsed, p50, p95, p99, refused };
}

/** Answers what is wrong with the answer. */
async function send(client: Client, call: Call): Promise<string | undefined> {
  const { status, text } = await exchange(client, call, (answered) => answered >= AGREED);
  return status < AGREED ? undefined : problemOf(status, text);
}

/** Code of a problem document, or the beginning of whatever came. */
const problemOf = (status: number, text: string): string =>
  `${status} ${/"code":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, SHOWN)}`;
