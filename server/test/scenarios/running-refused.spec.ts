import { createServer, type Server } from 'node:net';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrateDatabase } from '../../src/app.js';
import { ConfigError } from '../../src/kernel/config/config.js';
import { databaseAt } from '../support/cluster.js';
import { Product, type Environment } from '../support/product.js';

/** A start on a machine that does much else. */
const PATIENCE = 180_000;
const GUANXI_SECRET = 'a secret of tests that is long enough 0123456789';

/** What is wrong with the settings is one sentence that says what to do. The cluster of the tests runs with fsync off. */
describe('A server that does not start', () => {
  let product: Product;
  let busy: Server;

  beforeAll(async () => {
    product = await Product.make();
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(product.port, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    busy?.close();
    await product?.remove();
  });

  const cluster = (): string => process.env['GUANXI_TEST_CLUSTER']!;
  const refusal = async (settings: Environment): Promise<string> => {
    const { code, out, err } = await product.refuse(settings);
    expect([code, out.replace(/^Database brought up to date.*\n/, '')]).toEqual([1, '']);
    expect(err).toMatch(/^[^\n]+\n$/);
    return err.trim();
  };

  test(
    'on a port that is in use',
    async () => {
      expect(await refusal({})).toBe(
        `Port ${product.port} of 127.0.0.1 is in use. Stop the program that has it (another Guanxi, perhaps), or set PORT to another one.`,
      );
      expect(product.postmaster).toBe(0);
    },
    PATIENCE,
  );

  test('in a data folder that cannot be written', async () => {
    const file = join(dirname(product.dataDir), 'file');
    writeFileSync(file, '');
    expect(await refusal({ GUANXI_DATA_DIR: join(file, 'data') })).toBe(
      `The data folder ${file}/data cannot be written (ENOTDIR). Give this user the right to write there, or set GUANXI_DATA_DIR to another folder.`,
    );
  });

  test('with a secret that is too weak', async () => {
    expect(await refusal({ GUANXI_SECRET: 'short' })).toBe(
      'GUANXI_SECRET is too weak: use at least 32 random characters.',
    );
  });

  test(
    'on a PostgreSQL that does not answer',
    async () => {
      expect(await refusal({ DATABASE_URL: 'postgres://guanxi:x@127.0.0.1:1/guanxi', GUANXI_SECRET })).toBe(
        'The database at 127.0.0.1:1/guanxi does not answer (ECONNREFUSED). Start it, or correct DATABASE_URL.',
      );
    },
    PATIENCE,
  );

  test('on a PostgreSQL that does not know the user, or has no such database', async () => {
    const { host } = new URL(cluster());
    const wrong = new URL(cluster());
    wrong.password = 'wrong';
    await expect(migrateDatabase(wrong.href)).rejects.toThrow(
      new ConfigError(`The database at ${host}/postgres refuses the user or the password. Correct DATABASE_URL.`),
    );
    await expect(migrateDatabase(databaseAt(cluster(), 'nothing'))).rejects.toThrow(
      new ConfigError(
        `There is no such database at ${host}/nothing. Create it (docs/operations.md), or correct DATABASE_URL.`,
      ),
    );
  });

  test(
    'on a PostgreSQL that can lose what it acknowledged',
    async () => {
      expect(await refusal({ DATABASE_URL: cluster(), GUANXI_SECRET })).toBe(
        'The database runs with fsync = off and can lose acknowledged work. Turn it on and start again.',
      );
    },
    PATIENCE,
  );
});
