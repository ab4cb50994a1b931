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

/** Documents that are found by their number alone. */
export const NUMBERED = [
  { type: 'stock-entry', path: 'inventory/stock-entries' },
  { type: 'stock-issue', path: 'inventory/stock-issues' },
];

/** What is not found by the name of its customer gets a word of its owner, or a number: that of a submission withdrawn. */
async function findable(person: Actor, name: string, records: Map<string, Shown>): Promise<void> {
  const change = async (type: string, path: string, body: Record<string, unknown>): Promise<void> => {
    records.set(type, await person.change(path, records.get(type)!, body));
  };
  await change('contact', 'customers/contacts', { name: `Ms ${wordOf(name)}` });
  await change('expense', 'office/expenses', { purpose: `Visit by ${wordOf(name)}` });
  for (const { type, path } of NUMBERED)
    records.set(type, await person.act(path, await person.act(path, records.get(type)!, 'submit'), 'withdraw'));
}

export async function propertyOf(
  ground: Ground,
  person: Actor,
  name: string,
  resources: readonly ResourceDefinition[],
): Promise<Property> {
  const { admin } = ground.world;
  const customer = await admin.create('customers', { name: `${wordOf(name)} Ltd`, ownerId: person.id });
  const records = await recordsAbout({ ...ground, customer }, person, resources);
  await findable(person, name, records);
  return { person, records, files: new Map() };
}

/** Whether records of a resource take comments, say. */
export const takes = (what: string, { path }: ResourceDefinition): boolean =>
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
