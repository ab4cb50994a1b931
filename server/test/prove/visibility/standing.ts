import type { Actor, Shown } from '../../support/actor.js';
import { approved, type Ground } from '../../support/factories.js';

const ORDERS = 'sales-orders';
const QUOTATIONS = `${ORDERS}/quotations`;

/** What is under way in the company beside the drafts that each person owns. */
export interface Standing {
  /** Documents of the viewer in force: a quotation and an order with an open amendment each, a receipt with money left. */
  readonly inForce: ReadonlyMap<string, Shown>;
  /** A quotation of the viewer, in force, of which something is open, and the orders that came of it by their owner. */
  readonly quotation: Shown;
  readonly orders: ReadonlyMap<string, Shown>;
  /** What the administrator delivered of the stranger's order. */
  readonly delivery: Shown;
  /** Ids of approval tasks: the viewer's, and one of somebody else about a document of the stranger. */
  readonly tasks: { readonly mine: string; readonly foreign: string };
}

/** How much was ordered of the quotation by whom; two pieces stay open. */
const QUOTED = '12';
export const ORDERED: Readonly<Record<string, string>> = { Viewer: '2', Peer: '3', Stranger: '5' };

interface Party {
  readonly ground: Ground;
  readonly people: ReadonlyMap<string, Actor>;
  /** Customer and receivable of each person by name. */
  readonly customerOf: (name: string) => Shown;
}

/** A draft of somebody that the second person approves. */
async function inForceOf({ ground: { world } }: Party, by: Actor, path: string, draft: Shown): Promise<Shown> {
  return world.second.act(path, await by.act(path, draft, 'submit'), 'approve');
}

const lineOf = (document: Shown): Shown => (document['lines'] as Shown[])[0]!;

export async function standingOf(party: Party): Promise<Standing> {
  const viewer = party.people.get('Viewer')!;
  const { ground, customerOf } = party;
  const quoted = (quantity: string): object => ({
    ...{ customerId: customerOf('Viewer').id, lines: [{ productId: ground.product.id, quantity }] },
  });
  const quote = async (quantity: string): Promise<Shown> =>
    inForceOf(party, viewer, QUOTATIONS, await viewer.create(QUOTATIONS, { ...quoted(quantity) }));
  const quotation = await quote(QUOTED);
  const orders = new Map<string, Shown>();
  for (const [name, quantity] of Object.entries(ORDERED))
    orders.set(name, await orderOf(party, quotation, name, quantity));
  const delivery = await ground.world.admin.create(`${ORDERS}/${orders.get('Stranger')!.id}/delivery`, {});
  const reason = { reason: 'Other quantities' };
  const inForce = new Map([
    ['quotation', await viewer.act(QUOTATIONS, await quote('1'), 'amend', reason)],
    ['sales-order', await viewer.act(ORDERS, orders.get('Viewer')!, 'amend', reason)],
    ['receipt', await receiptOf(party, viewer)],
  ]);
  return {
    ...{ inForce, quotation, orders, tasks: await tasksOf(party) },
    delivery: await approved(ground, `${ORDERS}/deliveries`, delivery),
  };
}

/** An order of somebody for the viewer's customer, of what the viewer has quoted. */
async function orderOf(party: Party, quotation: Shown, name: string, quantity: string): Promise<Shown> {
  const { ground, people } = party;
  const { id: quotationLineId } = lineOf(quotation);
  const draft = await ground.world.admin.create(ORDERS, {
    ...{ customerId: quotation['customer'].id, quotationId: quotation.id, ownerId: people.get(name)!.id },
    ...{ warehouseId: ground.warehouse.id, lines: [{ productId: ground.product.id, quantity, quotationLineId }] },
  });
  return approved(ground, ORDERS, draft);
}

async function receiptOf(party: Party, viewer: Actor): Promise<Shown> {
  const { account } = party.ground;
  const path = `${ORDERS}/receipts`;
  const draft = await viewer.create(path, {
    ...{ customerId: party.customerOf('Viewer').id, fundAccountId: account.id, amount: '90', lines: [] },
  });
  return inForceOf(party, viewer, path, draft);
}

/** Whoever the viewer is the superior of asks the viewer; the stranger asks somebody else. */
async function tasksOf({ ground, people, customerOf }: Party): Promise<Standing['tasks']> {
  const asked = async (name: string): Promise<string> => {
    const by = people.get(name)!;
    const lines = [{ productId: ground.product.id, quantity: '1' }];
    const draft = await by.create(QUOTATIONS, { customerId: customerOf(name).id, lines });
    const { id } = await by.act(QUOTATIONS, draft, 'submit');
    const [task] = await ground.world.sqlAsApp('SELECT id FROM approval_task WHERE document_id = $1', [id]);
    return task!['id'] as string;
  };
  return { mine: await asked('Junior'), foreign: await asked('Stranger') };
}
