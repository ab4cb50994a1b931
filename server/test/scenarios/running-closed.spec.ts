import { rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { reachable } from '../../src/kernel/db/embedded/account.js';
import { Product } from '../support/product.js';

const PATIENCE = 180_000;
const OURS = '/var/lib/guanxi';
const NOBODY = { uid: 65_534, gid: 65_534 };

const isRoot = process.getuid?.() === 0;
const whereRoot = isRoot ? describe : describe.skip;
/** Whether this checkout and its Node can be run by others. */
const othersMay = isRoot && [process.execPath, import.meta.dirname].every(reachable);
const whereOthersMay = othersMay ? describe : describe.skip;

/** Root runs PostgreSQL as another user, who cannot reach what lies in root's home. */
whereRoot(`A server in a folder closed to others${isRoot ? '' : ' (skipped: only root is in need of it)'}`, () => {
  let product: Product;
  /** What was made for it outside of its folder. */
  let made: string[] = [];

  beforeAll(async () => {
    product = await Product.makeClosed();
  });
  afterAll(async () => {
    await product?.remove();
    for (const folder of made) rmSync(folder, { recursive: true });
  });

  async function foldersOfPostgres(): Promise<string[]> {
    const database = new pg.Client(product.databaseUrl);
    await database.connect();
    const { rows } = await database.query<{ folder: string }>(
      `SELECT setting AS folder FROM pg_config WHERE name = 'BINDIR' UNION ALL SELECT current_setting('data_directory')`,
    );
    await database.end();
    return rows.map(({ folder }) => dirname(folder));
  }

  test(
    'starts and keeps its data, with programs and database where PostgreSQL reaches them',
    async () => {
      await product.start();
      const folders = await foldersOfPostgres();
      made = folders.filter((folder) => dirname(folder) === OURS);
      expect(folders).toEqual(made);
      expect(await product.end('SIGTERM')).toBe(0);
      product.said = '';
      await product.start();
      expect(product.said).not.toContain('Database brought up to date');
      expect(await foldersOfPostgres()).toEqual(folders);
      expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    },
    PATIENCE,
  );
});

/** All other tests may be those of root, who does for PostgreSQL what nobody else needs. */
whereOthersMay(`A server that an ordinary user starts${othersMay ? '' : ' (skipped: only root can try it)'}`, () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.makeFor(NOBODY);
  });
  afterAll(() => product?.remove());

  test(
    'serves, with a database of the same user, and ends with it',
    async () => {
      await product.start();
      expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
      for (const folder of [product.dataDir, join(product.dataDir, 'postgres')])
        expect(statSync(folder)).toMatchObject(NOBODY);
      expect(await product.end('SIGTERM')).toBe(0);
      expect(product.postmaster).toBe(0);
    },
    PATIENCE,
  );
});
