import { Product } from '../support/product.js';
import { Random } from '../support/random.js';
import { pause } from '../support/statements.js';

const PATIENCE = 180_000;

/** A server that loses its database starts it again; killed at that moment, it leaves one behind that is about to run. */
describe('A server that is killed while it starts its database again', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.make();
    await product.start();
  }, PATIENCE);
  afterAll(() => product?.remove());

  test(
    'starts again at once, whatever it left behind',
    async () => {
      const random = Random.announced('Orphans');
      for (let time = 0; time < 6; time += 1) {
        process.kill(product.postmaster, 'SIGKILL');
        await pause(random.whole(80, 300));
        await product.end('SIGKILL');
        await product.start();
        const { status } = await fetch(`${product.url}/api/health`);
        expect(status).toBe(200);
      }
    },
    PATIENCE,
  );
});
