/** The statuses of documents. */
export type Status = 'draft' | 'pending' | 'rejected' | 'effective' | 'completed' | 'closed' | 'void';
export type Kind = 'order' | 'delivery' | 'invoice' | 'receipt' | 'entry' | 'issue';

export const inForce = ({ status }: Doc): boolean => status === 'effective' || status === 'completed';
const isOpen = ({ status }: Doc): boolean => status === 'draft' || status === 'rejected';

/** So much of an order's line, with what was done of it; `of` is the line that a delivery or an invoice does something to. */
export interface Line {
  id: string;
  product: string;
  quantity: number;
  delivered: number;
  invoiced: number;
  cancelled: number;
  readonly of?: { readonly doc: Doc; readonly line: Line };
}

/** So much of a receipt for an invoice. */
export interface Use {
  readonly invoice: Doc;
  readonly amount: number;
}

export interface Doc {
  readonly id: string;
  readonly kind: Kind;
  status: Status;
  hasNumber: boolean;
  lines: Line[];
  /** In cents: what an invoice or a receipt is about, and what of it is settled. */
  amount: number;
  settled: number;
  uses: Use[];
}

/** Why something must be refused; nothing when it must happen. */
export type Veto = string | undefined;

/**
 * The books as a clerk would keep them with pencil and paper, one at a time: what lies there, what was ordered, delivered and
 * invoiced of each line, what is open. It knows nothing of locks, ledgers or SQL.
 */
export class Model {
  readonly docs: Doc[] = [];
  readonly stock = new Map<string, number>();
  /** Cents in the account. */
  funds = 0;

  add(kind: Kind, id: string, lines: Line[] = [], amount = 0, uses: Use[] = []): Doc {
    const doc: Doc = { id, kind, status: 'draft', hasNumber: false, lines, amount, settled: 0, uses };
    this.docs.push(doc);
    return doc;
  }

  of(...kinds: Kind[]): Doc[] {
    return this.docs.filter(({ kind }) => kinds.includes(kind));
  }

  mayEdit = (doc: Doc): Veto => (isOpen(doc) ? undefined : 'not open');
  mayRemove = (doc: Doc): Veto => (isOpen(doc) && !doc.hasNumber ? undefined : 'numbered or not open');
  mayDecide = (doc: Doc): Veto => (doc.status === 'pending' ? undefined : 'not pending');

  /** What a document came from must still be in force when it is submitted; a closed order is not delivered any more. */
  maySubmit(doc: Doc): Veto {
    const origins = [...doc.lines.flatMap(({ of }) => of?.doc ?? []), ...doc.uses.map(({ invoice }) => invoice)];
    return this.mayEdit(doc) ?? (origins.every(inForce) ? undefined : 'what it came from has ended');
  }

  remove(doc: Doc): void {
    this.docs.splice(this.docs.indexOf(doc), 1);
  }

  submit(doc: Doc): void {
    doc.status = 'pending';
    // The series of invoices has no gaps, so an invoice has to wait for its number.
    doc.hasNumber ||= doc.kind !== 'invoice';
  }

  mayApprove(doc: Doc): Veto {
    return this.mayDecide(doc) ?? this.mayPost[doc.kind](doc);
  }

  approve(doc: Doc): void {
    Object.assign(doc, { status: 'effective', hasNumber: true });
    this.post(doc, 1);
    this.settleAll();
  }

  mayVoid(doc: Doc): Veto {
    return inForce(doc) ? this.mayTakeBack[doc.kind](doc) : 'not in force';
  }

  void(doc: Doc): void {
    this.post(doc, -1);
    doc.status = 'void';
    this.settleAll();
  }

  mayClose = (doc: Doc): Veto => (doc.kind === 'order' && doc.status === 'effective' ? undefined : 'not effective');

  close(doc: Doc): void {
    for (const line of doc.lines) line.cancelled += line.quantity - line.cancelled - line.delivered;
    doc.status = 'closed';
  }

  mayAmend(doc: Doc, quantity: number): Veto {
    if (doc.kind !== 'order' || doc.status !== 'effective') return 'not effective';
    if (doc.lines.every((line) => line.quantity === quantity)) return 'nothing changes';
    return doc.lines.some((line) => quantity < line.delivered) ? 'below what is delivered' : undefined;
  }

  amend(doc: Doc, quantity: number): void {
    for (const line of doc.lines) line.quantity = quantity;
    this.settleAll();
  }

  maySettle(receipt: Doc, use: Use): Veto {
    if (receipt.status !== 'effective') return 'not effective';
    if (!inForce(use.invoice)) return 'nothing is owed';
    return this.mayUse(receipt, [use]);
  }

  settle(receipt: Doc, use: Use): void {
    receipt.uses.push(use);
    this.use(receipt, [use], 1);
    this.settleAll();
  }

