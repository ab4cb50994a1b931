import type { Shown } from '../../support/actor.js';
import type { Company } from './company.js';
import { OWNED, typeOf, type Reference } from './reference-fields.js';

export type Json = Record<string, unknown>;

const mine = (company: Company, type: string): string => company.record('Viewer', type).id;
const own = (company: Company, field: string): string => OWNED[field]!(company, 'Viewer');
const goods = ({ ground }: Company): Json => ({ productId: ground.product.id, quantity: '1' });
const lines = (record: Shown): Shown[] => record['lines'] as Shown[];

/** What the viewer could send to a collection about their own records. */
const CREATIONS: Readonly<Record<string, (company: Company) => Json>> = {
  customers: () => ({ name: 'Daughter Ltd' }),
  'customers/contacts': (company) => ({ customerId: mine(company, 'customer'), name: 'Zhao Lei' }),
  'relations/interactions': (company) => ({ customerId: mine(company, 'customer'), kind: 'visit', summary: 'x' }),
  'sales-orders/quotations': (company) => ({ customerId: mine(company, 'customer'), lines: [goods(company)] }),
  'sales-orders': (company) => ({ customerId: mine(company, 'customer'), lines: [goods(company)] }),
  'sales-orders/deliveries': (company) => ({
    ...{
      warehouseId: company.ground.warehouse.id,
      lines: [{ orderLineId: own(company, 'orderLineId'), quantity: '1' }],
    },
  }),
  'sales-orders/sales-invoices': (company) => ({
    lines: [{ deliveryLineId: own(company, 'deliveryLineId'), quantity: '1' }],
  }),
  'sales-orders/receipts': (company) => ({
    ...{ customerId: mine(company, 'customer'), fundAccountId: company.ground.account.id, amount: '10' },
    lines: [{ itemId: mine(company, 'receivable'), amount: '1' }],
  }),
  'sales-orders/opening-balances': (company) => ({ customerId: mine(company, 'customer'), amount: '10' }),
  'inventory/stock-entries': (company) => ({
    ...{ warehouseId: company.ground.warehouse.id, reason: 'found', lines: [{ ...goods(company), unitCost: '7' }] },
  }),
  'inventory/stock-issues': (company) => ({
    ...{ warehouseId: company.ground.warehouse.id, reason: 'used', lines: [goods(company)] },
  }),
  'office/expenses': () => ({
    purpose: 'Fair',
    lines: [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '12' }],
  }),
};

/** Below the address of a record: which of the viewer's documents in force takes it, and with what. */
const ACTS: Readonly<Record<string, (company: Company, type: string) => { record: Shown; body: Json }>> = {
  amendment: (company, type) => {
    const record = company.standing.inForce.get(type)!;
    return { record, body: { lines: lines(record).map(kept) } };
  },
  settle: (company) => ({
    record: company.standing.inForce.get('receipt')!,
    body: { lines: [{ itemId: mine(company, 'receivable'), amount: '1' }] },
  }),
  order: (company) => ({ record: company.standing.quotation, body: {} }),
};

/** The line of an order or a quotation as it is. */
const kept = ({ id, product, quantity, quotationLineId }: Shown): Json => ({
  ...{ id, productId: (product as Shown).id, quantity },
  ...(quotationLineId ? { quotationLineId } : {}),
});

export interface Written {
  readonly path: string;
  readonly body: Json;
}

/** Where the viewer sends a body of their own records that could be taken. @throws when there is no example. */
function exampleOf(reference: Reference, company: Company): Written {
  const { route } = reference;
  const path = route.path.replace('/api/v1/', '');
  const type = typeOf(reference, company);
  const [collection, act] = path.split('/{id}') as [string, string | undefined];
  if (path === 'inbox/releases') return { path, body: {} };
  const example = act ? ACTS[act.slice(1)]?.(company, type) : undefined;
  if (example) return { path: path.replace('{id}', example.record.id), body: example.body };
  const body = CREATIONS[collection]?.(company);
  if (!body || act) throw new Error(`${route.name} has no body in test/prove/visibility/reference-bodies.ts`);
  if (route.method === 'POST') return { path, body };
  const changed = reference.list ? { [reference.list]: body[reference.list] } : {};
  return { path: path.replace('{id}', mine(company, type)), body: changed };
}

/** A body of the viewer's own records with one reference changed. */
export function bodyFor(reference: Reference, company: Company, id: string): Written {
  const { list, field, route } = reference;
  const { path, body } = exampleOf(reference, company);
  const dry = path === 'inbox/releases' ? path : `${path}?dryRun=true`;
  if (!list) return { path: dry, body: { ...body, [field]: field.endsWith('Ids') ? [id] : id } };
  const isAmendment = route.path.endsWith('/amendment');
  // The line of a quotation goes with its quotation; an amendment leaves that as it is.
  const source =
    field === 'quotationLineId' && !isAmendment ? { quotationId: company.record('Viewer', 'quotation').id } : {};
  const [line = {}] = (body[list] as Json[] | undefined) ?? [];
  return { path: dry, body: { ...body, ...source, [list]: [{ ...line, [field]: id }] } };
}

/** Something of the viewer's own that a reference may name; undefined where nothing would be right. */
export function ownFor(reference: Reference, company: Company): string | undefined {
  const { field, route } = reference;
  const { standing } = company;
  if (field === 'taskIds') return standing.tasks.mine;
  const isAmendment = route.path.endsWith('/amendment');
  const type = typeOf(reference, company);
  if (field === 'id')
    return isAmendment || route.method === 'PATCH' ? lineOfTarget(company, type, isAmendment) : undefined;
  if (isAmendment && field === 'quotationId') return standing.quotation.id;
  if (isAmendment && field === 'quotationLineId') return lines(standing.quotation)[0]!.id;
  return own(company, field);
}

const lineOfTarget = (company: Company, type: string, inForce: boolean): string =>
  lines(inForce ? company.standing.inForce.get(type)! : company.record('Viewer', type))[0]!.id;
