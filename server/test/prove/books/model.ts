import { inForce, isOpen, newDoc, openOf, type Doc, type Kind, type Line, type NewDoc, type Use } from './papers.js';
import { isDone, mayPost, mayTakeBack, mayUse } from './rules.js';
import { placeOf, Shelf, type Taking } from './shelf.js';
import type { Veto } from './vetoes.js';

/**
 * The books as a clerk would keep them with pencil and paper, one at a time: what lies where and for whom, what was quoted,
 * ordered, delivered and invoiced of each line, what is open. It knows nothing of locks, ledgers or SQL.
 */
export class Model {
  docs: Doc[] = [];
  shelf = new Shelf();
  /** Cents in the account. */
  funds = 0;
  /** Cents per piece. */
  readonly prices = new Map<string, number>();

  add(given: NewDoc, author: string): Doc {
    const doc = newDoc({ ...given, authors: new Set([author]) });
    this.docs.push(doc);
    this.price(doc);
    return doc;
  }

  /** What is sold costs what the list says. */
  price(doc: Doc): void {
    if (!['quote', 'order', 'delivery', 'invoice'].includes(doc.kind)) return;
    doc.amount = doc.lines.reduce((total, { product, quantity }) => total + quantity * this.prices.get(product)!, 0);
  }

  of(...kinds: Kind[]): Doc[] {
    return this.docs.filter(({ kind }) => kinds.includes(kind));
  }

  mayEdit = (doc: Doc): Veto => (isOpen(doc) ? undefined : 'not in such a state');
  mayRemove = (doc: Doc): Veto => this.mayEdit(doc) ?? (doc.hasNumber ? 'it has a number' : undefined);

  /** Whoever wrote it is refused as such; whoever is not asked as well. */
  mayDecide(doc: Doc, by: string, asked: string): Veto {
    if (doc.status !== 'pending') return 'not in such a state';
    if (doc.authors.has(by)) return 'an author decides';
    return by === asked ? undefined : 'not asked to decide';
  }

  mayWithdraw(doc: Doc, by: string): Veto {
    if (doc.status !== 'pending') return 'not in such a state';
    return doc.submitter === by ? undefined : 'not who submitted it';
  }

  /** What a document came from must be in force when it is submitted; a closed order is not delivered any more. */
  maySubmit(doc: Doc): Veto {
    const origins = [...doc.lines.flatMap(({ of }) => of?.doc ?? []), ...doc.uses.map(({ item }) => item)];
    const state = this.mayEdit(doc) ?? (origins.every(inForce) ? undefined : 'what it came from has ended');
    return state ?? (doc.kind === 'order' ? mayPost(this, doc) : undefined);
  }

  remove(doc: Doc): void {
    this.docs.splice(this.docs.indexOf(doc), 1);
  }

  submit(doc: Doc, by: string): void {
    Object.assign(doc, { status: 'pending', submitter: by });
    doc.authors.add(by);
    // The series of invoices has no gaps, so an invoice has to wait for its number.
    doc.hasNumber ||= doc.kind !== 'invoice';
  }

  mayApprove(doc: Doc, by: string, asked: string): Veto {
    return this.mayDecide(doc, by, asked) ?? mayPost(this, doc);
  }

  approve(doc: Doc): void {
    Object.assign(doc, { status: 'effective', hasNumber: true });
    this.post(doc, 1);
    this.settleAll();
  }

  mayVoid(doc: Doc): Veto {
    return inForce(doc) ? mayTakeBack(this, doc) : 'not in such a state';
  }

  void(doc: Doc): void {
    this.post(doc, -1);
    doc.status = 'void';
    this.settleAll();
  }

  mayClose = ({ status }: Doc): Veto => (status === 'effective' ? undefined : 'not in such a state');

  close(doc: Doc): void {
    for (const line of doc.lines) {
      line.cancelled += doc.kind === 'quote' ? line.quantity - line.cancelled - line.ordered : openOf(line);
      this.shelf.drop(line);
    }
    doc.status = 'closed';
  }

