import pg from 'pg';
import { runChains } from '../../../bench/northwind/chain.js';
import { proveRun } from '../../../bench/northwind/checks.js';
import { makeCompany, type Company } from '../../../bench/northwind/company.js';
import { Figures } from '../../../bench/support/figures.js';
import { NO_DUMP, northwindFile, readNorthwind } from '../../../bench/northwind/source.js';
import type { Source, SourceOrder } from '../../../bench/northwind/source.js';
import { Random } from '../../support/random.js';
import { pause } from '../../support/statements.js';
import { Installation, type Victim } from './installation.js';
import { PatientApi, type Acknowledged } from './patience.js';

const CLIENTS = 8;
const VICTIMS: readonly Victim[] = ['server', 'database', 'both'];
/** So long at most a server is left alone without its database. */
const TROUBLE_MS = 400;

export interface Measure {
  readonly orders: number;
  readonly crashes: number;
  readonly calmMs: number;
}

const file = northwindFile();
const whereData = file ? describe : describe.skip;

/** Orders become money while server and database are killed at random moments; what was acknowledged stays. */
export function proveCrashes(suite: string, { orders: count, crashes, calmMs }: Measure): void {
  whereData(`Northwind${file ? '' : ` (skipped: ${NO_DUMP})`}`, () => {
    let random: Random;
    let source: Source;
    let orders: SourceOrder[];
    let installation: Installation;
    let api: PatientApi;
    let company: Company;

    beforeAll(async () => {
      random = Random.announced(suite);
      source = readNorthwind(file!);
      orders = random.sample(source.orders, count);
      installation = await Installation.make();
      api = new PatientApi(installation.url, CLIENTS);
      company = await makeCompany(api, installation.setupToken, source, orders);
    }, 120_000);
    afterAll(async () => {
      await api?.close();
      await installation?.remove();
    });

    async function crash(): Promise<string[]> {
      const victim = random.pick(VICTIMS);
      const acknowledged = [...api.acknowledged];
      await installation.kill(victim);
      if (victim === 'database') await pause(random.whole(0, TROUBLE_MS));
      await installation.restart();
      return (await lost(installation, acknowledged)).map((one) => `after ${victim}: ${one}`);
    }

    test('nothing acknowledged is lost, no document is half, and the books are those of the source', async () => {
      const missing: string[] = [];
      let happened = 0;
      let isOver = false;
      const run = runChains(company, orders, CLIENTS, new Figures()).finally(() => (isOver = true));
      while (happened < crashes && !isOver) {
        await pause(random.whole(50, calmMs));
        missing.push(...(await crash()));
        happened += 1;
      }
      const failures = await run;
      expect(happened).toBe(crashes);
      expect([...missing, ...(await lost(installation, api.acknowledged))]).toEqual([]);
      expect(api.repeats).toBeGreaterThan(0);
      expect(api.troubled).toEqual([]);
      const database = new pg.Client(installation.databaseUrl);
      await database.connect();
      const verify = async (): Promise<string[]> => {
        const { ok, output } = await installation.verify();
        return ok ? [] : output.split('\n');
      };
      // That nothing is sent twice is the one thing that a crash takes from its clients.
      const checks = await proveRun({ company, source, orders, failures, database, verify });
      await database.end();
      expect(failures).toEqual([]);
      expect(checks.filter(({ name, ok }) => !ok && !name.includes('nothing retried'))).toEqual([]);
    }, 3_600_000);

    test('a receipt that is lost would show', async () => {
      const database = new pg.Client(installation.databaseUrl);
      await database.connect();
      await database.query(`SET session_replication_role = replica;
        WITH gone AS (DELETE FROM receipt_line RETURNING document_id) DELETE FROM receipt WHERE id IN (SELECT document_id FROM gone)`);
      await database.end();
      expect(await lost(installation, api.acknowledged)).not.toEqual([]);
    });
  });
}

/** Acknowledged writes that the database does not know: neither their record in at least that version, nor their act. */
async function lost({ databaseUrl }: Installation, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('id', 'version')
       GROUP BY table_name HAVING count(*) = 2`,
    );
    const records = tables.map(({ name }) => `SELECT id, version FROM "${name}"`).join(' UNION ALL ');
    const { rows } = await database.query<{ what: string }>(
      `WITH known AS (${records})
       SELECT 'record ' || a.id || ' version ' || a.version AS what FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, version int)
       WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.id = a.id AND k.version >= a.version)
       UNION ALL SELECT 'act on ' || a.id || ' version ' || a.version FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, version int)
       WHERE NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = a.id AND l.record_version = a.version)`,
      [JSON.stringify(acknowledged)],
    );
    return rows.map(({ what }) => what);
  } finally {
    await database.end();
  }
}