  private readonly mayPost: Record<Kind, (doc: Doc) => Veto> = {
    order: () => undefined,
    entry: () => undefined,
    issue: (doc) => this.mayTake(doc.lines),
    delivery: ({ lines }) => {
      if (lines.some(({ of }) => !inForce(of!.doc))) return 'its order is not in force';
      const isTooMuch = (line: Line): boolean =>
        sumOf(lines, line) + line.of!.line.delivered > line.of!.line.quantity - line.of!.line.cancelled;
      return lines.some(isTooMuch) ? 'more than is ordered' : this.mayTake(lines);
    },
    invoice: ({ lines }) => {
      if (lines.some(({ of }) => !inForce(of!.doc))) return 'its delivery is not in force';
      const isTooMuch = (line: Line): boolean => sumOf(lines, line) + line.of!.line.invoiced > line.of!.line.quantity;
      return lines.some(isTooMuch) ? 'more than is delivered' : undefined;
    },
    receipt: (doc) => {
      if (doc.uses.some(({ invoice }) => !inForce(invoice))) return 'nothing is owed';
      return this.mayUse(doc, doc.uses);
    },
  };

  private readonly mayTakeBack: Record<Kind, (doc: Doc) => Veto> = {
    order: ({ lines }) => (lines.some((line) => line.delivered > 0) ? 'it is delivered' : undefined),
    delivery: ({ lines }) => (lines.some((line) => line.invoiced > 0) ? 'it is invoiced' : undefined),
    invoice: ({ settled }) => (settled > 0 ? 'it is settled' : undefined),
    receipt: ({ amount }) => (this.funds < amount ? 'the money is gone' : undefined),
    entry: ({ lines }) => this.mayTake(lines),
    issue: () => undefined,
  };

  private mayTake(lines: readonly Line[]): Veto {
    const wanted = new Map<string, number>();
    for (const { product, quantity } of lines) wanted.set(product, (wanted.get(product) ?? 0) + quantity);
    const isShort = [...wanted].some(([product, quantity]) => (this.stock.get(product) ?? 0) < quantity);
    return isShort ? 'not enough in stock' : undefined;
  }

  private mayUse(receipt: Doc, uses: readonly Use[]): Veto {
    const used = uses.reduce((total, { amount }) => total + amount, receipt.settled);
    if (used > receipt.amount) return 'more than was received';
    const isTooMuch = ({ invoice }: Use): boolean =>
      uses.filter((use) => use.invoice === invoice).reduce((total, { amount }) => total + amount, invoice.settled) >
      invoice.amount;
    return uses.some(isTooMuch) ? 'more than is owed' : undefined;
  }

  /** What a document in force does, once forwards, once backwards. */
  private post(doc: Doc, sign: 1 | -1): void {
    const move = (direction: 1 | -1): void => {
      for (const { product, quantity } of doc.lines)
        this.stock.set(product, (this.stock.get(product) ?? 0) + direction * sign * quantity);
    };
    if (doc.kind === 'entry') move(1);
    if (doc.kind === 'issue' || doc.kind === 'delivery') move(-1);
    for (const { quantity, of } of doc.lines) {
      if (doc.kind === 'delivery') of!.line.delivered += sign * quantity;
      if (doc.kind === 'invoice') {
        of!.line.invoiced += sign * quantity;
        of!.line.of!.line.invoiced += sign * quantity;
      }
    }
    if (doc.kind === 'receipt') {
      this.funds += sign * doc.amount;
      this.use(doc, doc.uses, sign);
    }
  }

  private use(receipt: Doc, uses: readonly Use[], sign: 1 | -1): void {
    for (const { invoice, amount } of uses) {
      invoice.settled += sign * amount;
      receipt.settled += sign * amount;
    }
  }

  /** What is done whole is completed, and effective again when something is taken back. */
  private settleAll(): void {
    for (const doc of this.docs) if (inForce(doc)) doc.status = this.isDone[doc.kind](doc) ? 'completed' : 'effective';
  }

  private readonly isDone: Record<Kind, (doc: Doc) => boolean> = {
    order: ({ lines }) =>
      lines.every((line) => {
        const due = line.quantity - line.cancelled;
        return line.delivered >= due && line.invoiced >= due;
      }),
    delivery: ({ lines }) => lines.every((line) => line.invoiced >= line.quantity),
    invoice: ({ amount, settled }) => settled === amount,
    receipt: ({ amount, settled }) => settled === amount,
    entry: () => false,
    issue: () => false,
  };
}

/** What a document does to the line that one of its lines is of, in all. */
const sumOf = (lines: readonly Line[], { of }: Line): number =>
  lines.filter((line) => line.of!.line === of!.line).reduce((total, line) => total + line.quantity, 0);
