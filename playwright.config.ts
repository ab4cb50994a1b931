import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/lib/chromium.js';

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  // A test browser talks to nobody but the product.
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const browser = await findChromium();

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
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: flags,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  projects: ['zh-CN', 'en'].flatMap((locale) => [
    { name: `desktop ${locale}`, use: { locale, viewport: { width: 1440, height: 900 } } },
    {
      name: `phone ${locale}`,
      use: { locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ]),
});
