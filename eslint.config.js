import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const tests = ['**/*.spec.ts', 'server/test/**', 'server/bench/**', 'web/e2e/**', 'tools/test/**'];
const plainJs = ['**/*.js', '**/*.cjs', '**/*.mjs'];
const noUnsafe = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
    `@typescript-eslint/no-unsafe-${use}`,
    'off',
  ]),
);
/** A forgotten `.only` would leave the other tests out. */
const noOnly = {
  selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
  message: 'Run one test by `pnpm test --only <step> <file>` instead.',
};

/** Nest's cure for circular modules: the order of modules forbids the illness. */
const noForwardRef = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'Modules form an order without cycles: use an event, a registry or a port.',
};
const noTypeorm = {
  group: ['typeorm', 'typeorm/*'],
  message: 'TypeORM stays in entities, repositories, kernel/{db,lists,documents}, migrations and cli.',
};

const onlySecure = 'On plain http, as many an office opens the console, browsers do not have this';
/** What browsers keep for secure pages; by its name alone where nothing else is called so. */
const secureProperties = [
  { property: 'randomUUID', message: `${onlySecure}: use newKey() of @/api/key.` },
  { property: 'clipboard', message: `${onlySecure}: useClipboard({ legacy: true }) has another way.` },
  ...['subtle', 'serviceWorker', 'geolocation', 'mediaDevices', 'wakeLock'].map((property) => ({
    ...{ property, message: `${onlySecure}.` },
  })),
  ...['credentials', 'locks', 'share', 'storage'].map((property) => ({
    ...{ object: 'navigator', property, message: `${onlySecure}.` },
  })),
];
const secureGlobals = ['Notification', 'caches', 'cookieStore'].map((name) => ({ name, message: `${onlySecure}.` }));

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/coverage/',
      '**/.data/',
      'test-results/',
      'playwright-report/',
      'shared/src/api/schema.ts',
    ],
  },
  { ignores: ['web/src/components.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  vue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      complexity: ['error', 15],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipComments: true }],
      // A constructor that needs more has more than one job.
      'max-params': ['error', 6],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: [noForwardRef] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `Action | string` tells a reader more than `string`.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // Fields of rows are `unknown`; `String(field ?? '')` is how they are shown.
      '@typescript-eslint/no-base-to-string': 'off',
      // Handlers of one interface are asynchronous together, whether each of them waits or not.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: [
      '**/*.entity.ts',
      '**/*.repository.ts',
      '**/*.spec.ts',
      'server/src/kernel/{db,lists,documents}/**',
      'server/src/{migrations,cli}/**',
    ],
    rules: { 'no-restricted-imports': ['error', { paths: [noForwardRef], patterns: [noTypeorm] }] },
  },
  { files: ['server/src/cli/**', 'server/bench/**'], rules: { 'no-console': 'off' } },
  // A migration is one long list of statements, read from top to bottom.
  { files: ['server/src/migrations/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  {
    files: ['web/**'],
    languageOptions: { globals: globals.browser },
    // What a composable returns are closures, which its types declare as methods.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['web/src/**'],
    rules: {
      'no-restricted-properties': ['error', ...secureProperties],
      'no-restricted-globals': ['error', ...secureGlobals],
    },
  },
  // A composable is a closure of small functions, as a class is.
  { files: ['web/src/**/use*.ts'], rules: { 'max-lines-per-function': ['error', { max: 80, skipComments: true }] } },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'max-lines': ['error', 250],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // A form's fields write into the one object that the form hands down.
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      // Template references and other components have types that only vue-tsc knows; it checks them.
      ...noUnsafe,
      // Props of TypeScript have their defaults and their optionality in the type.
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', 400],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', noOnly],
      // Bodies of answers and asymmetric matchers are `any` by their libraries.
      ...noUnsafe,
    },
  },
  // The compiler checks these by their JSDoc.
  { files: plainJs, ...tseslint.configs.disableTypeChecked },
  { files: plainJs, languageOptions: { globals: globals.node } },
  { files: ['tools/**', 'docs/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
