/** The states of a document. Only `effective` and what follows it have consequences. */
export const DOCUMENT_STATES = ['draft', 'pending', 'rejected', 'effective', 'completed', 'closed', 'void'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What people do to a document; `complete` and `reopen` follow from the ledgers and are never asked for. */
export const DOCUMENT_ACTS = [
  'edit',
  'delete',
  'submit',
  'withdraw',
  'approve',
  'reject',
  'transfer',
  'amend',
  'close',
  'void',
  'copy',
] as const;
export type DocumentAct = (typeof DOCUMENT_ACTS)[number];

/** From which states an act starts and, where it changes the state, where it leads. */
export interface Transition {
  readonly from: readonly DocumentState[];
  readonly to?: DocumentState;
}
export type Lifecycle = Readonly<Partial<Record<DocumentAct, Transition>>>;

/** The life cycle of every ordinary document; console buttons and server rules read this one table. */
export const STANDARD: Lifecycle = {
  edit: { from: ['draft', 'rejected'] },
  delete: { from: ['draft', 'rejected'] },
  submit: { from: ['draft', 'rejected'], to: 'pending' },
  withdraw: { from: ['pending'], to: 'draft' },
  approve: { from: ['pending'], to: 'effective' },
  reject: { from: ['pending'], to: 'rejected' },
  transfer: { from: ['pending'] },
  amend: { from: ['effective'] },
  close: { from: ['effective'], to: 'closed' },
  void: { from: ['effective', 'completed'], to: 'void' },
  copy: { from: [...DOCUMENT_STATES] },
};

const without = (...acts: DocumentAct[]): Lifecycle =>
  Object.fromEntries(Object.entries(STANDARD).filter(([act]) => !acts.includes(act as DocumentAct)));

/** The life cycle of a document that is done at once, such as a delivery: no rest to close, and it is voided, not amended. */
export const EXECUTION: Lifecycle = without('close', 'amend');

/** The states of an amendment; `discarded` leaves the document as it is. */
export const AMENDMENT_STATES = ['draft', 'pending', 'rejected', 'effective', 'discarded'] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];

/** What people do to the open amendment of a document in force; `delete` discards it. */
export const AMENDMENT: Lifecycle = without('amend', 'close', 'void', 'copy');

/** Whether `act` may start from `state`. */
export const canStart = (lifecycle: Lifecycle, act: DocumentAct, state: DocumentState | AmendmentState): boolean =>
  lifecycle[act]?.from.some((from) => from === state) ?? false;
