import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/lib/chromium.js';

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  // A test browser talks to nobody but the product.
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const browser = await findChromium();

// The road from set-up to cash is walked in both languages at both widths, and so is everything by `pnpm prove`; otherwise
// each further story is told once in each language and once at each width.
const isDeep = process.env['GUANXI_DEEP'] === '1';
const everywhere = '**/first-road.story.ts';
const everything = '**/*.story.ts';
const storiesOf = (told: boolean): string => (told || isDeep ? everything : everywhere);

export default defineConfig({
  testDir: 'web/e2e',
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
    trace: 'retain-on-failure',
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
      testMatch: storiesOf(locale === 'zh-CN'),
      use: { locale, viewport: { width: 1440, height: 900 } },
    },
    {
      name: `phone ${locale}`,
      testMatch: storiesOf(locale === 'en'),
      use: { locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ]),
});
