import type { Person } from '../support/client.js';
import type { Figures } from '../support/figures.js';

/** What the run reads of a document. */
export interface Doc {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** A document type under its path. */
export interface Kind {
  readonly name: string;
  readonly path: string;
}

export const STOCK_ENTRY: Kind = { name: 'stock entry', path: 'inventory/stock-entries' };
export const QUOTATION: Kind = { name: 'quotation', path: 'sales-orders/quotations' };
export const ORDER: Kind = { name: 'order', path: 'sales-orders' };
export const DELIVERY: Kind = { name: 'delivery', path: 'sales-orders/deliveries' };
export const INVOICE: Kind = { name: 'invoice', path: 'sales-orders/sales-invoices' };
export const RECEIPT: Kind = { name: 'receipt', path: 'sales-orders/receipts' };

interface ApprovalView {
  readonly current: {
    readonly steps: readonly {
      readonly tasks: readonly { readonly state: string; readonly assignee: { readonly id: string } }[];
    }[];
  } | null;
}

/** Takes documents through their lifecycle, each act by the person whose turn it is. */
export class Acts {
  /** Who was asked for documents of a kind by a person; they are asked for the next ones, too. */
  private readonly approvers = new Map<string, Person>();

  constructor(
    private readonly people: ReadonlyMap<string, Person>,
    private readonly figures: Figures,
  ) {}

  create<View extends Doc>(kind: Kind, by: Person, path: string, body: object = {}): Promise<View> {
    return this.figures.time(`${kind.name} create`, () => by.create<View>(path, body));
  }

  /** Submits a draft, and has everybody approve whom its approval asks. */
  async approved<View extends Doc>(kind: Kind, by: Person, draft: View): Promise<View> {
    let document = await this.act(kind, by, draft, 'submit');
    while (document.status === 'pending') {
      const approver = await this.approverOf(kind, by, document);
      document = await this.act(kind, approver, document, 'approve');
    }
    return document;
  }

  private act<View extends Doc>(kind: Kind, by: Person, document: View, act: 'submit' | 'approve'): Promise<View> {
    return this.figures.time(`${kind.name} ${act}`, () =>
      by.change<View>('POST', `${kind.path}/${document.id}/${act}`, document.version),
    );
  }

  private async approverOf(kind: Kind, by: Person, document: Doc): Promise<Person> {
    const key = `${kind.name} ${by.id}`;
    const known = this.approvers.get(key);
    if (known) return known;
    const asked = await this.figures.time('read approval', () => this.askedFor(kind, by, document));
    this.approvers.set(key, asked);
    return asked;
  }

  private async askedFor(kind: Kind, by: Person, document: Doc): Promise<Person> {
    const { current } = await by.get<ApprovalView>(`${kind.path}/${document.id}/approval`);
    const task = current?.steps.flatMap((step) => step.tasks).find((one) => one.state === 'open');
    const person = this.people.get(task?.assignee.id ?? '');
    if (!person) throw new Error(`Nobody is asked to approve ${kind.path}/${document.id}`);
    return person;
  }
}
