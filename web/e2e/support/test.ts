// Stories import `test` and `expect` from here.
import { test as base, expect } from '@playwright/test';
import { startProduct } from '../../../tools/lib/product.js';
import { Complaints } from './complaints.js';

export { expect };
export { expectAccessible } from './accessible.js';

interface Installation {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  url: string;
  /** Where the first administrator is created; works once. */
  setupUrl: string;
}

interface Fixtures {
  /** What the browser complained about. The test fails in the end unless the complaint was expected. */
  complaints: Complaints;
}

interface WorkerFixtures {
  /**
   * The installation that the stories of one worker share, empty at first. A file that wants one for itself says
   * `test.use({ installationOf: 'its own name' })`.
   */
  installation: Installation;
  installationOf: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  installationOf: ['all', { option: true, scope: 'worker' }],

  installation: [
    async ({ installationOf: _ }, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: async ({ installation }, use) => use(installation.url),

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      expect(complaints.unexpected(), 'errors in the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
});
