import { randomUUID } from 'node:crypto';
import type { Actor, Shown } from '../../support/actor.js';
import { approved } from '../../support/factories.js';
import type { World } from '../../support/world.js';
import type { Crew } from './crew.js';
import { Model } from './model.js';
import { newLine, type Doc, type Kind, type Line, type NewDoc } from './papers.js';

export const PATHS: Readonly<Record<Kind, string>> = {
  quote: 'sales-orders/quotations',
  order: 'sales-orders',
  delivery: 'sales-orders/deliveries',
  invoice: 'sales-orders/sales-invoices',
  balance: 'sales-orders/opening-balances',
  receipt: 'sales-orders/receipts',
  entry: 'inventory/stock-entries',
  issue: 'inventory/stock-issues',
  claim: 'office/expenses',
};
export const TABLES: Readonly<Record<Kind, string>> = {
  quote: 'quotation',
  order: 'sales_order',
  delivery: 'delivery',
  invoice: 'sales_invoice',
  balance: 'opening_balance',
  receipt: 'receipt',
  entry: 'stock_entry',
  issue: 'stock_issue',
  claim: 'expense',
};
const FIRST_STOCK = [20, 8] as const;
/** In cents. */
const FIRST_MONEY = 50_000;
/** In cents. The second does not divide, so that amounts have to be rounded. */
const GOODS = [
  { name: 'Motor', price: 10000 },
  { name: 'Rail', price: 3333 },
] as const;

interface Ground {
  readonly customer: Shown;
  readonly account: Shown;
  readonly warehouses: readonly Shown[];
  readonly products: readonly Shown[];
}

/** What a run of acts is about: its own goods, customer and account in a world that it shares with other runs. */
export class Desk {
  private constructor(
    readonly world: World,
    readonly crew: Crew,
    readonly model: Model,
    readonly ground: Ground,
  ) {}

  static async open(world: World, crew: Crew, model = new Model()): Promise<Desk> {
    const ground = await prepare(world.admin);
    for (const [index, { id }] of ground.products.entries()) model.prices.set(id, GOODS[index]!.price);
    const desk = new Desk(world, crew, model, ground);
    for (const [index, { id }] of ground.warehouses.entries()) await desk.fill(id, FIRST_STOCK[index]!);
    await desk.deposit();
    return desk;
  }

  /** Something lies there from the start, so that runs do not begin with filling the warehouses and the account. */
  private async fill(warehouseId: string, pieces: number): Promise<void> {
    const lines = this.ground.products.map(({ id }) => ({ productId: id, quantity: String(pieces), unitCost: '40' }));
    const entry = await this.made('entry', { warehouseId, reason: 'opening', lines });
    this.keep({
      id: entry.id,
      kind: 'entry',
      warehouse: warehouseId,
      lines: linesOf(entry),
      amount: cents(entry['amount']),
    });
  }

  private async deposit(): Promise<void> {
    const { customer, account } = this.ground;
    const amount = money(FIRST_MONEY);
    const { id } = await this.made('receipt', { customerId: customer.id, fundAccountId: account.id, amount });
    this.keep({ id, kind: 'receipt', amount: FIRST_MONEY });
  }

  private async made(kind: Kind, body: Record<string, unknown>): Promise<Shown> {
    const { world } = this;
    return approved({ world }, PATHS[kind], await world.admin.create(PATHS[kind], body));
  }

  private keep(given: NewDoc): void {
    const { id } = this.world.admin;
    const doc = this.model.add(given, id);
    this.model.submit(doc, id);
    this.model.approve(doc);
  }

  /** How a document stands by the model, and how the API shows it. */
  async shown(doc: Doc): Promise<string> {
    const { status, amount } = await this.world.admin.get(`${PATHS[doc.kind]}/${doc.id}`);
    return `${doc.kind} ${doc.id} ${status} ${cents(amount)}`;
  }
}

async function prepare(admin: Actor): Promise<Ground> {
  const code = (): string => randomUUID().slice(0, 8).toUpperCase();
  const products: Shown[] = [];
  for (const { name, price } of GOODS) {
    const terms = { unit: 'pc', taxRate: '13', salePrice: money(price) };
    products.push(await admin.create('inventory/products', { code: code(), name, ...terms }));
  }
  const warehouses: Shown[] = [];
  for (const name of ['Hangzhou', 'Ningbo'])
    warehouses.push(await admin.create('inventory/warehouses', { code: code(), name }));
  const customer = await admin.create('customers', { name: `Customer ${randomUUID()}` });
  const bank = { code: code(), name: 'Main', kind: 'bank', currency: 'CNY' };
  return { customer, account: await admin.create('system/fund-accounts', bank), warehouses, products };
}

export const cents = (amount: unknown): number => Math.round(Number(amount ?? 0) * 100);
export const money = (amount: number): string => (amount / 100).toFixed(2);

/** The lines of a document as the model keeps them. */
export const linesOf = (document: Shown, of: readonly Line['of'][] = []): Line[] =>
  (document.lines as Shown[]).map(({ id, product, quantity }, index) =>
    newLine({ id, product: product.id, quantity: Number(quantity), of: of[index] }),
  );
