/** A ledger, a cache or a table of the audit, as tampering sees it. */
export interface Watched {
  /** Columns of which one names the culprit in what verify tells, or its words with columns in braces. */
  readonly names: readonly string[];
  /** The order in which rows come, for cutting some off. */
  readonly order?: string;
  /** Columns that say nothing which a check could or should prove, and why. */
  readonly mute?: Readonly<Record<string, string>>;
  /** Rows `t` in which a column matters, and in which no constraint forbids one more of it. */
  readonly where?: Readonly<Record<string, string>>;
  /** Columns that hold within their neighbours: order, not value, or an instant that is known to the minute of its act. */
  readonly near?: readonly string[];
  /** Rows `t` that are worth removing. */
  readonly counts?: string;
}

const UNNAMED = 'nothing refers to a row by it';
const ETAG = 'counts changes for the ETag; what it counts is not a fact';
const FRESH = 'when a cache was written last is not a fact';

/** Rows that others name are the only ones whose id says something. */
const reversed = (table: string): Record<string, string> => ({
  id: `EXISTS (SELECT 1 FROM ${table} r WHERE r.reverses_id = t.id)`,
});
/** Rows under one lock have an order; the only one of its act has no other place. */
const ordered = (table: string, ...lock: string[]): Record<string, string> => ({
  seq: `EXISTS (SELECT 1 FROM ${table} o WHERE ${lock.map((key) => `o.${key} = t.${key}`).join(' AND ')} AND o.seq > t.seq AND o.at <> t.at)`,
});

/** Every table whose rows are proof of something. */
export const WATCHED: Readonly<Record<string, Watched>> = {
  audit_log: { names: ['audit row {seq}'], order: 'seq' },
  change: { names: ['act {position}', 'audit row {seq}'], order: 'position' },
  document_author: { names: ['document_id'], mute: { id: UNNAMED }, order: 'id' },
  approval: { names: ['id', 'document_id'], order: 'id' },
  approval_task: { names: ['id', 'approval_id'], near: ['opened_at'], order: 'id' },
  approval_decision: { names: ['id', 'task_id', 'document_id'], mute: { id: UNNAMED }, order: 'at' },
  amendment: {
    names: ['id', 'document_id'],
    mute: { id: UNNAMED },
    where: {
      header: `t.status IN ('pending', 'effective')`,
      lines: `t.status IN ('pending', 'effective')`,
    },
    near: ['created_at', 'updated_at', 'submitted_at', 'effective_at'],
    order: 'created_at',
  },
  stock_ledger: {
    names: ['id', 'document_id', 'document_line_id'],
    where: { ...reversed('stock_ledger'), ...ordered('stock_ledger', 'warehouse_id', 'product_id') },
    ...{ near: ['seq'], order: 'seq' },
  },
  fulfilment_entry: {
    names: ['id', 'line_id', 'by_document_id'],
    where: { ...reversed('fulfilment_entry'), ...ordered('fulfilment_entry', 'line_id') },
    ...{ near: ['seq'], order: 'seq' },
  },
  settlement_entry: {
    names: ['id', 'debit_id', 'credit_id'],
    where: { ...reversed('settlement_entry'), ...ordered('settlement_entry', 'debit_id') },
    ...{ near: ['seq'], order: 'seq' },
  },
  fund_entry: {
    names: ['id', 'document_id'],
    where: { ...reversed('fund_entry'), ...ordered('fund_entry', 'account_id') },
    ...{ near: ['seq'], order: 'seq' },
  },
  stock_balance: {
    names: ['warehouse_id', 'product_id'],
    mute: { id: UNNAMED, version: ETAG, updated_at: FRESH },
    counts: 't.on_hand <> 0',
  },
  demand: {
    names: ['order_id', 'order_line_id', 'product_id'],
    where: { reserved: 't.reserved < t.quantity' },
    mute: {
      id: UNNAMED,
      created_at: 'breaks ties between promises of one day: who is served first, and who gives up last',
    },
  },
  fulfilment: {
    names: ['line_id', 'document_id'],
    where: {
      cancelled: 't.total > t.cancelled + t.delivered + t.ordered',
      ordered: 't.total > t.cancelled + t.ordered',
      delivered: 't.total > t.cancelled + t.delivered',
      returned: 't.delivered > t.returned',
      credited: 't.invoiced > t.credited',
    },
  },
  open_item: { names: ['id'], mute: { version: ETAG, created_at: FRESH } },
  customer_exposure: { names: ['customer_id'], counts: 't.orders <> 0' },
  order_exposure: { names: ['order_id'] },
  numbering_counter: {
    names: ['numbering_counter of {document_type}'],
    where: {
      ...Object.fromEntries(['company_id', 'document_type', 'series'].map((column) => [column, `t.series <> ''`])),
      // Other series may have gaps; of one that has none it is true to say so.
      last: `t.document_type = 'sales-invoice'`,
      gapless_from: `t.document_type = 'sales-invoice'`,
    },
    counts: `t.series <> ''`,
  },
};
