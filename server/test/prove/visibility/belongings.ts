import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, recordOf, type Ground } from '../../support/factories.js';
import { ROUTES } from '../routes/route.js';
import { uploadOf } from '../routes/upload.js';

/** What one person owns: a customer of their own, and a record of each resource about it. */
export interface Property {
  readonly person: Actor;
  readonly records: ReadonlyMap<string, Shown>;
  /** Ids of the files at the records, by type. */
  readonly files: ReadonlyMap<string, string>;
}

/** The word by which the customer of a person is searched. */
export const wordOf = (name: string): string => `Zx${name.toLowerCase()}`;

/** What is said about a record of a person, and what the file at it says. */
export const remarkOn = (name: string, type: string): string => `Heard about the ${type} of ${wordOf(name)}`;
export const contentOf = (name: string, type: string): string => `Enclosed with the ${type} of ${wordOf(name)}`;
export const fileNameOf = (name: string, type: string): string => `${wordOf(name)}-${type}.txt`;

/** Resources whose records come with a document of the same id. */
const COMES_WITH: Readonly<Record<string, { type: string; path: string }>> = {
  receivable: { type: 'opening-balance', path: 'sales-orders/opening-balances' },
};

/** A record of each resource that a person makes about a customer. */
export async function recordsAbout(
  ground: Ground,
  person: Actor,
  resources: readonly ResourceDefinition[],
): Promise<Map<string, Shown>> {
  const records = new Map<string, Shown>([['customer', ground.customer]]);
  for (const resource of resources.filter((one) => one.type !== 'customer')) {
    const source = COMES_WITH[resource.type];
    const record = source
      ? await approved(ground, source.path, await recordOf(ground, source, person))
      : await recordOf(ground, resource, person);
    records.set(resource.type, record);
  }
  return records;
}

/** A contact and an expense are found by words of their own, which have to be their owner's. */
async function name(person: Actor, of: string, records: Map<string, Shown>): Promise<void> {
  const named = { contact: ['customers/contacts', { name: `Ms ${wordOf(of)}` }] } as const;
  const [path, body] = named.contact;
  records.set('contact', await person.change(path, records.get('contact')!, body));
  const purpose = { purpose: `Visit by ${wordOf(of)}` };
  records.set('expense', await person.change('office/expenses', records.get('expense')!, purpose));
}

export async function propertyOf(
  ground: Ground,
  person: Actor,
  of: string,
  resources: readonly ResourceDefinition[],
): Promise<Property> {
  const { admin } = ground.world;
  const customer = await admin.create('customers', { name: `${wordOf(of)} Ltd`, ownerId: person.id });
  const records = await recordsAbout({ ...ground, customer }, person, resources);
  await name(person, of, records);
  return { person, records, files: new Map() };
}

const takes = (what: string, { path }: ResourceDefinition): boolean =>
  ROUTES.some((route) => route.method === 'POST' && route.path === `/api/v1/${path}/{id}/${what}`);

/** Says something about each record of a person, to somebody in particular, and puts a file at each. */
export async function talkedAbout(
  { world }: Ground,
  property: Property,
  of: string,
  resources: readonly ResourceDefinition[],
  to: Actor,
): Promise<Property> {
  const files = new Map<string, string>();
  for (const resource of resources) {
    const one = `${resource.path}/${property.records.get(resource.type)!.id}`;
    if (takes('comments', resource))
      await world.admin.create(`${one}/comments`, { text: remarkOn(of, resource.type), mentionIds: [to.id] });
    if (!takes('attachments', resource)) continue;
    const { headers, body } = uploadOf(fileNameOf(of, resource.type), contentOf(of, resource.type));
    const response = await world.app.inject({
      ...{ method: 'POST', url: `/api/v1/${one}/attachments`, payload: body },
      headers: { ...headers, authorization: `Bearer ${world.admin.token}` },
    });
    files.set(resource.type, response.json<Shown>().id);
  }
  return { ...property, files };
}
