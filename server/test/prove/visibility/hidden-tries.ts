import type { Scene } from './hidden-scene.js';
import type { Question } from './questions.js';
import { enteredOf, type Secret } from './secrets.js';

type Json = Readonly<Record<string, unknown>>;
interface Try extends Question {
  /** Types of the records that it touches. */
  readonly about: readonly string[];
}

const dry = (path: string): string => `${path}?dryRun=true`;
const REASON = { reason: 'No longer wanted' };
const ORDERS = 'sales-orders';

class Tries {
  constructor(private readonly scene: Scene) {}

  all(): Try[] {
    return [...this.edits(), ...this.ofCustomers(), ...this.ofGoods(), ...this.ofMoney(), ...this.ofPeople()];
  }

  private id(type: string): string {
    return this.scene.records.get(type)!.id;
  }

  private create(about: readonly string[], path: string, body: Json): Try {
    return { channel: 'try', about, method: 'post', path: dry(path), body };
  }

  private act(about: readonly string[], path: string, document: string, act: string, body: Json = {}): Try {
    return this.create(about, `${path}/${this.scene.documents.get(document)!.id}/${act}`, body);
  }

  private edit(about: readonly string[], path: string, document: string, body: Json, below = ''): Try {
    const { id } = this.scene.documents.get(document)!;
    return { channel: 'try', about, method: 'patch', path: dry(`${path}/${id}${below}`), body };
  }

  /** What changes documents about a record, in force or not. */
  private edits(): Try[] {
    const goods = [{ productId: this.id('product'), quantity: '1' }];
    const sold = (price: string): Json[] => [{ productId: this.scene.ground.product.id, quantity: '1', price }];
    const [customer, product] = [['customer'], ['product']];
    return [
      ...['100', '6480'].map((price) => this.edit(customer, ORDERS, 'order between', { lines: sold(price) })),
      this.edit(customer, ORDERS, 'order between', { note: 'x' }),
      this.edit(customer, ORDERS, 'order amended', { lines: sold('500') }, '/amendment'),
      this.act(customer, ORDERS, 'order amended', 'submit'),
      this.edit(customer, `${ORDERS}/opening-balances`, 'balance', { amount: '6000' }),
      this.edit(product, ORDERS, 'order between', { lines: goods }),
      this.edit(product, ORDERS, 'order amended', { lines: goods }, '/amendment'),
      this.edit(product, `${ORDERS}/quotations`, 'quotation', { lines: goods }),
      this.edit(['fund-account', 'fund-ledger', 'customer'], `${ORDERS}/receipts`, 'receipt', { amount: '700' }),
    ];
  }

  private ofCustomers(): Try[] {
    const about = ['customer'];
    const customerId = this.id('customer');
    const lines = (price: string): Json[] => [{ productId: this.scene.ground.product.id, quantity: '1', price }];
    const order = (price: string): Try => this.create(about, ORDERS, { customerId, lines: lines(price) });
    return [
      ...[order('100'), order('6480')],
      this.create(about, `${ORDERS}/quotations`, { customerId, lines: lines('500') }),
      this.create(about, `${ORDERS}/opening-balances`, { customerId, amount: '500' }),
      this.create(about, 'customers/contacts', { customerId, name: 'Zhao Lei' }),
      this.create(about, 'customers', { name: 'Daughter Ltd', code: 'TRY-1', groupId: customerId }),
      this.create(about, 'relations/interactions', { customerId, kind: 'visit', summary: 'x' }),
      ...['order between', 'order beyond'].map((name) => this.act(about, ORDERS, name, 'submit')),
      ...['order between', 'order in force'].map((name) => this.act(about, ORDERS, name, 'copy')),
      this.act(about, ORDERS, 'order waiting', 'approve'),
      this.act(about, ORDERS, 'order waiting', 'reject', REASON),
      ...['void', 'close', 'amend'].map((act) => this.act(about, ORDERS, 'order in force', act, REASON)),
      this.act(about, ORDERS, 'order in force', 'delivery'),
      this.act(about, `${ORDERS}/quotations`, 'quotation', 'submit'),
      this.act(about, `${ORDERS}/opening-balances`, 'balance', 'submit'),
    ];
  }

