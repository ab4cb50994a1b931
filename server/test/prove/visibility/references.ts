import type { Actor, Shown } from '../../support/actor.js';
import { ROUTES, resolve, type Schema } from '../routes/route.js';
import { fieldsOf } from '../routes/bodies.js';
import type { Company } from './company.js';

type Json = Record<string, unknown>;
type Of = (company: Company, owner: string) => string;

const lineOf =
  (type: string): Of =>
  (company, owner) =>
    (company.record(owner, type)['lines'] as Shown[])[0]!.id;
const recordOf =
  (type: string): Of =>
  (company, owner) =>
    company.record(owner, type).id;

/** Fields that name a record with an owner. */
const OWNED: Readonly<Record<string, Of>> = {
  ...{ customerId: recordOf('customer'), groupId: recordOf('customer'), contactId: recordOf('contact') },
  ...{ quotationId: recordOf('quotation'), quotationLineId: lineOf('quotation'), orderLineId: lineOf('sales-order') },
  ...{ deliveryLineId: lineOf('delivery'), itemId: recordOf('receivable') },
};

const firstLine = (record: Shown): string => (record['lines'] as Shown[])[0]!.id;

/** Fields that name a document of one person, whoever owns its customer. */
const CROSSED: Readonly<Record<string, (records: ReadonlyMap<string, Shown>) => string>> = {
  quotationId: (records) => records.get('quotation')!.id,
  quotationLineId: (records) => firstLine(records.get('quotation')!),
  orderLineId: (records) => firstLine(records.get('sales-order')!),
  deliveryLineId: (records) => firstLine(records.get('delivery')!),
  itemId: (records) => records.get('receivable')!.id,
};

/** Fields that name what everybody with the permission may see, or a line of the record itself. */
const COMMON = new Set([
  ...[
    'id',
    'productId',
    'warehouseId',
    'fundAccountId',
    'categoryId',
    'parentId',
    'headId',
    'releaserId',
    'companyId',
    'departmentId',
    'userId',
  ],
  ...['superiorId', 'leaderId', 'keeperId', 'ownerId', 'beneficiaryId', 'roleId'],
]);

interface Reference {
  readonly path: string;
  readonly list?: string;
  readonly field: string;
}

function referencesIn(path: string, schema: Schema, list?: string): Reference[] {
  return fieldsOf(schema).flatMap(([field, one]): Reference[] => {
    const item = one.items?.$ref ? resolve(one.items) : undefined;
    if (item && !list) return referencesIn(path, item, field);
    return one.format === 'uuid' ? [{ path, field, ...(list ? { list } : {}) }] : [];
  });
}

/** Every field of a creation that names a record. */
const references = (): Reference[] =>
  ROUTES.filter(
    (route) => route.method === 'POST' && route.parameters.length === 0 && route.permission && route.body,
  ).flatMap((route) => referencesIn(route.path.replace('/api/v1/', ''), route.body!.schema));

/** Fields of which it is not known whether their records have owners. */
export const unknownReferences = (): string[] => [
  ...new Set(
    references()
      .map(({ field }) => field)
      .filter((field) => !(field in OWNED) && !COMMON.has(field)),
  ),
];

const NOTHING = '01900000-0000-7000-8000-00000000dead';

/**
 * Names, in the body of each creation, a record out of sight, and one that does not exist: both must be refused, and in the
 * same words.
 */
export async function referenceFindings(company: Company, viewer: Actor, outOfSight: string): Promise<string[]> {
  const owned = references().filter(({ field }) => field in OWNED);
  const foreign = owned.map((reference) => ({ reference, id: OWNED[reference.field]!(company, outOfSight) }));
  return findingsOf(company, viewer, foreign);
}

/** The same with documents of somebody out of sight about a customer in sight. */
export async function crossedFindings(company: Company, viewer: Actor): Promise<string[]> {
  const documents = references().filter(({ field }) => field in CROSSED);
  const foreign = documents.map((reference) => ({ reference, id: CROSSED[reference.field]!(company.crossed) }));
  return findingsOf(company, viewer, foreign);
}

async function findingsOf(
  company: Company,
  viewer: Actor,
  foreigners: readonly { reference: Reference; id: string }[],
): Promise<string[]> {
  const findings: string[] = [];
  for (const { reference, id: foreign } of foreigners) {
    const told = await answer(company, viewer, reference, foreign);
    const nothing = await answer(company, viewer, reference, NOTHING);
    const name = `${reference.path} ${reference.list ?? ''} ${reference.field}`;
    if (told.status < 400) findings.push(`${name} | takes what is out of sight: ${told.status}`);
    if (told.text.replaceAll(foreign, NOTHING) !== nothing.text)
      findings.push(`${name} | ${told.text} | ${nothing.text}`);
  }
  return findings;
}

async function answer(
  company: Company,
  viewer: Actor,
  reference: Reference,
  id: string,
): Promise<{ status: number; text: string }> {
  const body = bodyFor(company, reference, id);
  const response = await viewer.send('post', `${reference.path}?dryRun=true`, body);
  const { instance: _instance, ...rest } = response.body as Json;
  return { status: response.status, text: JSON.stringify(rest) };
}

/** A body of the viewer's own records with one reference changed. */
function bodyFor(company: Company, { path, list, field }: Reference, id: string): Json {
  const base = VALID[path]?.(company);
  if (!base) throw new Error(`${path} has no body in test/prove/visibility/references.ts`);
  if (!list) return { ...base, [field]: id };
  // The line of a quotation goes with its quotation.
  const own = field === 'quotationLineId' ? { quotationId: company.record('Viewer', 'quotation').id } : {};
  const [line = {}] = (base[list] as Json[] | undefined) ?? [];
  return { ...base, ...own, [list]: [{ ...line, [field]: id }] };
}

const mine = (company: Company, type: string): string => company.record('Viewer', type).id;
const goods = ({ ground }: Company): Json => ({ productId: ground.product.id, quantity: '1' });

/** What the viewer could create of their own records. */
const VALID: Readonly<Record<string, (company: Company) => Json>> = {
  customers: () => ({ name: 'Daughter Ltd' }),
  'customers/contacts': (company) => ({ customerId: mine(company, 'customer'), name: 'Zhao Lei' }),
  'relations/interactions': (company) => ({ customerId: mine(company, 'customer'), kind: 'visit', summary: 'x' }),
  'sales-orders/quotations': (company) => ({ customerId: mine(company, 'customer'), lines: [goods(company)] }),
  'sales-orders': (company) => ({ customerId: mine(company, 'customer'), lines: [goods(company)] }),
  'sales-orders/deliveries': (company) => ({
    warehouseId: company.ground.warehouse.id,
    lines: [{ orderLineId: lineOf('sales-order')(company, 'Viewer'), quantity: '1' }],
  }),
  'sales-orders/sales-invoices': (company) => ({
    lines: [{ deliveryLineId: lineOf('delivery')(company, 'Viewer'), quantity: '1' }],
  }),
  'sales-orders/receipts': (company) => ({
    ...{ customerId: mine(company, 'customer'), fundAccountId: company.ground.account.id, amount: '10' },
    lines: [{ itemId: mine(company, 'receivable'), amount: '1' }],
  }),
  'sales-orders/opening-balances': (company) => ({ customerId: mine(company, 'customer'), amount: '10' }),
};
