import pg from 'pg';
import { Product } from '../support/product.js';
import { pause } from '../support/statements.js';

/** A start on a machine that does much else. */
const PATIENCE = 180_000;

describe('A server that is asked to end', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.make();
    await product.start();
  }, PATIENCE);
  afterAll(() => product?.remove());

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
