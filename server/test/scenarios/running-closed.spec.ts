import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { Product } from '../support/product.js';

const PATIENCE = 180_000;
const OURS = '/var/lib/guanxi';

const isRoot = process.getuid?.() === 0;
const whereRoot = isRoot ? describe : describe.skip;

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
