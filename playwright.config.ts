import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/lib/chromium.js';

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  // A test browser talks to nobody but the product.
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // How people in an office open the console: at a name that is no localhost.
  '--host-resolver-rules=MAP office.test 127.0.0.1',
];
const browser = await findChromium();

// The road from set-up to cash is walked in each language and at each width, every other story once. By `pnpm prove`
// everything is told in each language at each width, unless a story says itself where it is told.
const isDeep = process.env['GUANXI_DEEP'] === '1';
const onPhones = ['field-rules', 'manners', 'pages'].map((name) => `**/${name}.story.ts`);
const onDesktops = ['account', 'mentions', 'merging', 'office', 'settling', 'writing'].map(
  (name) => `**/${name}.story.ts`,
);
const leftOut = (isTold: boolean, elsewhere: string[]): string[] => (isDeep ? [] : isTold ? elsewhere : ['**']);

export default defineConfig({
  testDir: 'web/e2e',
  testMatch: '**/*.story.ts',
  outputDir: 'test-results',
  // Each worker has an installation of its own; a story's tests follow each other on it.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    actionTimeout: 20_000,
    timezoneId: 'Asia/Shanghai',
    // Pages come as they will stay, so that nobody waits for their movements.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace keeps the page at every step, which doubles the time: `--trace retain-on-failure` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: flags,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  projects: ['zh-CN', 'en'].flatMap((locale) => [
    {
      name: `desktop ${locale}`,
      testIgnore: leftOut(locale === 'zh-CN', onPhones),
      use: { locale, viewport: { width: 1440, height: 900 } },
    },
    {
      name: `phone ${locale}`,
      testIgnore: leftOut(locale === 'en', onDesktops),
      use: { locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ]),
});
