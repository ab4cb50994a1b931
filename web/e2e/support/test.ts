// Stories import `test` and `expect` from here.
import { test as base, expect, type BrowserContext } from '@playwright/test';
import { startProduct } from '../../../tools/lib/product.js';
import { companyOf, PASSWORD, type Company, type Person } from './company';
import { Complaints } from './complaints';
import { Desk } from './desk';
import { found } from './founded';
import { wordsOf, type Words } from './words';

export { expect };
export { expectAccessible } from './accessible';

interface Installation {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  url: string;
  /** Where the first administrator is created; works once. */
  setupUrl: string;
}

interface Fixtures {
  /** What is written on the pages, in the language of the project. */
  words: Words;
  company: Company;
  /** Founds the company, empty, in the language of the project, for a story that begins after its set-up. */
  founded: () => ReturnType<typeof found>;
  /** A desk in a browser of its own: of a person who is signed in, or of a stranger. */
  deskOf: (person?: Person) => Promise<Desk>;
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

  words: async ({ locale }, use) => use(wordsOf(locale)),
  company: async ({ locale }, use) => use(companyOf(locale)),
  founded: async ({ installation, company, locale }, use) =>
    use(() => found(installation, company, locale?.startsWith('zh') ? 'zh-CN' : 'en')),

  deskOf: async ({ browser, complaints, words }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person) => {
      const context = await browser.newContext();
      contexts.push(context);
      complaints.watch(context);
      const data = { login: person?.login, password: PASSWORD };
      if (person) expect((await context.request.post('/api/v1/auth/sign-in', { data })).status()).toBe(200);
      return new Desk(await context.newPage(), words);
    });
    for (const context of contexts) await context.close();
  },

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
