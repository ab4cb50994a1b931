import { spawn } from 'node:child_process';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pause, until } from '../support/statements.js';
import { Product } from '../support/product.js';

/** A start on a machine that does much else. */
const PATIENCE = 180_000;
const PASSWORD = 'correct-horse-1';
const COMPANY = {
  ...{ name: 'Yunqi Trading', country: 'CN', timeZone: 'Asia/Shanghai', language: 'zh-CN' },
  ...{ baseCurrency: 'CNY', preset: 'trading', content: 'empty' },
};
const PEOPLE = {
  administrator: { name: 'Zhou Min', login: 'zhou', password: PASSWORD },
  second: { name: 'Wang Liqun', login: 'wang' },
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Who has ended keeps the number until the machine's first process has taken note, on some a second later. */
const ended = (pid: number): Promise<void> => until(`process ${pid} to end`, () => !isAlive(pid));

/** One installation, from its first start on; each test goes on where the one before it stopped. */
describe('The server as a process', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.make();
  });
  afterAll(() => product?.remove());

  const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${product.url}/api/v1/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
    });
  const setUp = (link: { token?: string }): Promise<Response> =>
    post('auth/setup', { ...link, company: COMPANY, ...PEOPLE });
  const health = async (): Promise<[number, Record<string, unknown>]> => {
    const answer = await fetch(`${product.url}/api/health`, { headers: { 'accept-language': 'en' } });
    return [answer.status, (await answer.json()) as Record<string, unknown>];
  };
  const isWell = async (): Promise<boolean> => (await health())[0] === 200;
  const signedIn = (): Promise<Response> => post('auth/sign-in', { login: 'zhou', password: PASSWORD });
  const signIn = async (): Promise<number> => (await signedIn()).status;

  /** Starts a program as the user of PostgreSQL, who gets a number that PostgreSQL had before. */
  const stranger = (): { pid: number; end: () => void } => {
    const { uid, gid } = statSync(join(product.dataDir, 'postgres'));
    const account = process.getuid?.() === 0 ? { uid, gid } : {};
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { ...account, stdio: 'ignore' });
    return { pid: child.pid!, end: () => void child.kill('SIGKILL') };
  };

  test(
    'commands that only look, or let somebody in, refuse a database that is behind and leave it as it is',
    async () => {
      for (const words of [['verify'], ['user', 'link', 'zhou']]) {
        expect(await product.run(words)).toEqual({
          ...{ code: 1, out: '' },
          err: 'The database is older than this program. Bring it up to date by "guanxi migrate" or by starting the server, and try again.\n',
        });
      }
    },
    PATIENCE,
  );

  test(
    'the command line works without the server, and leaves no PostgreSQL behind',
    async () => {
      const { code, out } = await product.run(['migrate']);
      expect([code, out]).toEqual([0, expect.stringMatching(/^Ran Tables/)]);
      expect(product.postmaster).toBe(0);
    },
    PATIENCE,
  );

  test(
    'the first start prints its address and the link to the set-up',
    async () => {
      await product.start();
      await until('the link', () => product.setupToken !== '');
      expect(product.said).toContain(`Guanxi is ready at ${product.url}\n`);
      expect(product.said).toContain(`Create the first administrator: ${product.url}/setup?token=`);
      expect(await health()).toEqual([200, { status: 'ok' }]);
    },
    PATIENCE,
  );

  test('a client that sends ten megabytes before it reads is told that they are too many', async () => {
    for (let time = 0; time < 3; time += 1) {
      const answer = await post('auth/sign-in', { login: 'zhou', password: 'x'.repeat(10_000_000) });
      expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'request.too-large' }]);
    }
  });

  test(
    'no company is made by whoever has no link, or that of an earlier start; the last one makes it',
    async () => {
      const earlier = product.setupToken;
      await product.end('SIGTERM');
      await product.start();
      await until('another link', () => product.setupToken !== earlier);
      const links = [{}, { token: 'made-up' }, { token: earlier }];
      const refusals = await Promise.all(links.map(async (link) => (await setUp(link)).json()));
      expect(refusals).toMatchObject(['request.invalid', 'auth.link', 'auth.link'].map((code) => ({ code })));
      const database = new pg.Client(product.databaseUrl);
      await database.connect();
      expect((await database.query('SELECT 1 FROM company')).rows).toEqual([]);
      await database.end();
      expect((await setUp({ token: product.setupToken })).status).toBe(201);
    },
    PATIENCE,
  );

  test(
    'a second start on the same data is refused, and says who is there and what to do',
    async () => {
      const holder = readFileSync(join(product.dataDir, 'guanxi.pid'), 'utf8');
      expect(await product.refuse({ PORT: '0' })).toEqual({
        ...{ code: 1, out: '' },
        err: `Guanxi already runs on ${product.dataDir} (process ${holder}). Stop it first, or set GUANXI_DATA_DIR to another folder.\n`,
      });
      expect(await isWell()).toBe(true);
    },
    PATIENCE,
  );

  test(
    'the command line works beside the server',
    async () => {
      const { code, out } = await product.run(['verify']);
      expect([code, out.split('\n')]).toEqual([0, expect.arrayContaining([expect.stringMatching(/^audit chain +ok/)])]);
      const link = await product.run(['user', 'link', 'Zhou']);
      expect(link).toMatchObject({
        code: 0,
        out: expect.stringMatching(new RegExp(`^${product.url}/link/[\\w-]+\n$`)),
      });
      expect((await fetch(link.out.trim().replace('/link/', '/api/v1/auth/links/'))).status).toBe(200);
      expect(await product.run(['seed'])).toEqual({
        ...{ code: 1, out: '', err: 'There is a company already; a demo company needs an empty database.\n' },
      });
    },
    PATIENCE,
  );

  test(
    'a link of the command line stands in the audit log, and is for nobody who may not sign in',
    async () => {
      const { accessToken } = (await (await signedIn()).json()) as { accessToken: string };
      const headers = { authorization: `Bearer ${accessToken}` };
      const made = await post('system/users', { name: 'Sun Qian', login: 'sun', roleIds: [] }, headers);
      const { id } = (await made.json()) as { id: string };
      expect((await product.run(['user', 'link', 'sun'])).code).toBe(0);
      const audit = await fetch(`${product.url}/api/v1/system/audit-logs?action=link&recordId=${id}`, { headers });
      expect(await audit.json()).toMatchObject({ items: [{ recordType: 'user', actor: null }] });
      expect((await post(`system/users/${id}/deactivate`, {}, { ...headers, 'if-match': '*' })).status).toBe(200);
      expect(await product.run(['user', 'link', 'Sun'])).toEqual({
        ...{ code: 1, out: '' },
        err: 'The user "Sun" is inactive or archived, and a link would let nobody in. Let an administrator activate or restore them first.\n',
      });
      expect((await product.run(['verify'])).code).toBe(0);
    },
    PATIENCE,
  );

  test(
    'words that the command line does not understand are refused with those that it does',
    async () => {
      const { code, out, err } = await product.run(['user', 'lock', 'zhou']);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(/^There is no command "user lock zhou"\. These are understood:\n\nguanxi <command>\n/);
    },
    PATIENCE,
  );

  test(
    'PostgreSQL that is killed is started again in place, and nothing is lost',
    async () => {
      const killed = product.postmaster;
      process.kill(killed, 'SIGKILL');
      await until('the recovery', async () => product.postmaster !== killed && (await isWell()));
      expect(product.said).toContain('The database ended by itself and is started again');
      expect(await signIn()).toBe(200);
    },
    PATIENCE,
  );

  test(
    'PostgreSQL that cannot be started again is missed, and ends the server with a sentence and a failure',
    async () => {
      const control = join(product.dataDir, 'postgres', 'global', 'pg_control');
      renameSync(control, `${control}.away`);
      process.kill(product.postmaster, 'SIGKILL');
      await until('the loss', async () => !(await isWell()));
      expect(await health()).toEqual([
        503,
        expect.objectContaining({
          code: 'server.unavailable',
          detail: 'The database cannot be reached; try again in a moment',
        }),
      ]);
      expect(await product.ended()).toBe(1);
      renameSync(`${control}.away`, control);
      expect(product.said).toMatch(
        /The database ended 6 times within 10 minutes and is not started again\. See to its last words, .*pg_control/,
      );
    },
    PATIENCE,
  );

  test(
    'numbers of killed processes that others have got since keep nobody from starting, and harm nobody',
    async () => {
      const { pid, end } = stranger();
      const status = join(product.dataDir, 'postgres', 'postmaster.pid');
      const [, ...rest] = readFileSync(status, 'utf8').split('\n');
      writeFileSync(status, [String(pid), ...rest].join('\n'));
      writeFileSync(join(product.dataDir, 'guanxi.pid'), String(process.pid));
      try {
        await product.start();
        expect(await signIn()).toBe(200);
        expect(isAlive(pid)).toBe(true);
      } finally {
        end();
      }
    },
    PATIENCE,
  );

  test(
    'a server that is killed starts again with its data, and ends the PostgreSQL that it left behind',
    async () => {
      const orphan = product.postmaster;
      expect(await product.end('SIGKILL')).toBe('SIGKILL');
      expect(isAlive(orphan)).toBe(true);
      product.said = '';
      await product.start({ HOST: '0.0.0.0' });
      await ended(orphan);
      expect(await signIn()).toBe(200);
      expect(product.setupToken).toBe('');
    },
    PATIENCE,
  );

  test(
    'on every interface it says where colleagues reach it',
    async () => {
      const addresses = [...product.said.matchAll(/Guanxi is ready at (.+)/g)].map(([, address]) => address);
      expect(addresses[0]).toBe(product.url);
      for (const address of addresses) expect((await fetch(`${address}/api/health`)).status).toBe(200);
    },
    PATIENCE,
  );

  test(
    'Ctrl-C ends it cleanly within seconds, PostgreSQL too, however often it is pressed',
    async () => {
      const { postmaster } = product;
      const since = Date.now();
      product.signal('SIGINT');
      await pause(20);
      product.signal('SIGINT');
      expect(await product.end('SIGINT')).toBe(0);
      expect(Date.now() - since).toBeLessThan(15_000);
      await ended(postmaster);
      // PostgreSQL takes its own file away when it has ended as it should.
      expect(product.postmaster).toBe(0);
    },
    PATIENCE,
  );
});
