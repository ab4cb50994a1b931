import { randomInt, randomUUID } from 'node:crypto';
import type { Actor, Shown } from './actor.js';
import type { World } from './world.js';

/** What documents are about: somebody to sell to, something to sell, a place where it lies, an account for the money. */
export interface Ground {
  readonly world: World;
  readonly customer: Shown;
  readonly product: Shown;
  readonly warehouse: Shown;
  readonly account: Shown;
}

const STOCK_ENTRIES = 'inventory/stock-entries';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const BALANCES = 'sales-orders/opening-balances';

/** Master data with a hundred pieces in stock. */
export async function prepare(world: World): Promise<Ground> {
  const { admin } = world;
  const customer = await admin.create('customers', { name: '苏州沃克自动化设备有限公司' });
  const warehouse = await admin.create('inventory/warehouses', { code: 'HZ1', name: 'Hangzhou No. 1' });
  const product = await admin.create('inventory/products', {
    code: 'SV-750',
    name: 'Servo motor',
    unit: 'pc',
    taxRate: '13',
    salePrice: '6480',
  });
  const account = await admin.create('system/fund-accounts', {
    code: 'ICBC',
    name: 'Main account',
    kind: 'bank',
    currency: 'CNY',
  });
  const ground = { world, customer, product, warehouse, account };
  await approved(ground, STOCK_ENTRIES, await FACTORIES['stock-entry']!(ground, admin));
  return ground;
}

/** Submits a draft of the administrator and has the second person approve it. */
export async function approved({ world }: Pick<Ground, 'world'>, path: string, draft: Shown): Promise<Shown> {
  return world.second.act(path, await world.admin.act(path, draft, 'submit'), 'approve');
}

const linesOf = (
  { product }: Ground,
  quantity: string,
  extra: Record<string, unknown> = {},
): Record<string, unknown>[] => [{ productId: product.id, quantity, ...extra }];

async function anOrder(ground: Ground, by: Actor): Promise<Shown> {
  const { customer, warehouse } = ground;
  return by.create(ORDERS, { customerId: customer.id, warehouseId: warehouse.id, lines: linesOf(ground, '2') });
}

async function aDelivery(ground: Ground, by: Actor): Promise<Shown> {
  const order = await approved(ground, ORDERS, await anOrder(ground, ground.world.admin));
  return by.create(`${ORDERS}/${order.id}/delivery`, {});
}

async function anInvoice(ground: Ground, by: Actor): Promise<Shown> {
  const delivery = await approved(ground, DELIVERIES, await aDelivery(ground, ground.world.admin));
  return by.create(`${DELIVERIES}/${delivery.id}/invoice`, {});
}

const aBalance = ({ customer }: Ground, by: Actor): Promise<Shown> =>
  by.create(BALANCES, { customerId: customer.id, amount: '120.50' });

/** Money for an opening balance, with something left over as a deposit. */
async function aReceipt(ground: Ground, by: Actor): Promise<Shown> {
  const { customer, account, world } = ground;
  const balance = await approved(ground, BALANCES, await aBalance(ground, world.admin));
  return by.create('sales-orders/receipts', {
    ...{ customerId: customer.id, fundAccountId: account.id, amount: '200' },
    lines: [{ itemId: balance.id, amount: '120.50' }],
  });
}

/** A draft of every document type that could be submitted at once. A type that is missing here fails the architecture test. */
export const FACTORIES: Readonly<Record<string, (ground: Ground, by: Actor) => Promise<Shown>>> = {
  quotation: (ground, by) =>
    by.create('sales-orders/quotations', { customerId: ground.customer.id, lines: linesOf(ground, '1') }),
  'sales-order': anOrder,
  delivery: aDelivery,
  'sales-invoice': anInvoice,
  receipt: aReceipt,
  'opening-balance': aBalance,
  'stock-entry': (ground, by) =>
    by.create(STOCK_ENTRIES, {
      warehouseId: ground.warehouse.id,
      reason: 'opening',
      lines: linesOf(ground, '100', { unitCost: '4000' }),
    }),
  'stock-issue': (ground, by) =>
    by.create('inventory/stock-issues', {
      warehouseId: ground.warehouse.id,
      reason: 'used',
      lines: linesOf(ground, '1'),
    }),
  expense: (_, by) =>
    by.create('office/expenses', {
      purpose: 'Visit to Wuxi',
      lines: [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '312.50' }],
    }),
};

