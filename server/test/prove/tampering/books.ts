import type { Actor, Shown } from '../../support/actor.js';
import { approved, prepare, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';

const QUOTATIONS = 'sales-orders/quotations';
const ORDERS = 'sales-orders';
const DELIVERIES = 'sales-orders/deliveries';
const INVOICES = 'sales-orders/sales-invoices';
const RECEIPTS = 'sales-orders/receipts';
const BALANCES = 'sales-orders/opening-balances';
const ISSUES = 'inventory/stock-issues';
const ENTRIES = 'inventory/stock-entries';
const CLAIMS = 'office/expenses';

/** Books in which everything happened that leaves rows in a ledger, so that each kind of row is there to be tampered with. */
export async function openBooks(): Promise<World> {
  const world = await World.start();
  const books = new Books(await prepare(world), await world.colleague('Gu Yifan', { superiorId: world.second.id }));
  await books.goods();
  for (const quantity of ['6', '9']) await books.chain(quantity);
  await books.amendments();
  await books.taken();
  await books.shortage();
  await books.money();
  await books.claims();
  await books.decisions();
  return world;
}

class Books {
  private readonly world: World;
  private other!: { product: Shown; customer: Shown; warehouse: Shown; account: Shown };

  constructor(
    private readonly ground: Ground,
    private readonly colleague: Actor,
  ) {
    this.world = ground.world;
  }

  private get admin(): Actor {
    return this.world.admin;
  }

  private async made(path: string, body: Record<string, unknown>): Promise<Shown> {
    return approved(this.ground, path, await this.admin.create(path, body));
  }

  private ended(path: string, document: Shown, act: 'void' | 'close'): Promise<Shown> {
    return this.admin.act(path, document, act, { reason: 'No longer wanted' });
  }

  private reread(path: string, { id }: Shown): Promise<Shown> {
    return this.admin.get(`${path}/${id}`);
  }

  /** A second of everything, and movements of both products. */
  async goods(): Promise<void> {
    const { admin } = this;
    this.other = {
      product: await admin.create('inventory/products', {
        ...{ code: 'LM-20', name: 'Linear rail', unit: 'pc', taxRate: '13', salePrice: '99.9' },
      }),
      customer: await admin.create('customers', { name: 'Another customer' }),
      warehouse: await admin.create('inventory/warehouses', { code: 'SZ2', name: 'Suzhou No. 2' }),
      account: await admin.create('system/fund-accounts', {
        code: 'CASH',
        name: 'Cash',
        kind: 'cash',
        currency: 'CNY',
      }),
    };
    const lines = [
      { productId: this.other.product.id, quantity: '70', unitCost: '33.33' },
      { productId: this.ground.product.id, quantity: '5', unitCost: '4100' },
    ];
    for (const { id } of [this.ground.warehouse, this.other.warehouse])
      await this.made(ENTRIES, { warehouseId: id, reason: 'found', lines });
    const issue = { warehouseId: this.ground.warehouse.id, reason: 'used' };
    for (const quantity of ['3', '7'])
      await this.made(ISSUES, { ...issue, lines: [{ productId: this.other.product.id, quantity }] });
  }

  private lines(quantity: string): Record<string, unknown>[] {
    const products = [this.ground.product, this.other.product];
    return products.map(({ id }, index) => ({ productId: id, quantity: String(Number(quantity) + index) }));
  }

  private async order(quantity: string, extra: Record<string, unknown> = {}): Promise<Shown> {
    const { customer, warehouse } = this.ground;
    const body = { customerId: customer.id, warehouseId: warehouse.id, lines: this.lines(quantity), ...extra };
    return this.made(ORDERS, body);
  }

  private async delivery(order: Shown, quantity: string): Promise<Shown> {
    const lines = (order.lines as Shown[]).map(({ id }) => ({ orderLineId: id, quantity }));
    return this.made(DELIVERIES, { warehouseId: this.ground.warehouse.id, lines });
  }

  private async invoice(delivery: Shown): Promise<Shown> {
    return approved(this.ground, INVOICES, await this.admin.create(`${DELIVERIES}/${delivery.id}/invoice`, {}));
  }

  /** Quotation, order, two deliveries, their invoices, and a receipt that pays one of them and a part of the other. */
  async chain(quantity: string): Promise<void> {
    const { customer, account } = this.ground;
    const quotation = await this.made(QUOTATIONS, { customerId: customer.id, lines: this.lines(quantity) });
    const draft = await this.admin.create(`${QUOTATIONS}/${quotation.id}/order`, {});
    const warehouseId = this.ground.warehouse.id;
    const order = await approved(this.ground, ORDERS, await this.admin.change(ORDERS, draft, { warehouseId }));
    const [first, second] = [await this.delivery(order, '2'), await this.delivery(order, '3')];
    const invoices = [await this.invoice(first), await this.invoice(second)];
    await this.made(RECEIPTS, {
      ...{ customerId: customer.id, fundAccountId: account.id, amount: '60000' },
      lines: invoices.map(({ id, grossAmount }, index) => ({ itemId: id, amount: index ? '100' : grossAmount })),
    });
  }

  /** An order that is cut down, another whose amendment is given up, a third where it is rejected and brought again. */
  async amendments(): Promise<void> {
    for (const end of ['approve', 'discard', 'reject']) {
      const order = await this.admin.act(ORDERS, await this.order('8'), 'amend', { reason: `For ${end}` });
      const lines = (order.lines as Shown[]).map(({ id, product }) => ({ id, productId: product.id, quantity: '4' }));
      const patch = { lines: [...lines, ...this.lines('1').slice(0, 1)] };
      const match = (version: number): Record<string, string> => ({ 'If-Match': `"${version}"` });
      const path = `${ORDERS}/${order.id}/amendment`;
      let edited = (await this.admin.send('patch', path, patch, match(order.version))).body as Shown;
      if (end === 'discard') await this.admin.send('delete', path, undefined, match(edited.version));
      if (end === 'reject') {
        const pending = await this.admin.act(ORDERS, edited, 'submit');
        edited = await this.world.second.act(ORDERS, pending, 'reject', { reason: 'Too few' });
      }
      if (end !== 'discard') await approved(this.ground, ORDERS, edited);
    }
  }

  /** What was done and taken back, and what was closed before it was done. */
  async taken(): Promise<void> {
    const order = await this.order('5');
    const delivery = await this.delivery(order, '2');
    const invoice = await this.invoice(delivery);
    await this.ended(INVOICES, invoice, 'void');
    await this.ended(DELIVERIES, await this.reread(DELIVERIES, delivery), 'void');
    await this.delivery(order, '1');
    await this.ended(ORDERS, await this.reread(ORDERS, order), 'close');
    const quotation = await this.made(QUOTATIONS, { customerId: this.other.customer.id, lines: this.lines('2') });
    await this.ended(QUOTATIONS, quotation, 'close');
    await this.ended(ORDERS, await this.order('1', { customerId: this.other.customer.id }), 'void');
    const lines = [{ productId: this.other.product.id, quantity: '1' }];
    const issue = await this.made(ISSUES, { warehouseId: this.other.warehouse.id, reason: 'lost', lines });
    await this.ended(ISSUES, issue, 'void');
  }

  /** An order that waits for more than is there. */
  async shortage(): Promise<void> {
    const { customer, warehouse } = this.other;
    await this.made(ORDERS, { customerId: customer.id, warehouseId: warehouse.id, lines: this.lines('100') });
  }

  /** Deposits that are used, wholly or in parts, and a receipt that was a mistake. */
  async money(): Promise<void> {
    for (const party of [this.ground.customer, this.other.customer]) {
      const customerId = party.id;
      const item = await this.made(BALANCES, { customerId, amount: '500' });
      const deposit = { customerId, fundAccountId: this.other.account.id, amount: '450' };
      let receipt = await this.made(RECEIPTS, deposit);
      for (const amount of ['120', '70'])
        receipt = await this.admin.act(RECEIPTS, receipt, 'settle', { lines: [{ itemId: item.id, amount }] });
      const mistake = await this.made(RECEIPTS, { ...deposit, lines: [{ itemId: item.id, amount: '30' }] });
      await this.ended(RECEIPTS, mistake, 'void');
    }
  }

  /** Claims of several people, one of them paid, one paid and taken back. */
  async claims(): Promise<void> {
    for (const end of ['pay', 'void', 'none']) {
      const lines = [{ category: 'travel', date: '2026-11-02', description: 'Train', amount: '31.5' }];
      const beneficiaryId = this.colleague.id;
      const draft = await this.admin.create(CLAIMS, { purpose: `To Wuxi, ${end}`, lines, beneficiaryId });
      const edited = await this.colleague.change(CLAIMS, draft, { beneficiaryId: this.admin.id });
      const claim = await approved(this.ground, CLAIMS, edited);
      if (end === 'none') continue;
      const pay = { fundAccountId: this.other.account.id };
      const paid = await this.world.second.act(CLAIMS, claim, 'reimburse', pay);
      if (end === 'void') await this.ended(CLAIMS, paid, 'void');
    }
  }

  /** Runs that end in every way: rejected, withdrawn, handed on, decided with words, and still open. */
  async decisions(): Promise<void> {
    const { second, admin } = this.world;
    const body = { customerId: this.other.customer.id, lines: this.lines('3') };
    const pending = async (): Promise<Shown> => admin.act(QUOTATIONS, await admin.create(QUOTATIONS, body), 'submit');
    const rejected = await second.act(QUOTATIONS, await pending(), 'reject', { reason: 'Too dear' });
    const again = await admin.act(QUOTATIONS, rejected, 'submit');
    await admin.act(QUOTATIONS, await admin.act(QUOTATIONS, again, 'withdraw'), 'submit');
    const hand = { userId: this.colleague.id, reason: 'On leave' };
    for (const decide of [true, false]) {
      const handed = await second.act(QUOTATIONS, await pending(), 'transfer', hand);
      if (decide) await this.colleague.act(QUOTATIONS, handed, 'approve', { comment: 'Fine' });
    }
  }
}
