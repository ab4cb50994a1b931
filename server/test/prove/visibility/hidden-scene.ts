import type { DocumentDefinition } from '@guanxi/shared/documents';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, recordOf, type Ground } from '../../support/factories.js';

/** The records that hold secrets, and what is about to happen with them. */
export interface Scene {
  readonly ground: Ground;
  /** By type: master data as it is, documents in force. */
  readonly records: ReadonlyMap<string, Shown>;
  /** By type: documents that can still be edited. */
  readonly drafts: ReadonlyMap<string, Shown>;
  /** Documents about the records by a name. */
  readonly documents: ReadonlyMap<string, Shown>;
}

const ORDERS = 'sales-orders';
const DAY = '2026-11-02';
const IF_ANY = { 'If-Match': '*' };

const documentOf = ({ world }: Ground, type: string): DocumentDefinition | undefined =>
  world.app
    .get(DocumentRegistry)
    .all()
    .find(({ definition }) => definition.type === type)?.definition;

/** A record of each resource with a history, so that its timeline has something to give away. */
export async function sceneOf(ground: Ground, clerk: Actor, resources: readonly ResourceDefinition[]): Promise<Scene> {
  const { admin } = ground.world;
  const records = new Map<string, Shown>();
  const drafts = new Map<string, Shown>();
  for (const resource of resources) {
    const record = await recordOf(ground, resource, admin);
    const isDocument = documentOf(ground, resource.type) !== undefined;
    records.set(resource.type, isDocument ? await approved(ground, resource.path, record) : record);
    if (isDocument) drafts.set(resource.type, await recordOf(ground, resource, admin));
  }
  return { ground, records, drafts, documents: await documentsAbout(ground, clerk, records) };
}

/**
 * Documents that a secret of their customer, product or account could decide about. A secret changes from 111.11 to 888.88:
 * with what is in force, an order of 100 lies between; the others are beyond both, so that what a figure has to decide is
 * decided the same.
 */
async function documentsAbout(
  ground: Ground,
  clerk: Actor,
  records: ReadonlyMap<string, Shown>,
): Promise<Map<string, Shown>> {
  const { admin } = ground.world;
  const customerId = records.get('customer')!.id;
  const fundAccountId = records.get('fund-account')!.id;
  const line = (price: string): object => ({ productId: ground.product.id, quantity: '1', price });
  const order = (price: string): Promise<Shown> =>
    admin.create(ORDERS, { customerId, warehouseId: ground.warehouse.id, lines: [line(price)] });
  const expense = { purpose: 'Fair', lines: [{ category: 'travel', date: DAY, description: 'Stand', amount: '5000' }] };
  const receipt = { customerId, fundAccountId, amount: '10', lines: [] };
  const waiting = (path: string, draft: Shown): Promise<Shown> => handedTo(ground, clerk, path, draft);
  const named: [string, Shown][] = [
    ['order between', await order('100')],
    ['order beyond', await order('6480')],
    ['order in force', await approved(ground, ORDERS, await order('300'))],
    ['order amended', await amendedBeyond(ground, await order('300'))],
    ['order waiting', await waiting(ORDERS, await order('6480'))],
    ['quotation', await admin.create(`${ORDERS}/quotations`, { customerId, lines: [line('500')] })],
    ['balance', await admin.create(`${ORDERS}/opening-balances`, { customerId, amount: '500' })],
    ['receipt', await admin.create(`${ORDERS}/receipts`, receipt)],
    ['receipt waiting', await waiting(`${ORDERS}/receipts`, await admin.create(`${ORDERS}/receipts`, receipt))],
    ['expense in force', await claimedBySecond(ground, expense)],
    ...(await goodsOf(ground, waiting)),
  ];
  return new Map(named);
}

/** An order in force that is to become larger. */
async function amendedBeyond(ground: Ground, draft: Shown): Promise<Shown> {
  const { admin } = ground.world;
  const inForce = await approved(ground, ORDERS, draft);
  const opened = await admin.act(ORDERS, inForce, 'amend', { reason: 'More of it' });
  const [line] = opened['lines'] as Shown[];
  const lines = [{ id: line!.id, productId: ground.product.id, quantity: '1', price: '6480' }];
  const { status, body, text } = await admin.send('patch', `${ORDERS}/${opened.id}/amendment`, { lines }, IF_ANY);
  if (status !== 200) throw new Error(text);
  return body as Shown;
}

/** The administrator, who has to be able to pay it, is not its author. */
async function claimedBySecond({ world: { admin, second } }: Ground, claim: Record<string, unknown>): Promise<Shown> {
  const path = 'office/expenses';
  return admin.act(path, await second.act(path, await second.create(path, claim), 'submit'), 'approve');
}

/** Goods that come and go beside what is sold. */
async function goodsOf(
  ground: Ground,
  waiting: (path: string, draft: Shown) => Promise<Shown>,
): Promise<[string, Shown][]> {
  const { admin } = ground.world;
  const draft = (type: string): Promise<Shown> => recordOf(ground, documentOf(ground, type)!, admin);
  return [
    ['stock issue', await draft('stock-issue')],
    ['stock issue waiting', await waiting('inventory/stock-issues', await draft('stock-issue'))],
    ['stock entry waiting', await waiting('inventory/stock-entries', await draft('stock-entry'))],
  ];
}

/** Submits a draft of the administrator; whoever would decide hands the decision on. */
async function handedTo({ world }: Ground, to: Actor, path: string, draft: Shown): Promise<Shown> {
  const waiting = await world.admin.act(path, draft, 'submit');
  return world.second.act(path, waiting, 'transfer', { userId: to.id, reason: 'On leave' });
}
