import { randomUUID } from 'node:crypto';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, type Ground } from '../../support/factories.js';
import type { World } from '../../support/world.js';
import { Model, type Doc, type Kind } from './model.js';

export const PATHS: Readonly<Record<Kind, string>> = {
  order: 'sales-orders',
  delivery: 'sales-orders/deliveries',
  invoice: 'sales-orders/sales-invoices',
  receipt: 'sales-orders/receipts',
  entry: 'inventory/stock-entries',
  issue: 'inventory/stock-issues',
};
const TABLES: Readonly<Record<Kind, string>> = {
  order: 'sales_order',
  delivery: 'delivery',
  invoice: 'sales_invoice',
  receipt: 'receipt',
  entry: 'stock_entry',
  issue: 'stock_issue',
};
const FIRST_STOCK = 25;

/** What a run of acts is about: its own goods, customer and account in a world that it shares with other runs. */
export class Desk {
  private constructor(
    readonly world: World,
    readonly model: Model,
    /** Orders are meant for a warehouse where nothing lies, so that none of them holds up another. */
    readonly ground: Omit<Ground, 'world' | 'product'> & { readonly elsewhere: Shown },
    readonly products: readonly Shown[],
  ) {}

  static async open(world: World, model = new Model()): Promise<Desk> {
    const { admin } = world;
    const code = (): string => randomUUID().slice(0, 8).toUpperCase();
    const terms = { unit: 'pc', taxRate: '13', salePrice: '100' };
    const products = [];
    for (const name of ['Motor', 'Rail'])
      products.push(await admin.create('inventory/products', { code: code(), name, ...terms }));
    const desk = new Desk(
      world,
      model,
      {
        customer: await admin.create('customers', { name: `Customer ${randomUUID()}` }),
        warehouse: await admin.create('inventory/warehouses', { code: code(), name: 'Hangzhou' }),
        elsewhere: await admin.create('inventory/warehouses', { code: code(), name: 'Ningbo' }),
        account: await admin.create('system/fund-accounts', {
          ...{ code: code(), name: 'Main', kind: 'bank', currency: 'CNY' },
        }),
      },
      products,
    );
    await desk.fill();
    return desk;
  }

  get admin(): Actor {
    return this.world.admin;
  }

  /** Something lies there from the start, so that runs do not begin with filling the warehouse. */
  private async fill(): Promise<void> {
    const lines = this.products.map(({ id }) => ({ productId: id, quantity: String(FIRST_STOCK), unitCost: '40' }));
    const body = { warehouseId: this.ground.warehouse.id, reason: 'opening', lines };
    const entry = await approved({ world: this.world }, PATHS.entry, await this.admin.create(PATHS.entry, body));
    const doc = this.model.add('entry', entry.id, linesOf(entry));
    this.model.submit(doc);
    this.model.approve(doc);
  }

  /** How everything stands in the database, in the words of `expected`. */
  async observed(): Promise<string[]> {
    const { docs } = this.model;
    const statuses = Object.entries(TABLES).map(
      ([kind, table]) => `SELECT '${kind} ' || id || ' ' || status AS said FROM ${table} WHERE id = ANY($1)`,
    );
    const rows = await this.world.sqlAsApp(
      `${statuses.join(' UNION ALL ')}
       UNION ALL SELECT 'line ' || line_id || ' ' || trunc(total) || ' less ' || trunc(cancelled) || ', delivered ' || trunc(delivered) || ', invoiced ' || trunc(invoiced)
         FROM fulfilment WHERE document_id = ANY($1)
       UNION ALL SELECT 'item ' || id || ' ' || trunc(settled * 100) || ' of ' || trunc(amount * 100) FROM open_item WHERE id = ANY($1)
       UNION ALL SELECT 'stock ' || product_id || ' ' || trunc(on_hand) FROM stock_balance WHERE product_id = ANY($2) AND warehouse_id <> $4
       UNION ALL SELECT 'funds ' || trunc(balance * 100) FROM fund_account WHERE id = $3`,
      [docs.map(({ id }) => id), this.products.map(({ id }) => id), this.ground.account.id, this.ground.elsewhere.id],
    );
    return rows.map(({ said }) => String(said)).sort();
  }

  /** How everything stands by the model. */
  expected(): string[] {
    const { docs, stock, funds } = this.model;
    return [
      ...docs.map(({ kind, id, status }) => `${kind} ${id} ${status}`),
      ...docs.filter(hasLines).flatMap((doc) => doc.lines.map((line) => lineText(doc, line))),
      ...docs.filter(hasItem).map(({ id, settled, amount }) => `item ${id} ${settled} of ${amount}`),
      ...[...stock].map(([product, pieces]) => `stock ${product} ${pieces}`),
      `funds ${funds}`,
    ].sort();
  }

  /** What the API shows of documents and stock, in the same words. */
  async shown(): Promise<string[]> {
    const { items } = await this.admin.get<{ items: Shown[] }>(
      `inventory/stock?warehouseId=${this.ground.warehouse.id}`,
    );
    const texts = items.map(({ product, onHand }) => `stock ${product.id} ${onHand}`);
    for (const { kind, id } of this.model.docs) {
      const { status } = await this.admin.get(`${PATHS[kind]}/${id}`);
      texts.push(`${kind} ${id} ${status}`);
    }
    return texts.sort();
  }
}

const isPosted = ({ status }: Doc): boolean => !['draft', 'pending', 'rejected'].includes(status);
const hasLines = (doc: Doc): boolean => isPosted(doc) && (doc.kind === 'order' || doc.kind === 'delivery');
const hasItem = (doc: Doc): boolean => isPosted(doc) && (doc.kind === 'invoice' || doc.kind === 'receipt');
const lineText = ({ kind }: Doc, line: Doc['lines'][number]): string =>
  `line ${line.id} ${line.quantity} less ${line.cancelled}, delivered ${kind === 'order' ? line.delivered : 0}, invoiced ${line.invoiced}`;

/** The lines of a document as the model keeps them. */
export const linesOf = (document: Shown, of: readonly Doc['lines'][number]['of'][] = []): Doc['lines'] =>
  (document.lines as Shown[]).map(({ id, product, quantity }, index) => ({
    ...{ id, product: product.id, quantity: Number(quantity), delivered: 0, invoiced: 0, cancelled: 0 },
    ...(of[index] ? { of: of[index] } : {}),
  }));