type Input = Record<string, unknown>;

/** Something short that no other record has. */
const unique = (): string => randomUUID().slice(0, 8).toUpperCase();

/** A valid body for the creation of each kind of master data. */
export const INPUTS: Readonly<Record<string, (ground: Ground) => Input>> = {
  department: () => ({ code: unique(), name: 'Sales North' }),
  user: () => ({ login: `user.${unique().toLowerCase()}`, name: 'Chen Jie', roleIds: [] }),
  team: ({ world }) => ({ name: `Team ${unique()}`, leaderId: world.admin.id, memberIds: [world.admin.id] }),
  role: () => ({ name: `Role ${unique()}`, permissions: ['customers.customer.read'] }),
  currency: () => ({
    ...{
      code: Array.from({ length: 3 }, () => String.fromCharCode(65 + randomInt(26))).join(''),
      name: 'Foreign',
      symbol: 'F',
      minorUnit: 2,
    },
    ...{ rate: '7.1', rateDate: '2026-01-01' },
  }),
  'tax-rate': () => ({ code: unique(), name: 'Reduced', rate: '9', validFrom: '2026-01-01' }),
  'fund-account': () => ({ code: unique(), name: 'Petty cash', kind: 'cash', currency: 'CNY' }),
  dictionary: () => ({ type: 'source', code: unique(), name: 'Trade fair' }),
  'numbering-rule': () => ({ documentType: 'quotation', prefix: 'BJ', digits: 5 }),
  'approval-flow': () => ({
    ...{ documentType: 'quotation', name: `Large ${unique()}`, priority: 5 },
    conditions: [{ field: 'amount', operator: 'gt', value: '100000' }],
    steps: [{ name: 'Superior', mode: 'any', approver: { kind: 'superior', level: 1 } }],
  }),
  customer: () => ({ name: `Customer ${unique()}` }),
  contact: ({ customer }) => ({ customerId: customer.id, name: 'Zhao Lei', mobile: '13900001111' }),
  category: () => ({ code: unique(), name: 'Motors' }),
  product: () => ({ code: unique(), name: 'Encoder', unit: 'pc', taxRate: '13', salePrice: '320' }),
  warehouse: () => ({ code: unique(), name: 'Suzhou No. 2' }),
  interaction: ({ customer }) => ({
    ...{ customerId: customer.id, kind: 'visit', summary: 'Showed the new encoder' },
    ...{ nextStep: 'Send a quotation', nextDate: '2026-11-20' },
  }),
};

/** What comes with a company or follows from documents, and is never created by itself. */
const GIVEN = [
  'company',
  'period',
  'stock',
  'stock-ledger',
  'demand',
  'receivable',
  'fund-ledger',
  'audit-log',
  'login-log',
];

/** What brings about the first record of what follows from documents, where nothing has. */
const CAUSES: Readonly<Record<string, (ground: Ground) => Promise<unknown>>> = {
  'fund-ledger': async (ground) =>
    approved(ground, 'sales-orders/receipts', await aReceipt(ground, ground.world.admin)),
};

/**
 * A record of a resource: a draft of documents, a new record of master data, the first of what can't be created.
 * @throws when the resource has no factory, so that a new one is not left out of any test.
 */
export async function recordOf(
  ground: Ground,
  { type, path }: { type: string; path: string },
  by: Actor,
): Promise<Shown> {
  const document = FACTORIES[type];
  if (document) return document(ground, by);
  const input = INPUTS[type];
  if (input) return by.create(path, input(ground));
  if (!GIVEN.includes(type)) throw new Error(`${type} has no factory in test/support/factories.ts`);
  const read = async (): Promise<Shown | undefined> => (await by.get<{ items: Shown[] }>(`${path}?limit=1`)).items[0];
  const first = (await read()) ?? (await CAUSES[type]?.(ground), await read());
  if (!first) throw new Error(`there is no ${type} yet`);
  return first;
}
