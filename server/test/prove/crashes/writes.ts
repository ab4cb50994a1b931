import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import type { Arena } from '../races/arena.js';
import { ROUTES, type Route } from '../routes/route.js';
import { amendmentsOf } from './amended.js';
import { actsOn, creationOf, type Cast } from './documents.js';
import { coveredWrites, customerWrites, furtherWrites } from './further.js';
import type { Plan } from './write.js';

/** Every write that moves goods or money, or makes a record. */
export async function plansOf(arena: Arena): Promise<Plan[]> {
  const cast = await castOf(arena);
  const registry = arena.world.app.get(DocumentRegistry);
  const definitions = registry.all().map(({ definition }) => definition);
  return [
    ...definitions.map((definition) => creationOf(cast, definition, definitions)),
    ...definitions.flatMap((definition) => actsOn(cast, definition)),
    ...definitions.flatMap((definition) => amendmentsOf(cast, definition)),
    ...furtherWrites(cast),
    ...customerWrites(cast),
    ...coveredWrites(cast),
  ];
}

async function castOf({ ground, world, admin }: Arena): Promise<Cast> {
  const { roleIds } = await admin.get(`system/users/${admin.id}`);
  return { ground, colleague: await world.colleague('Li Wei', { roleIds }) };
}

/** Writes that are not killed, and why. */
const SPARED: readonly { readonly routes: RegExp; readonly because: string }[] = [
  { routes: /^\w+ auth\//, because: 'sessions and passwords: what is tried is noted whatever comes of it' },
  { routes: /^\w+ system\//, because: 'settings and people: one record by the service that customers stand for' },
  {
    routes: /^\w+ (customers\/contacts|inventory\/(categories|products|warehouses)|relations\/interactions)\b/,
    because: 'as above',
  },
  {
    routes: /\/\{id\}\/(comments|attachments(\/\{fileId\})?)$/,
    because: 'one service keeps them, at customers as anywhere',
  },
  { routes: /^POST inbox\/mentions\/\{id\}\/seen$/, because: 'one statement' },
];

const ROOT = '/api/v1/';

/** Routes that write and that neither a plan nor a reason knows, in words; and reasons that nothing needs any more. */
export function unplanned(plans: readonly Plan[], routes: readonly Route[] = ROUTES): string[] {
  const planned = new Set(plans.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
  const writing = routes
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(ROOT, '')}`);
  const left = writing.filter((name) => !planned.has(name));
  const unknown = [...planned].filter((name) => !writing.includes(name));
  return [
    ...left.filter((name) => !SPARED.some((one) => one.routes.test(name))),
    ...SPARED.filter(({ routes: spared }) => !left.some((name) => spared.test(name))).map((one) => one.because),
    ...unknown.map((name) => `${name} is no route`),
  ];
}
