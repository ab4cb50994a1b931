import type { Shown } from '../../support/actor.js';
import { approved, FACTORIES } from '../../support/factories.js';
import { DELIVERIES, INVOICES, ORDERS, RECEIPTS } from '../races/arena.js';
import { uploadOf } from '../routes/upload.js';
import type { Cast } from './documents.js';
import type { Plan } from './write.js';

const BALANCES = 'sales-orders/opening-balances';
const QUOTATIONS = 'sales-orders/quotations';
const CLAIMS = 'office/expenses';

/** What is done to documents besides the acts that all of them have: they are pushed down, settled, paid, and released by the dozen. */
export function furtherWrites({ ground }: Cast): Plan[] {
  const { admin } = ground.world;
  const inForce = async (type: string, path: string): Promise<Shown> =>
    approved(ground, path, await FACTORIES[type]!(ground, admin));
  const by = { by: 'admin', method: 'post' } as const;
  return [
    ...[
      { type: 'quotation', path: QUOTATIONS, next: 'order' },
      { type: 'sales-order', path: ORDERS, next: 'delivery' },
      { type: 'delivery', path: DELIVERIES, next: 'invoice' },
    ].map(({ type, path, next }) => ({
      ...{ ...by, name: `push down ${type}`, path: `${path}/{id}/${next}`, subject: () => inForce(type, path) },
    })),
    {
      ...{ ...by, name: 'settle receipt', path: `${RECEIPTS}/{id}/settle`, subject: () => deposit(ground) },
      body: async () => ({ lines: [{ itemId: (await inForce('opening-balance', BALANCES)).id, amount: '20' }] }),
    },
    {
      ...{ name: 'reimburse expense', by: 'second', method: 'post', path: `${CLAIMS}/{id}/reimburse` },
      subject: () => inForce('expense', CLAIMS),
      body: () => ({ fundAccountId: ground.account.id }),
    },
    {
      ...{ name: 'release delivery', by: 'second', method: 'post', path: 'inbox/releases' },
      subject: async () => admin.act(DELIVERIES, await FACTORIES['delivery']!(ground, admin), 'submit'),
      body: async ({ id }) => ({ taskIds: [await taskOf(ground, id)] }),
    },
  ];
}

async function deposit({ world, customer, account }: Cast['ground']): Promise<Shown> {
  const money = { customerId: customer.id, fundAccountId: account.id, amount: '5000' };
  return approved({ world }, RECEIPTS, await world.admin.create(RECEIPTS, money));
}

async function taskOf({ world }: Cast['ground'], documentId: string): Promise<unknown> {
  const [task] = await world.sqlAsApp(
    `SELECT id FROM approval_task WHERE document_id = $1 AND assignee_id = $2 AND state = 'open'`,
    [documentId, world.second.id],
  );
  return task!['id'];
}

/** Executions that take effect on their submission, because the approval of their order covers them. */
export function coveredWrites({ ground }: Cast): Plan[] {
  const { admin } = ground.world;
  const drafts: readonly [string, string, () => Promise<Shown>][] = [
    ['delivery', DELIVERIES, () => FACTORIES['delivery']!(ground, admin)],
    ['sales-invoice', INVOICES, () => FACTORIES['sales-invoice']!(ground, admin)],
    ['receipt', RECEIPTS, () => payment(ground)],
  ];
  return drafts.map(([type, path, subject]) => ({
    ...{ name: `submit covered ${type}`, by: 'admin', method: 'post', path: `${path}/{id}/submit` },
    ...{ policy: 'covered', subject },
  }));
}

/** Money for exactly one invoice. */
async function payment(ground: Cast['ground']): Promise<Shown> {
  const { world, customer, account } = ground;
  const invoice = await approved(ground, INVOICES, await FACTORIES['sales-invoice']!(ground, world.admin));
  const lines = [{ itemId: invoice.id, amount: invoice['amount'] as string }];
  const money = { customerId: customer.id, fundAccountId: account.id, amount: invoice['amount'] as string };
  return world.admin.create(RECEIPTS, { ...money, lines });
}

/** Master data, of which customers stand for all: their writes are those of one service. */
export function customerWrites({ ground: { world } }: Cast): Plan[] {
  const subject = (): Promise<Shown> => world.admin.create('customers', { name: 'New Ltd' });
  const archived = async (): Promise<Shown> => world.admin.act('customers', await subject(), 'archive');
  const upload = uploadOf('note.txt', 'What was agreed');
  const filed = async (): Promise<Shown> => {
    const customer = await subject();
    const body = upload.body as unknown as Record<string, unknown>;
    const file = await world.admin.send('post', `customers/${customer.id}/attachments`, body, upload.headers);
    return { ...customer, fileId: (file.body as Shown).id };
  };
  const one = { by: 'admin', path: 'customers/{id}', subject } as const;
  const onOne = { by: 'admin', method: 'post', subject } as const;
  return [
    { name: 'create customer', by: 'admin', method: 'post', path: 'customers', body: () => ({ name: 'New Ltd' }) },
    { ...one, name: 'edit customer', method: 'patch', body: () => ({ note: 'Changed' }) },
    { ...one, name: 'delete customer', method: 'delete' },
    { ...onOne, name: 'archive customer', path: 'customers/{id}/archive' },
    { ...onOne, name: 'restore customer', path: 'customers/{id}/restore', subject: archived },
    { ...onOne, name: 'comment customer', path: 'customers/{id}/comments', body: () => ({ text: 'As agreed' }) },
    { ...onOne, name: 'attach customer', path: 'customers/{id}/attachments', upload },
    { ...one, name: 'detach customer', method: 'delete', path: 'customers/{id}/attachments/{fileId}', subject: filed },
  ];
}
