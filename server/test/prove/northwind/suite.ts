import { runChains } from '../../../bench/northwind/chain.js';
import { proveRun } from '../../../bench/northwind/checks.js';
import { makeCompany, type Company } from '../../../bench/northwind/company.js';
import { Figures } from '../../../bench/support/figures.js';
import { inDatabase } from '../../../bench/support/in-database.js';
import { NO_DUMP, northwindFile, readNorthwind } from '../../../bench/northwind/source.js';
import type { Source, SourceOrder } from '../../../bench/northwind/source.js';
import { isDeep, Random } from '../../support/random.js';
import { pause } from '../../support/statements.js';
import { Installation, type Victim } from './installation.js';
import { lost, tamper } from './ledger.js';
import { PatientApi } from './patience.js';

const CLIENTS = 8;
const VICTIMS: readonly Victim[] = ['server', 'database', 'both'];
/** So long at most a server is left alone without its database before it is killed too. */
const TROUBLE_MS = 400;
/** In so many of the cases in which the database dies, its server lives on. */
const SURVIVES = 0.5;

export interface Measure {
  readonly orders: number;
  readonly crashes: number;
  readonly calmMs: number;
  /** After this share of the crashes the books are proved at once; it takes longer than the crash. */
  readonly proved: number;
}

const file = northwindFile();
// Who asks for everything is told that this was not to be had.
const whereData = file || isDeep ? describe : describe.skip;

/** Orders become money while server and database are killed at random moments; what was acknowledged stays. */
export function proveCrashes(suite: string, { orders: count, crashes, calmMs, proved }: Measure): void {
  whereData(`Northwind${file ? '' : ` (skipped: ${NO_DUMP})`}`, () => {
    let random: Random;
    let source: Source;
    let orders: SourceOrder[];
    let installation: Installation;
    let api: PatientApi;
    let company: Company;
    let survived = 0;

    beforeAll(async () => {
      random = Random.announced(suite);
      if (!file) throw new Error(NO_DUMP);
      source = readNorthwind(file);
      orders = random.sample(source.orders, count);
      installation = await Installation.make();
      api = new PatientApi(installation.url, CLIENTS);
      company = await makeCompany(api, installation.setupToken, source, orders);
    }, 120_000);
    afterAll(async () => {
      await api?.close();
      await installation?.remove();
    });

    /** What is wrong after a crash, with the clients at work again: something is lost, or the books are not right. */
    async function crash(): Promise<string[]> {
      const victim = random.pick(VICTIMS);
      const survives = victim === 'database' && random.chance(SURVIVES);
      const acknowledged = [...api.acknowledged];
      await installation.kill(victim);
      if (survives) survived += 1;
      if (victim === 'database' && !survives) await pause(random.whole(0, TROUBLE_MS));
      await (survives ? installation.recovered() : installation.restart());
      const wrong = await lost(installation.databaseUrl, acknowledged);
      if (random.chance(proved)) wrong.push(...(await differences()));
      return wrong.map((one) => `after ${victim}${survives ? ', whose server lives' : ''}: ${one}`);
    }

    /** What `verify` says of the books while the clients work on: all of its checks see the same instant. */
    async function differences(): Promise<string[]> {
      const books = await company.admin.create<{ differences: object[] }>('system/audit-logs/books');
      return books.differences.map((one) => JSON.stringify(one));
    }

    async function verify(): Promise<string[]> {
      const { ok, output } = await installation.verify();
      return ok ? [] : output.split('\n');
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
      expect([...missing, ...(await lost(installation.databaseUrl, api.acknowledged))]).toEqual([]);
      if (crashes > 20) expect(survived).toBeGreaterThan(0);
      expect(api.repeats).toBeGreaterThan(0);
      expect(api.troubled).toEqual([]);
      // That nothing is sent twice is the one thing that a crash takes from its clients.
      const checks = await inDatabase(installation.databaseUrl, (database) =>
        proveRun({ company, source, orders, failures, database, verify }),
      );
      expect(failures).toEqual([]);
      expect(checks.filter(({ name, ok }) => !ok && !name.includes('nothing retried'))).toEqual([]);
    }, 3_600_000);

    test('an act that is not noted would show, and so would half a document and a receipt that is lost', async () => {
      const { databaseUrl } = installation;
      expect(await differences()).toEqual([]);
      const last = api.acknowledged.at(-1)!;
      await tamper(
        databaseUrl,
        `DELETE FROM audit_log WHERE record_id = '${last.id}' AND record_version = ${last.version}`,
      );
      expect(await lost(databaseUrl, api.acknowledged)).toEqual([`act on ${last.id} version ${last.version}`]);
      await tamper(databaseUrl, 'DELETE FROM delivery_line WHERE id = (SELECT id FROM delivery_line LIMIT 1)');
      expect((await differences()).join()).toMatch(/delivery/);
      await tamper(
        databaseUrl,
        'WITH gone AS (DELETE FROM receipt_line RETURNING document_id) DELETE FROM receipt WHERE id IN (SELECT document_id FROM gone)',
      );
      expect((await lost(databaseUrl, api.acknowledged)).join()).toMatch(/record /);
    });
  });
}
