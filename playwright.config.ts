import { randomInt } from 'node:crypto';
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

// In the gate two of the four projects tell stories: `desktop zh-CN` and `phone en`. Both walk the road from set-up to cash; of
// the other stories some are told, each in one of the two, chosen by a number that is printed. `pnpm prove` tells everything in
// all four, unless a story says itself where it is told. Whoever names stories gets those, in the two.
const ON_PHONES = ['field-rules', 'manners', 'pages'];
const ON_DESKTOPS = ['account', 'mentions', 'merging', 'office', 'settling', 'writing'];
const TOLD_AT_ONCE = 3;
const isDeep = process.env['GUANXI_DEEP'] === '1';

/** Workers read this file again and find the choice of the first. */
function chosen(): string[] {
  const others = [...ON_PHONES, ...ON_DESKTOPS];
  const isAsked = process.argv.slice(3).some((argument) => !argument.startsWith('-'));
  if (process.env['GUANXI_STORIES'] === undefined) {
    const seed = Number(process.env['SEED'] ?? randomInt(others.length));
    const told = others.map((_, index) => others[(seed + index * 2) % others.length]!).slice(0, TOLD_AT_ONCE);
    process.env['GUANXI_STORIES'] = (isAsked ? others : told).join();
    if (!isAsked && !isDeep) process.stderr.write(`Stories: SEED=${seed}: ${told.join(', ')}\n`);
  }
  return process.env['GUANXI_STORIES'].split(',');
}

const filesOf = (names: readonly string[]): string[] => names.map((name) => `**/${name}.story.ts`);
const untold = [...ON_PHONES, ...ON_DESKTOPS].filter((name) => !chosen().includes(name));
const leftOut = (isTold: boolean, elsewhere: readonly string[]): string[] =>
  isDeep ? [] : isTold ? filesOf([...elsewhere, ...untold]) : ['**'];

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
      testIgnore: leftOut(locale === 'zh-CN', ON_PHONES),
      use: { locale, viewport: { width: 1440, height: 900 } },
    },
    {
      name: `phone ${locale}`,
      testIgnore: leftOut(locale === 'en', ON_DESKTOPS),
      use: { locale, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ]),
});