  mayAmend(doc: Doc, quantity: number): Veto {
    if (doc.status !== 'effective') return 'not in such a state';
    if (doc.lines.every((line) => line.quantity === quantity)) return 'nothing changes';
    if (doc.lines.some((line) => quantity < Math.max(line.delivered, line.ordered))) return 'below what is done';
    const isTooMuch = ({ of, quantity: before }: Line): boolean =>
      of !== undefined && of.line.ordered - before + quantity > of.line.quantity - of.line.cancelled;
    return doc.lines.some(isTooMuch) ? 'more than is quoted' : undefined;
  }

  amend(doc: Doc, quantity: number): void {
    for (const line of doc.lines) {
      if (line.of) line.of.line.ordered += quantity - line.quantity;
      line.quantity = quantity;
      this.shelf.change(line, openOf(line));
    }
    this.price(doc);
    this.settleAll();
  }

  maySettle(receipt: Doc, use: Use): Veto {
    if (receipt.status !== 'effective') return 'not in such a state';
    return inForce(use.item) ? mayUse(receipt, [use]) : 'nothing is owed';
  }

  settle(receipt: Doc, use: Use): void {
    receipt.uses.push(use);
    this.use(receipt, [use], 1);
    this.settleAll();
  }

  mayReimburse(doc: Doc, by: string): Veto {
    if (doc.status !== 'effective') return 'not in such a state';
    if (doc.authors.has(by)) return 'an author decides';
    return this.funds < doc.amount ? 'the money is gone' : undefined;
  }

  reimburse(doc: Doc): void {
    this.funds -= doc.amount;
    doc.settled = doc.amount;
    doc.status = 'completed';
  }

  /** So many pieces as a document moves; a delivery serves the lines of its orders. */
  takings({ kind, warehouse, lines }: Doc): Taking[] {
    return lines.map(({ product, quantity, of }) => ({
      ...{ place: placeOf(warehouse!, product), quantity },
      ...(kind === 'delivery' ? { line: of!.line } : {}),
    }));
  }

  /** What a document in force does, once forwards, once backwards. */
  protected post(doc: Doc, sign: 1 | -1): void {
    if (doc.kind === 'entry' || doc.kind === 'issue' || doc.kind === 'delivery') this.move(doc, sign);
    if (doc.kind === 'order') this.needFor(doc, sign);
    this.count(doc, sign);
    if (doc.kind === 'claim' && sign < 0) this.funds += doc.settled;
    if (doc.kind === 'receipt') {
      this.funds += sign * doc.amount;
      this.use(doc, doc.uses, sign);
    }
  }

  private move(doc: Doc, sign: 1 | -1): void {
    const isIn = (doc.kind === 'entry') === sign > 0;
    this.shelf[isIn ? 'put' : 'take'](this.takings(doc));
  }

  private needFor({ lines, warehouse }: Doc, sign: 1 | -1): void {
    for (const line of lines)
      if (sign > 0) this.shelf.need(line, placeOf(warehouse!, line.product), line.quantity);
      else this.shelf.drop(line);
  }

  count({ kind, lines }: Doc, sign: 1 | -1): void {
    for (const { quantity, of } of lines) {
      if (kind === 'order' && of) of.line.ordered += sign * quantity;
      if (kind === 'delivery') of!.line.delivered += sign * quantity;
      if (kind === 'invoice') for (const line of [of!.line, of!.line.of!.line]) line.invoiced += sign * quantity;
    }
  }

  use(receipt: Doc, uses: readonly Use[], sign: 1 | -1): void {
    for (const { item, amount } of uses) {
      item.settled += sign * amount;
      receipt.settled += sign * amount;
    }
  }

  /** What is done whole is completed, and effective again when something is taken back. */
  private settleAll(): void {
    for (const doc of this.docs) if (inForce(doc)) doc.status = isDone(doc) ? 'completed' : 'effective';
  }
}
