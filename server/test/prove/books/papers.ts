/** The statuses of documents. */
export type Status = 'draft' | 'pending' | 'rejected' | 'effective' | 'completed' | 'closed' | 'void';
export type Kind = 'quote' | 'order' | 'delivery' | 'invoice' | 'balance' | 'receipt' | 'entry' | 'issue' | 'claim';

/** So much of a product, with what was done of it; `of` is the line that this one does something to. */
export interface Line {
  readonly id: string;
  readonly product: string;
  quantity: number;
  ordered: number;
  delivered: number;
  invoiced: number;
  cancelled: number;
  readonly of?: { readonly doc: Doc; readonly line: Line } | undefined;
}

/** So much of a receipt for something owed. */
export interface Use {
  readonly item: Doc;
  readonly amount: number;
}

export interface Doc {
  readonly id: string;
  readonly kind: Kind;
  status: Status;
  hasNumber: boolean;
  lines: Line[];
  /** In cents: what it is about, and what of it is settled. */
  amount: number;
  settled: number;
  uses: Use[];
  /** Where its goods lie. */
  readonly warehouse?: string | undefined;
  /** Who wrote it, and who submitted it. */
  readonly authors: Set<string>;
  submitter?: string;
}

export type NewDoc = Pick<Doc, 'id' | 'kind'> & Partial<Doc>;

export const newDoc = (given: NewDoc): Doc => ({
  ...{ status: 'draft', hasNumber: false, lines: [], amount: 0, settled: 0, uses: [], authors: new Set<string>() },
  ...given,
});
export const newLine = (given: Pick<Line, 'id' | 'product' | 'quantity' | 'of'>): Line => ({
  ...{ ordered: 0, delivered: 0, invoiced: 0, cancelled: 0 },
  ...given,
});

export const inForce = ({ status }: Doc): boolean => status === 'effective' || status === 'completed';
export const isOpen = ({ status }: Doc): boolean => status === 'draft' || status === 'rejected';
export const isPosted = (doc: Doc): boolean => !isOpen(doc) && doc.status !== 'pending';
export const isOwed = ({ kind }: Doc): boolean => kind === 'invoice' || kind === 'balance';

export const openOf = (line: Line): number => line.quantity - line.cancelled - line.delivered;
/** What a document does to the line that one of its lines is of, in all. */
export const sumOf = (lines: readonly Line[], { of }: Line): number =>
  lines.filter((line) => line.of?.line === of?.line).reduce((total, line) => total + line.quantity, 0);
