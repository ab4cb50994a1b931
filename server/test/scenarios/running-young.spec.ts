import { build, Product } from '../support/product.js';

const REQUESTS = 3000;
const AT_ONCE = 16;
/** V8 counts what is alive of what a line of code makes. */
const COUNTS = 'pretenuring:';
const COLLECTS = 'Scavenge';

/** V8 itself says what it does with memory. */
describe('What requests make', () => {
  let product: Product;

  beforeAll(async () => {
    build('server');
    product = await Product.make({ options: ['--trace-pretenuring-statistics', '--trace-gc'] });
    await product.start();
  }, 120_000);
  afterAll(() => product?.remove());

  const ask = async (times: number): Promise<void> => {
    for (let left = times; left > 0; left -= 1) await (await fetch(`${product.url}/api/health`)).text();
  };

  test('is not made old, whatever is alive of it when it is counted', async () => {
    await ask(1);
    const atStart = product.said;
    await Promise.all(Array.from({ length: AT_ONCE }, () => ask(REQUESTS / AT_ONCE)));
    const since = product.said.slice(atStart.length);
    expect(atStart).toContain(COUNTS);
    expect(since).toContain(COLLECTS);
    expect(since).not.toContain(COUNTS);
  }, 60_000);
});