  private ofGoods(): Try[] {
    const goods = [{ productId: this.id('product'), quantity: '1' }];
    const sold = { customerId: this.id('customer'), lines: goods };
    const lying = ['stock', 'stock-ledger', 'stock-entry', 'product'];
    const entries = 'inventory/stock-entries';
    const entry = this.id('stock-entry');
    const moved = { warehouseId: this.scene.ground.warehouse.id, reason: 'other' };
    return [
      this.create(['product'], ORDERS, sold),
      this.create(['product'], `${ORDERS}/quotations`, sold),
      this.create(['product'], `${ORDERS}/quotations`, { ...sold, lines: [{ ...goods[0], price: '7' }] }),
      this.create(['product'], entries, { ...moved, lines: [{ ...goods[0], unitCost: '7' }] }),
      this.create(['product'], 'inventory/stock-issues', { ...moved, lines: goods }),
      this.act(lying, 'inventory/stock-issues', 'stock issue', 'submit'),
      this.act(lying, 'inventory/stock-issues', 'stock issue waiting', 'approve'),
      this.act(lying, entries, 'stock entry waiting', 'approve'),
      this.act(['stock', 'stock-ledger'], ORDERS, 'order waiting', 'approve'),
      ...['void', 'copy'].map((act) => this.create(lying, `${entries}/${entry}/${act}`, act === 'void' ? REASON : {})),
      this.create(['stock-entry'], `${entries}/${this.scene.drafts.get('stock-entry')!.id}/submit`, {}),
    ];
  }

  private ofMoney(): Try[] {
    const about = ['fund-account', 'fund-ledger'];
    const [customerId, fundAccountId] = [this.id('customer'), this.id('fund-account')];
    const receipts = `${ORDERS}/receipts`;
    return [
      this.create([...about, 'customer'], receipts, { customerId, fundAccountId, amount: '10', lines: [] }),
      this.act(about, receipts, 'receipt', 'submit'),
      this.act(about, receipts, 'receipt waiting', 'approve'),
      this.act(about, 'office/expenses', 'expense in force', 'reimburse', { fundAccountId }),
    ];
  }

  private ofPeople(): Try[] {
    const [user, contactId] = [this.id('user'), this.id('contact')];
    const customerId = this.scene.ground.customer.id;
    const lines = [{ productId: this.scene.ground.product.id, quantity: '1', price: '7' }];
    return [
      this.create(['user'], 'customers', { name: 'Of somebody', code: 'TRY-2', ownerId: user }),
      this.act(['user'], ORDERS, 'order waiting', 'transfer', { userId: user, reason: 'On leave' }),
      this.create(['contact'], `${ORDERS}/quotations`, { customerId, contactId, lines }),
      this.create(['contact'], 'relations/interactions', { customerId, contactId, kind: 'visit', summary: 'x' }),
    ];
  }
}

/** A harmless edit of each type. */
const HARMLESS: Readonly<Record<string, Json>> = {
  ...{ contact: { title: 'x' }, user: { title: 'x' }, 'fund-account': { bankName: 'x' } },
};

/** Edits of the record itself: of something else, and of the secret, which must be refused in the same words. */
function editsOf(secret: Secret, { drafts, records }: Scene): Question[] {
  const { path, type } = secret.resource;
  if (!secret.channels.includes('try')) return [];
  const draft = drafts.get(type);
  const one = dry(`${path}/${(draft ?? records.get(type)!).id}`);
  const [, entered, other] = enteredOf(secret);
  const own = secret.input === secret.field && !draft ? [entered, other] : [];
  const bodies = [HARMLESS[type] ?? { note: 'x' }, ...own.map((value): Json => ({ [secret.field]: value }))];
  return [
    ...bodies.map((body): Question => ({ channel: 'try', method: 'patch', path: one, body })),
    ...(draft ? [] : [{ channel: 'try', method: 'post', path: one.replace('?', '/archive?'), body: {} } as const]),
    { channel: 'try', method: 'post', path: one.replace('?', '/comments?'), body: { text: 'x' } },
    { channel: 'try', method: 'delete', path: one },
  ];
}

/** Everything that can be tried with the record of a secret. */
export const triesWith = (secret: Secret, scene: Scene): Question[] => [
  ...editsOf(secret, scene),
  ...new Tries(scene).all().filter(({ about }) => about.includes(secret.resource.type)),
];
