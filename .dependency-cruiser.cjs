/**
 * Who may import whom, the same in shared, server and web. A module may import every module strictly below it, and only
 * through its `index.ts` or `events.ts`; never one beside or above it. What must flow upwards goes by event, registry or port.
 */
const layers = [
  ['system'],
  ['customers', 'inventory'],
  ['sales-orders', 'procurement'],
  ['relations'],
  ['sales'],
  ['marketing'],
  ['office'],
];

const oneOf = (/** @type {string[]} */ names) => `(${names.join('|')})`;
const modules = layers.flat();
/** Where modules live; in shared they lie beside `kernel`, `documents` and `api`. */
const modulesIn = { server: '^server/src/modules', web: '^web/src/modules', shared: '^shared/src' };

/** For each module: nothing beside or above it. */
const order = Object.entries(modulesIn).flatMap(([part, folder]) =>
  layers.flatMap((layer, level) =>
    layer.map((name) => ({
      name: `order-${part}-${name}`,
      severity: 'error',
      comment: `${name} may import only modules strictly below it: use an event, a registry or a port`,
      from: { path: `${folder}/${name}/` },
      to: {
        path: `${folder}/${oneOf(
          layers
            .slice(level)
            .flat()
            .filter((other) => other !== name),
        )}/`,
      },
    })),
  ),
);

/** Sources of the product, without the tests beside them. */
const product = { path: '^(server|shared|web)/src/', pathNot: '\\.spec\\.ts$' };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // The uppermost layer has nobody above it or beside it, so there is nothing to forbid.
    ...order.filter(({ to }) => !to.path.endsWith('/()/')),
    {
      name: 'known-module',
      severity: 'error',
      comment: 'a module must have its place in the order above',
      from: {},
      to: { path: '^(server|web)/src/modules/[^/]+/', pathNot: `^(server|web)/src/modules/${oneOf(modules)}/` },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      // A console module's index.ts carries its pages; what others refer to (its pickers) stands in references.ts.
      comment: 'other modules are entered through index.ts, events.ts (server) or references.ts (console) only',
      from: { path: '^(server|web)/src/modules/([^/]+)/' },
      to: {
        path: '^$1/src/modules/[^/]+/',
        pathNot: [
          '^$1/src/modules/$2/',
          '^$1/src/modules/[^/]+/(index|events)\\.ts$',
          '^web/src/modules/[^/]+/references\\.ts$',
        ],
      },
    },
    {
      name: 'composition-through-the-front-door',
      severity: 'error',
      comment: 'the composition root takes modules whole; only the list of entities for the data source looks inside',
      from: { path: '^(server|web)/src/', pathNot: ['^(server|web)/src/modules/[^/]+/', '^server/src/entities\\.ts$'] },
      to: { path: '^(server|web)/src/modules/[^/]+/', pathNot: '^(server|web)/src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'demo-on-top',
      severity: 'error',
      comment:
        'the invented year uses every module as people do; nothing but the composition root and the command line knows it',
      from: { path: '^server/src/', pathNot: ['^server/src/(demo|cli)/', '^server/src/app\\.module\\.ts$'] },
      to: { path: '^server/src/demo/' },
    },
    {
      name: 'list-of-entities',
      severity: 'error',
      comment: 'entities.ts lists entities and nothing else of the modules',
      from: { path: '^server/src/entities\\.ts$' },
      to: { path: '^server/src/modules/', pathNot: '\\.entity\\.ts$' },
    },
    {
      name: 'kernel-below-modules',
      severity: 'error',
      comment: 'the kernel knows no module: declare a port or a registry that the module fills',
      from: { path: '^server/src/kernel/' },
      to: { path: '^server/src/', pathNot: '^server/src/kernel/' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      comment: 'a migration must do the same next year, so it may not depend on code that changes',
      from: { path: '^server/src/migrations/' },
      to: {
        path: '^(server|shared)/src/',
        pathNot: '^server/src/(migrations|kernel/db)/|^server/src/kernel/config/places',
      },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared runs on both sides: no Node, no Nest, no Vue, nothing of server or web',
      from: { path: '^shared/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^shared/src/', 'node_modules/(decimal\\.js|pinyin-pro)/'] },
    },
    {
      name: 'shared-kernel-below-all',
      severity: 'error',
      comment: 'kernel and documents are below the modules, and kernel below documents',
      from: { path: '^shared/src/(kernel|documents)/' },
      to: { path: '^shared/src/', pathNot: ['^shared/src/$1/', '^shared/src/kernel/'] },
    },
    {
      name: 'sides-never-meet',
      severity: 'error',
      comment: 'server and web meet in shared and in the API only',
      from: { path: '^(server|web)/' },
      to: { path: '^(server|web)/', pathNot: '^$1/' },
    },
    {
      name: 'ui-knows-no-business',
      severity: 'error',
      comment: 'widgets import widgets, shared and the shapes of the API; what they show comes in as properties',
      from: { path: '^web/src/ui/' },
      to: { path: '^web/src/', pathNot: '^web/src/(ui|api)/' },
    },
    {
      name: 'api-is-a-leaf',
      severity: 'error',
      comment: 'the client is told who is signed in; it does not ask the application',
      from: { path: '^web/src/api/' },
      to: { path: '^web/src/', pathNot: '^web/src/api/' },
    },
    {
      name: 'document-shells-below-modules',
      severity: 'error',
      comment: 'the shells are filled by data of the modules and name none',
      from: { path: '^web/src/documents/' },
      to: { path: '^web/src/modules/' },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'the product never imports a test, a measurement or a tool',
      from: product,
      to: { path: '\\.spec\\.ts$|^server/(test|bench)/|^web/e2e/|^tools/' },
    },
    {
      name: 'product-without-development-dependencies',
      severity: 'error',
      comment: 'an installation has no development dependencies',
      from: { ...product, path: '^server/src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'pages that are loaded on demand may point back; nothing else may',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'what cannot be found cannot be checked; packages are the affair of the compiler',
      from: {},
      to: { couldNotResolve: true, path: '^(\\.|@/|@guanxi/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // Imports of types are dependencies too.
    tsPreCompilationDeps: true,
    // The web's paths (`@/…`, `@guanxi/shared/…`) serve all three parts.
    tsConfig: { fileName: 'web/tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
