import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** @type {import('jest').Config} What the three projects have in common. */
const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  moduleNameMapper: {
    // Sources import `./x.js`, which is `x.ts` before the build; packages keep their own `x.js`.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
    '^@guanxi/shared/(.*)$': '<rootDir>/../shared/src/$1/index.ts',
  },
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
};

/** One PostgreSQL for the run, with one migrated template database. */
const cluster = {
  globalSetup: '<rootDir>/test/support/cluster.setup.js',
  globalTeardown: '<rootDir>/test/support/cluster.teardown.js',
};

/** @type {import('jest').Config} Needs `--experimental-vm-modules` (tools/test.js sets it). */
export default {
  // Generous: a loaded machine must not look like a broken product.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      roots: ['<rootDir>/src', '<rootDir>/../shared/src'],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'scenarios',
      roots: ['<rootDir>/test'],
      testMatch: ['**/test/{scenarios,architecture}/**/*.spec.ts'],
      ...cluster,
    },
    {
      ...common,
      displayName: 'prove',
      roots: ['<rootDir>/test'],
      testMatch: ['**/test/prove/**/*.spec.ts'],
      ...cluster,
    },
  ],
};
