import { createServer, type Server } from 'node:net';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { databaseAt } from '../support/cluster.js';
import { Product, type Environment } from '../support/product.js';

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

  test('on a port that is in use', async () => {
    expect(await refusal({})).toBe(
      `Port ${product.port} of 127.0.0.1 is in use. Stop the program that has it (another Guanxi, perhaps), or set PORT to another one.`,
    );
    expect(product.postmaster).toBe(0);
  });

  test('at an address that is not of this machine', async () => {
    expect(await refusal({ HOST: 'nowhere.invalid', PORT: '0' })).toBe(
      'HOST is nowhere.invalid, which is no address of this machine. Set it to 127.0.0.1, or to 0.0.0.0 for every interface.',
    );
  });

  test('in a data folder that cannot be written', async () => {
    const file = join(dirname(product.dataDir), 'file');
    writeFileSync(file, '');
    expect(await refusal({ GUANXI_DATA_DIR: join(file, 'data') })).toBe(
      `The data folder ${file}/data cannot be written (ENOTDIR). Give this user the right to write there, or set GUANXI_DATA_DIR to another folder.`,
    );
  });

  test('with a secret that is too weak, or without one beside a PostgreSQL of its own', async () => {
    expect(await refusal({ GUANXI_SECRET: 'short' })).toBe(
      'GUANXI_SECRET is too weak: use at least 32 random characters.',
    );
    expect(await refusal({ DATABASE_URL: cluster() })).toMatch(/^GUANXI_SECRET is required with DATABASE_URL/);
  });

  test('on a PostgreSQL that does not answer, does not know the user, or has no such database', async () => {
    const at = (url: string): Promise<string> => refusal({ DATABASE_URL: url, GUANXI_SECRET });
    const { host } = new URL(cluster());
    const wrong = new URL(cluster());
    wrong.password = 'wrong';
    expect(await at('postgres://guanxi:x@127.0.0.1:1/guanxi')).toBe(
      'The database at 127.0.0.1:1/guanxi does not answer (ECONNREFUSED). Start it, or correct DATABASE_URL.',
    );
    expect(await at(wrong.href)).toBe(
      `The database at ${host}/postgres refuses the user or the password. Correct DATABASE_URL.`,
    );
    expect(await at(databaseAt(cluster(), 'nothing'))).toBe(
      `There is no such database at ${host}/nothing. Create it (docs/operations.md), or correct DATABASE_URL.`,
    );
  });

  test('on a PostgreSQL that can lose what it acknowledged', async () => {
    expect(await refusal({ DATABASE_URL: cluster(), GUANXI_SECRET })).toBe(
      'The database runs with fsync = off and can lose acknowledged work. Turn it on and start again.',
    );
  });
});
