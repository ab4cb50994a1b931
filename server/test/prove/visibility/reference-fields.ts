import type { Shown } from '../../support/actor.js';
import { fieldsOf } from '../routes/bodies.js';
import { resolve, ROUTES, type Route, type Schema } from '../routes/route.js';
import type { Company } from './company.js';

type Of = (company: Company, owner: string) => string;

const firstLine = (record: Shown): string => (record['lines'] as Shown[])[0]!.id;
const lineOf =
  (type: string): Of =>
  (company, owner) =>
    firstLine(company.record(owner, type));
const recordOf =
  (type: string): Of =>
  (company, owner) =>
    company.record(owner, type).id;

/** Fields that name a record with an owner, wherever they stand. */
export const OWNED: Readonly<Record<string, Of>> = {
  ...{ customerId: recordOf('customer'), groupId: recordOf('customer'), contactId: recordOf('contact') },
  ...{ quotationId: recordOf('quotation'), quotationLineId: lineOf('quotation'), orderLineId: lineOf('sales-order') },
  ...{ deliveryLineId: lineOf('delivery'), itemId: recordOf('receivable') },
};

/** Fields that name a document of one person, whoever owns its customer. */
export const CROSSED: Readonly<Record<string, (records: ReadonlyMap<string, Shown>) => string>> = {
  quotationId: (records) => records.get('quotation')!.id,
  quotationLineId: (records) => firstLine(records.get('quotation')!),
  orderLineId: (records) => firstLine(records.get('sales-order')!),
  deliveryLineId: (records) => firstLine(records.get('delivery')!),
  itemId: (records) => records.get('receivable')!.id,
};

/** Fields that name what everybody with the permission may see. */
const COMMON = new Set([
  ...['productId', 'warehouseId', 'fundAccountId', 'categoryId', 'parentId', 'headId', 'releaserId', 'companyId'],
  ...['departmentId', 'userId', 'superiorId', 'leaderId', 'keeperId', 'ownerId', 'beneficiaryId', 'roleId'],
  ...['roleIds', 'userIds', 'memberIds', 'mentionIds', 'finalPoolIds', 'scopeDepartmentIds'],
]);

/** A place in a body where a record is named: a field, or a field of the objects in a list. */
export interface Reference {
  readonly route: Route;
  readonly list?: string;
  readonly field: string;
}

const namesRecords = (schema: Schema): boolean => schema.format === 'uuid' || schema.items?.format === 'uuid';

function referencesIn(route: Route, schema: Schema, list?: string): Reference[] {
  return fieldsOf(schema).flatMap(([field, one]): Reference[] => {
    const inner = one.items?.$ref ? resolve(one.items) : one.$ref ? resolve(one) : undefined;
    if (inner && list !== field) return referencesIn(route, inner, field);
    return namesRecords(one) ? [{ route, field, ...(list ? { list } : {}) }] : [];
  });
}

/** Every place in the body of a write that names a record. */
export const references = (): Reference[] =>
  ROUTES.filter((route) => !route.isPublic && route.method !== 'GET' && route.body).flatMap((route) =>
    referencesIn(route, route.body!.schema),
  );

/** Lines of documents have ids; the tasks of an inbox are somebody's. */
const isKept = ({ list, field }: Reference): boolean => list === 'lines' && field === 'id';
const isTask = ({ field }: Reference): boolean => field === 'taskIds';

/** Places that name what has an owner. */
export const ownedReferences = (): Reference[] =>
  references().filter((one) => one.field in OWNED || isKept(one) || isTask(one));

/** Fields of which it is not known whether their records have owners. */
export const unknownReferences = (): string[] => [
  ...new Set(
    references()
      .filter((one) => !(one.field in OWNED) && !COMMON.has(one.field) && !isKept(one) && !isTask(one))
      .map(({ route, field }) => `${route.name} ${field}`),
  ),
];

/** The type of the record that a route is about. */
export function typeOf({ route }: Reference, { resources }: Company): string {
  const [above] = route.path.replace('/api/v1/', '').split('/{id}');
  return resources.find(({ path }) => path === above)?.type ?? '';
}

/** What somebody out of sight owns that a reference could name; undefined for what has no lines. */
export function foreignFor(reference: Reference, company: Company, owner: string): string | undefined {
  if (isTask(reference)) return company.standing.tasks.foreign;
  if (isKept(reference)) return lineOf(typeOf(reference, company))(company, owner);
  return OWNED[reference.field]!(company, owner);
}

/** What a stranger owns about the viewer's customer that a reference could name. */
export function crossedFor(reference: Reference, company: Company): string | undefined {
  if (isKept(reference)) return firstLine(company.crossed.get(typeOf(reference, company))!);
  return CROSSED[reference.field]?.(company.crossed);
}
