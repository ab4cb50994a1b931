import { Product } from '../support/product.js';

const PATIENCE = 180_000;

/** A company to look around in, made without a browser. */
describe('guanxi seed', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.make();
  });
  afterAll(() => product?.remove());

  test(
    'fills an empty database with a demo company whose books are right, and prints the way in',
    async () => {
      const seeded = await product.run(['seed']);
      expect(seeded).toMatchObject({
        code: 0,
        out: expect.stringMatching(new RegExp(`^${product.url}/link/[\\w-]+\n$`)),
      });
      const proved = await product.run(['verify']);
      expect([proved.code, proved.out]).toEqual([0, expect.stringMatching(/^audit chain +ok/m)]);
      await product.start();
      const link = await fetch(seeded.out.trim().replace('/link/', '/api/v1/auth/links/'));
      expect(link.status).toBe(200);
      expect(product.setupToken).toBe('');
      expect((await product.run(['seed'])).code).toBe(1);
    },
    PATIENCE,
  );
});
