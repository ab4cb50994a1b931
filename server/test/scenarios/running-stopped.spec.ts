import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { Product, type Ended } from '../support/product.js';
import { pause, until } from '../support/statements.js';

/** A start on a machine that does much else. */
const PATIENCE = 180_000;

describe('A server that is asked to end', () => {
  let product: Product;
  let headers: Record<string, string>;

  const send = async (path: string, body: object, headers = {}): Promise<Record<string, string>> => {
    const asked = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    return (await (await fetch(`${product.url}/api/v1/${path}`, asked)).json()) as Record<string, string>;
  };
  async function query(text: string, values: unknown[] = []): Promise<unknown[]> {
    const database = new pg.Client(product.databaseUrl);
    await database.connect();
    const { rows } = await database.query<Record<string, unknown>>(text, values);
    await database.end();
    return rows;
  }

  beforeAll(async () => {
    product = await Product.make();
    await product.start();
    await until('the link', () => product.setupToken !== '');
    const { accessToken } = await send('auth/setup', {
      token: product.setupToken,
      company: {
        ...{ name: 'Yunqi Trading', country: 'CN', timeZone: 'Asia/Shanghai', language: 'en', baseCurrency: 'CNY' },
        ...{ preset: 'trading', content: 'empty' },
      },
      administrator: { name: 'Zhou Min', login: 'zhou', password: 'correct-horse-1' },
      second: { name: 'Wang Liqun', login: 'wang' },
    });
    headers = { authorization: `Bearer ${accessToken}` };
  }, PATIENCE);
  afterAll(() => product?.remove());

  test(
    'has told the head of the audit chain to its log, once, as the database has it',
    async () => {
      const told = (): { position: number; seal: string | undefined }[] =>
        [...product.said.matchAll(/audit chain: act (\d+) has the seal (\w+)/g)].map(([, position, seal]) => ({
          position: Number(position),
          seal,
        }));
      await until('the head of the chain', () => told().length > 0);
      await send('customers', { name: 'Sealed later' }, headers);
      await until('the seal', async () => (await query('SELECT 1 FROM outbox')).length === 0);
      const head = 'SELECT position, seal FROM change WHERE position = $1';
      expect(await query(head, [told()[0]!.position])).toEqual(told());
    },
    PATIENCE,
  );

  test(
    'proves that the chain still has each head that it told',
    async () => {
      const file = join(dirname(product.dataDir), 'said.log');
      const verified = async (said: string): Promise<Ended> => {
        await writeFile(file, said);
        return product.run(['verify', '--heads', file]);
      };
      expect(await verified(product.said)).toMatchObject({ code: 0, out: expect.stringMatching(/^audit heads +ok/m) });
      const other = product.said.replace(/(act \d+ has the seal) \w{8}/, '$1 00000000');
      const lost = await verified(other.replace(/act \d+/, 'act 7654321'));
      expect(lost.out).toMatch(/^U1 {2}act 7654321: expected the seal 0{8}\w+, found no such act$/m);
      expect(await verified(other)).toMatchObject({
        code: 1,
        out: expect.stringMatching(/^U1 {2}act \d+: expected the seal 0{8}\w+, found the seal \w+$/m),
      });
      expect(await verified('Guanxi is ready')).toMatchObject({
        ...{ code: 1, out: '', err: expect.stringContaining('No line of') },
      });
    },
    PATIENCE,
  );

  test(
    'notes who looked at what in its last moment, and once',
    async () => {
      const { id } = await send('customers', { name: 'Looked at last' }, headers);
      for (let n = 0; n < 2; n += 1) await fetch(`${product.url}/api/v1/customers/${id}`, { headers });
      expect(await product.end('SIGTERM')).toBe(0);
      await product.start();
      const views = `SELECT count(*)::int AS views FROM audit_log WHERE record_id = $1 AND action = 'view'`;
      expect(await query(views, [id])).toEqual([{ views: 1 }]);
    },
    PATIENCE,
  );

  test(
    'answers what it is serving, and takes nothing new',
    async () => {
      const database = new pg.Client(product.databaseUrl);
      await database.connect();
      await database.query('BEGIN; LOCK TABLE login_attempt');
      const body = JSON.stringify({ login: 'nobody', password: 'not this one' });
      const headers = { 'content-type': 'application/json' };
      const served = fetch(`${product.url}/api/v1/auth/sign-in`, { method: 'POST', headers, body });
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
      // What is going on is seen once per transaction, unless one asks to look again.
      while ((await database.query(waiting)).rowCount === 0) {
        await pause(10);
        await database.query('SELECT pg_stat_clear_snapshot()');
      }
      product.signal('SIGTERM');
      while (
        await fetch(`${product.url}/api/health`).then(
          () => true,
          () => false,
        )
      )
        await pause(10);
      await database.query('COMMIT');
      await database.end();
      expect((await served).status).toBe(401);
      expect(await product.ended()).toBe(0);
    },
    PATIENCE,
  );
});
