import { workerData } from 'node:worker_threads';
import pg from 'pg';
import { BATCH, insertBatch, type Population } from './customers.js';
import { Names, namesFile } from './names.js';

/** Every so-many-th batch is this worker's. */
export interface Share {
  readonly url: string;
  readonly population: Population;
  readonly first: number;
  readonly step: number;
}

const { url, population, first, step } = workerData as Share;
const database = new pg.Client(url);
await database.connect();
// The owners exist: the foreign keys need not look each of them up.
await database.query(`SET session_replication_role = replica`);
await database.query('SET synchronous_commit = off');
const names = new Names(namesFile());
for (let batch = first; batch * BATCH < population.total; batch += step)
  await insertBatch(database, names, population, batch);
await database.end();
