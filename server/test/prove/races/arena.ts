import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, prepare, type Ground } from '../../support/factories.js';
import { Random } from '../../support/random.js';
import { Statements } from '../../support/statements.js';
import { World } from '../../support/world.js';

export const ORDERS = 'sales-orders';
export const DELIVERIES = 'sales-orders/deliveries';
export const INVOICES = 'sales-orders/sales-invoices';
export const RECEIPTS = 'sales-orders/receipts';
export const ISSUES = 'inventory/stock-issues';
export const ENTRIES = 'inventory/stock-entries';

/** So many act at the same time. */
export const CLIENTS = 16;

/** A document under its path. */
export interface Filed {
  readonly path: string;
  readonly document: Shown;
}

type Send = () => Promise<Response>;

/** A company in which many act at once, and what a race needs of it. */
export class Arena {
  readonly answers = new Map<number, number>();
  readonly statements: Statements;
  /** Whether everybody waits for their turn: what is not lost alone, but at once, is lost by the race. */
  inTurn = false;
  private count = 0;

  private constructor(
    readonly ground: Ground,
    /** A warehouse in which nothing lies. */
    readonly elsewhere: Shown,
    readonly random: Random,
  ) {
    this.statements = new Statements(ground.world.app);
  }

  static async open(suite: string): Promise<Arena> {
    const random = Random.announced(suite);
    // As many transactions as clients.
    const world = await World.start({}, { poolSize: (CLIENTS * 3) / 2 });
    // Each request would otherwise open and close a port of its own.
    await world.app.listen(0, '127.0.0.1');
    const ground = await prepare(world);
    const elsewhere = await world.admin.create('inventory/warehouses', { code: 'NB1', name: 'Ningbo No. 1' });
    return new Arena(ground, elsewhere, random);
  }

  get world(): World {
    return this.ground.world;
  }

  get admin(): Actor {
    return this.ground.world.admin;
  }

  /** Everybody at once, as many as clients. */
  async race(sends: readonly Send[], clients = CLIENTS): Promise<Response[]> {
    const answers = new Array<Response>(sends.length);
    const queue = sends.entries();
    const client = async (): Promise<void> => {
      for (const [index, send] of queue) {
        const answer = await send();
        this.answers.set(answer.status, (this.answers.get(answer.status) ?? 0) + 1);
        answers[index] = answer;
      }
    };
    await Promise.all(Array.from({ length: this.inTurn ? 1 : clients }, client));
    return answers;
  }

  act(by: Actor, { path, document }: Filed, act: string, body: Record<string, unknown> = {}): Send {
    return () => by.send('post', `${path}/${document.id}/${act}`, body, { 'If-Match': '*' });
  }

  approve(filed: Filed): Send {
    return this.act(this.world.second, filed, 'approve');
  }

  async customer(extra: Record<string, unknown> = {}): Promise<Shown> {
    this.count += 1;
    return this.admin.create('customers', { name: `Customer ${this.count} ${randomUUID()}`, ...extra });
  }

  /** A new product, so many pieces of which lie in the warehouse. */
  async product(pieces: number): Promise<Shown> {
    this.count += 1;
    const code = `P-${this.count}-${randomUUID().slice(0, 8)}`;
    const terms = { unit: 'pc', taxRate: '13', salePrice: '100' };
    const product = await this.admin.create('inventory/products', { code, name: `Product ${code}`, ...terms });
    await this.stock(product, String(pieces));
    return product;
  }

  /** Puts so many pieces into the warehouse. */
  async stock(product: Shown, quantity: string): Promise<void> {
    const lines = [{ productId: product.id, quantity, unitCost: '40' }];
    const entry = { warehouseId: this.ground.warehouse.id, reason: 'opening', lines };
    await approved(this.ground, ENTRIES, await this.admin.create(ENTRIES, entry));
  }

  /** A draft of an order. It is meant for where nothing lies, and reserves nothing, unless it names the warehouse. */
  draft(lines: readonly object[], extra: Record<string, unknown> = {}): Promise<Shown> {
    const { customer } = this.ground;
    return this.admin.create(ORDERS, { customerId: customer.id, warehouseId: this.elsewhere.id, lines, ...extra });
  }

  /** An order in force. */
  async order(lines: readonly object[], extra: Record<string, unknown> = {}): Promise<Shown> {
    return approved(this.ground, ORDERS, await this.draft(lines, extra));
  }

  async submitted(path: string, draft: Shown): Promise<Filed> {
    return { path, document: await this.admin.act(path, draft, 'submit') };
  }

  /** A delivery of the whole order that waits for its release. */
  async delivery(order: Shown): Promise<Filed> {
    const lines = (order.lines as Shown[]).map((line) => ({ orderLineId: line.id, quantity: line['quantity'] }));
    const body = { warehouseId: this.ground.warehouse.id, lines };
    return this.submitted(DELIVERIES, await this.admin.create(DELIVERIES, body));
  }

  async invoice(delivery: Shown): Promise<Filed> {
    return this.submitted(INVOICES, await this.admin.create(`${DELIVERIES}/${delivery.id}/invoice`, {}));
  }

  async stockOf(product: Shown): Promise<Shown> {
    const query = `productId=${product.id}&warehouseId=${this.ground.warehouse.id}`;
    const { items } = await this.admin.get<{ items: Shown[] }>(`inventory/stock?${query}`);
    return items[0]!;
  }

  read({ path, document }: Filed): Promise<Shown> {
    return this.admin.get(`${path}/${document.id}`);
  }

  /** What nobody should ever meet: failures of the server, deadlocks, lost serialization, locks waited for in vain. */
  async unrest(): Promise<string[]> {
    const [row] = await this.world.sqlAsOwner(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    const failures = [...this.answers].filter(([status]) => status >= 500);
    const refusals = [...this.statements.refusals].filter(([code]) => /^(40|53|55|57|08|none)/.test(code));
    return [
      ...failures.map(([status, times]) => `${times} × ${status}`),
      ...refusals.map(([code, times]) => `${times} × SQLSTATE ${code}`),
      ...(Number(row!['deadlocks']) > 0 ? [`${String(row!['deadlocks'])} deadlocks`] : []),
    ];
  }
}

/** What of `found` is not as it must be, in words. */
export const unless = (holds: boolean, found: string): string[] => (holds ? [] : [found]);

export const wonBy = (answers: readonly Response[]): Response[] => answers.filter((answer) => answer.status < 300);
export const lostBy = (answers: readonly Response[]): Response[] => answers.filter((answer) => answer.status >= 300);

export const summary = (answers: readonly Response[]): string =>
  [
    ...Map.groupBy(answers, ({ status, body }) =>
      `${status} ${String((body as { code?: string } | undefined)?.code ?? '')}`.trim(),
    ),
  ]
    .map(([what, all]) => `${all.length} × ${what}`)
    .join(', ');
