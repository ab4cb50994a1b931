import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { build, Product } from '../support/product.js';

interface Served {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** What a browser gets besides the API, from the server as `pnpm start` runs it. */
describe('The console and the reference, as they are served', () => {
  let product: Product;
  let postmaster: number;

  beforeAll(async () => {
    build('web');
    product = await Product.make({ withTools: true });
    await product.start();
    postmaster = product.postmaster;
  }, 120_000);
  afterAll(() => product?.remove());

  /** A request that no client unpacks. */
  const fetched = (path: string, headers: Record<string, string> = {}): Promise<Served> =>
    new Promise((resolve, reject) => {
      get(`${product.url}${path}`, { headers, agent: false }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, bytes: Buffer.concat(parts) }),
        );
      }).on('error', reject);
    });
  const text = async (path: string, headers = {}): Promise<string> => (await fetched(path, headers)).bytes.toString();
  /** What a page loads by itself. */
  const loads = (html: string): string[] =>
    [...html.matchAll(/<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  const script = async (): Promise<string> =>
    loads(await text('/', PAGE)).find((one) => one.endsWith('.js') && one.includes('assets'))!;

  test('every address of the console is the page, which is asked for anew each time', async () => {
    const { status, headers, bytes } = await fetched('/', PAGE);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      ...[200, 'text/html; charset=utf-8', 'no-cache'],
    ]);
    expect(bytes.toString()).toContain('<div id="app">');
    for (const path of ['/sales-orders/new', '/link/some-token', '/setup?token=x', '/apis', '/index.html']) {
      expect((await fetched(path, PAGE)).bytes.equals(bytes)).toBe(true);
    }
  });

  test('files with a hash in their name are kept for ever, others are asked for', async () => {
    const hashed = await fetched(await script());
    expect(hashed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      'x-content-type-options': 'nosniff',
    });
    const other = await fetched('/favicon.svg');
    expect([other.headers['cache-control'], other.headers['content-type']]).toEqual(['no-cache', 'image/svg+xml']);
    const again = await fetched('/favicon.svg', { 'if-none-match': other.headers.etag! });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test('what is worth it is packed, as the browser can unpack it', async () => {
    for (const path of [await script(), '/api/openapi.json']) {
      const plain = await fetched(path);
      const gzip = await fetched(path, { 'accept-encoding': 'gzip' });
      const br = await fetched(path, { 'accept-encoding': 'gzip, deflate, br' });
      expect([plain, gzip, br].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip', 'br']);
      expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
      expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
      expect(br.bytes.length).toBeLessThan(plain.bytes.length / 2);
      expect(br.headers.vary).toMatch(/accept-encoding/i);
    }
    expect((await fetched('/api/health', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });

  test('what is missing is a problem, and no page, unless a person asks for a page of the console', async () => {
    for (const path of [
      '/api',
      '/api/nothing',
      '/api/v1/nothing',
      '/api/v2/customers',
      '/api/?x',
      '/api/docs/nothing',
    ]) {
      const { status, headers, bytes } = await fetched(path, PAGE);
      expect([path, status, headers['content-type']]).toEqual([path, 404, 'application/problem+json; charset=utf-8']);
      expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'route.not-found', status: 404 });
    }
    const script = await fetched('/assets/of-yesterday.js', { accept: '*/*' });
    expect([script.status, script.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    for (const path of [
      '/../package.json',
      '/..%2f..%2fserver/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/.hash',
    ]) {
      expect((await fetched(path)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test('the console and the reference load nothing from elsewhere, and their policies say so', async () => {
    const pages = {
      '/': "script-src 'self'",
      '/api/docs': "default-src 'self'",
      '/api/docs/problems': "default-src 'self'",
    };
    for (const [path, policy] of Object.entries(pages)) {
      const { status, headers, bytes } = await fetched(path, PAGE);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-security-policy']).toContain(policy);
      expect(headers['content-security-policy']).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
      // A script in the page itself would not run under the policy.
      expect(bytes.toString()).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
      for (const address of loads(bytes.toString())) {
        expect(address).not.toMatch(/^(https?:)?\/\//);
        expect(
          (await fetched(new URL(address, `${product.url}${path === '/' ? '/' : '/api/docs/'}`).pathname)).status,
        ).toBe(200);
      }
    }
    // The reference brings the description along instead of loading one from some address.
    const start = await text('/api/docs/swagger-ui-init.js');
    expect(/"swaggerDoc": \{\s+"openapi": "3\.1\.0"/.test(start)).toBe(true);
    expect(/"(swaggerUrl|swaggerUrls|validatorUrl|configUrl)"/.test(start)).toBe(false);
    expect((JSON.parse(await text('/api/openapi.json')) as { openapi: string }).openapi).toBe('3.1.0');
    expect(await text('/api/openapi.yaml')).toMatch(/^openapi: 3\.1\.0/);
  });

  test('its PostgreSQL loses nothing that it acknowledged', async () => {
    const database = new pg.Client(product.databaseUrl);
    await database.connect();
    const { rows } = await database.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')`,
    );
    await database.end();
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatchObject({ setting: 'on' });
  });

  test('what runs it ends with it: a signal to `pnpm start` reaches the server and PostgreSQL', async () => {
    expect(await product.end('SIGINT')).toBe(0);
    expect(() => process.kill(postmaster, 0)).toThrow();
    expect(product.postmaster).toBe(0);
  });

  test('a second start finds everything built and takes less than ten seconds', async () => {
    product.said = '';
    const took: number[] = [];
    // On a machine that does much else, the quickest of three tells.
    while (took.length < 3 && !took.some((seconds) => seconds < 10)) {
      const since = performance.now();
      await product.start();
      took.push((performance.now() - since) / 1000);
      await product.end('SIGTERM');
    }
    const seconds = Math.min(...took);
    process.stderr.write(`A second start: ${seconds.toFixed(1)} s\n`);
    expect(product.said).toContain('unchanged, checked');
    expect(product.said).not.toContain(' built in ');
    expect(seconds).toBeLessThan(10);
  });
});
