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
