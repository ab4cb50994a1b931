import { AMENDMENT_STATES, type DocumentDefinition, type DocumentState } from '@guanxi/shared/documents';
import type { Shown } from '../../support/actor.js';
import { approved, FACTORIES, recordOf, type Ground } from '../../support/factories.js';
import { attach } from './upload.js';

const reason = { reason: 'No longer wanted' };
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';
const BALANCES = 'sales-orders/opening-balances';

/** Makes a draft out of a document and brings it in force. */
async function pushed(ground: Ground, from: string, to: string): Promise<Shown> {
  return approved(ground, to, await ground.world.admin.create(from, {}));
}

async function balanceOf(ground: Ground, amount: string): Promise<Shown> {
  const input = { customerId: ground.customer.id, amount };
  return approved(ground, BALANCES, await ground.world.admin.create(BALANCES, input));
}

/** Pays what is owed. */
async function paid(ground: Ground, { id, amount }: Shown): Promise<void> {
  const { customer, account, world } = ground;
  const input = { customerId: customer.id, fundAccountId: account.id, amount, lines: [{ itemId: id, amount }] };
  await approved(ground, RECEIPTS, await world.admin.create(RECEIPTS, input));
}

/** What completes a document in force, of each type that has something to be done to it in parts. */
const COMPLETIONS: Readonly<Record<string, (ground: Ground, inForce: Shown) => Promise<unknown>>> = {
  quotation: (ground, { id }) => pushed(ground, `sales-orders/quotations/${id}/order`, ORDERS),
  'sales-order': async (ground, { id }) => {
    const delivery = await pushed(ground, `${ORDERS}/${id}/delivery`, DELIVERIES);
    await pushed(ground, `${DELIVERIES}/${delivery.id}/invoice`, INVOICES);
  },
  delivery: (ground, { id }) => pushed(ground, `${DELIVERIES}/${id}/invoice`, INVOICES),
  'sales-invoice': paid,
  'opening-balance': paid,
  receipt: async (ground, inForce) => {
    const rest = await balanceOf(ground, '79.50');
    await ground.world.admin.act(RECEIPTS, inForce, 'settle', { lines: [{ itemId: rest.id, amount: '79.50' }] });
  },
  expense: async ({ world }, inForce) => {
    const kind = { code: 'PETTY', name: 'Petty cash', kind: 'cash', currency: 'CNY', overdraft: true };
    const { id } = await world.admin.create('system/fund-accounts', kind);
    await world.second.act('office/expenses', inForce, 'reimburse', { fundAccountId: id });
  },
};

/** Brings a document in force to its end. @throws for a type of which it is not known how, so that a new one is not left out. */
async function completed(ground: Ground, { type, path }: DocumentDefinition, inForce: Shown): Promise<Shown> {
  const complete = COMPLETIONS[type];
  if (!complete) throw new Error(`nothing in test/prove/routes/states.ts completes a ${type}`);
  await complete(ground, inForce);
  return ground.world.admin.get(`${path}/${inForce.id}`);
}

/** The states that a document of a type can be in. */
export const statesOf = ({ lifecycle, progress }: DocumentDefinition): DocumentState[] => [
  ...new Set<DocumentState>([
    'draft',
    ...Object.values(lifecycle).flatMap(({ to }) => to ?? []),
    ...(progress.length > 0 ? (['completed'] as const) : []),
  ]),
];

/** A document in each state that people can bring it to, with the file that it had before it was submitted. */
export async function inStates(
  ground: Ground,
  definition: DocumentDefinition,
  files: Map<string, string>,
): Promise<Map<DocumentState, Shown>> {
  const { admin, second } = ground.world;
  const { path } = definition;
  const draft = async (): Promise<Shown> => {
    const document = await FACTORIES[definition.type]!(ground, admin);
    files.set(document.id, await attach(ground.world, `${path}/${document.id}`));
    return document;
  };
  const submit = async (): Promise<Shown> => admin.act(path, await draft(), 'submit');
  const inForce = async (): Promise<Shown> => approved(ground, path, await draft());
  const ways: Readonly<Partial<Record<DocumentState, () => Promise<Shown>>>> = {
    draft,
    pending: submit,
    rejected: async () => second.act(path, await submit(), 'reject', reason),
    effective: inForce,
    completed: async () => completed(ground, definition, await inForce()),
    closed: async () => admin.act(path, await inForce(), 'close', reason),
    void: async () => admin.act(path, await inForce(), 'void', reason),
  };
  const made = new Map<DocumentState, Shown>();
  for (const state of statesOf(definition)) {
    const document = await ways[state]!();
    if (document['status'] !== state) throw new Error(`a ${definition.type} is ${document['status']}, not ${state}`);
    made.set(state, document);
  }
  return made;
}

/** The states of an amendment that is open. */
export type OpenState = Exclude<(typeof AMENDMENT_STATES)[number], 'effective' | 'discarded'>;
export const OPEN_STATES: readonly OpenState[] = ['draft', 'pending', 'rejected'];

/** Documents in force with an amendment in each state in which it is open, of a type that can be amended. */
export async function amendedOf(ground: Ground, definition: DocumentDefinition): Promise<Map<OpenState, Shown>> {
  const { admin, second } = ground.world;
  const { path } = definition;
  const open = async (): Promise<Shown> => {
    const inForce = await approved(ground, path, await recordOf(ground, definition, admin));
    return admin.act(path, inForce, 'amend', { reason: 'Other quantities' });
  };
  const submit = async (): Promise<Shown> => {
    const { id, version, lines } = await open();
    const [{ id: lineId, product }] = lines as [{ id: string; product: { id: string } }];
    const body = { lines: [{ id: lineId, productId: product.id, quantity: '3' }] };
    const edited = await admin.send('patch', `${path}/${id}/amendment`, body, { 'If-Match': `"${version}"` });
    return admin.act(path, edited.body as Shown, 'submit');
  };
  const rejected = async (): Promise<Shown> => second.act(path, await submit(), 'reject', reason);
  return new Map([
    ['draft', await open()],
    ['pending', await submit()],
    ['rejected', await rejected()],
  ]);
}
