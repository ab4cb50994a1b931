import { ofEach, TABLES, union } from './tables.js';

interface Ledger {
  readonly table: string;
  /** The column of the document that wrote a row. */
  readonly document: string;
  readonly same: readonly string[];
  readonly amounts: readonly string[];
  /** What a document keeps when it is void. */
  readonly kept?: string;
}

export const LEDGERS: readonly Ledger[] = [
  {
    ...{ table: 'stock_ledger', document: 'document_id', amounts: ['quantity', 'value'] },
    same: ['warehouse_id', 'product_id', 'document_id', 'document_line_id'],
  },
  {
    ...{ table: 'fulfilment_entry', document: 'by_document_id', amounts: ['quantity'], kept: `e.kind = 'total'` },
    same: ['line_id', 'kind', 'by_document_id', 'by_line_id'],
  },
  { table: 'settlement_entry', document: 'credit_id', amounts: ['amount'], same: ['debit_id', 'credit_id'] },
  { table: 'fund_entry', document: 'document_id', amounts: ['amount'], same: ['account_id', 'document_id'] },
];

const of = (alias: string, columns: readonly string[]): string =>
  columns.map((column) => `${alias}.${column}`).join(', ');

/** Reversals that don't name a row, or one that is a reversal itself, or are not its exact opposite; rows reversed twice. */
const reversals = ({ table, same, amounts }: Ledger): string => `
  SELECT r.id::text FROM ${table} r LEFT JOIN ${table} o ON o.id = r.reverses_id AND o.reverses_id IS NULL AND o.seq < r.seq
  WHERE r.reverses_id IS NOT NULL AND (o.id IS NULL OR (${of('o', same)}) IS DISTINCT FROM (${of('r', same)})
    OR ${amounts.map((amount) => `o.${amount} + r.${amount} <> 0`).join(' OR ')})
  UNION ALL SELECT reverses_id::text FROM ${table} WHERE reverses_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1`;

const VOID = `(${ofEach(TABLES, (table) => `SELECT id FROM ${table} WHERE status = 'void'`)})`;
/** What a void document did, and nobody took back. */
const left = ({ table, document, kept }: Ledger): string => `
  SELECT e.id::text FROM ${table} e JOIN ${VOID} v ON v.id = e.${document} WHERE e.reverses_id IS NULL AND NOT (${kept ?? 'false'})
    AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.reverses_id = e.id)`;

/** Ledgers whose rows the role that serves requests could change. */
const open = ({ table }: Ledger): string =>
  `SELECT '${table}' WHERE has_table_privilege('guanxi_app', '${table}', 'UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege('guanxi_app', '${table}', 'UPDATE')`;

const DIGESTS = `
  SELECT id::text FROM audit_log WHERE digest <> encode(sha256(convert_to(salt || E'\\n' || coalesce(changes, ''), 'UTF8')), 'hex')`;
const LATE = `
  SELECT a.id::text FROM outbox o JOIN audit_log a ON a.seq = o.seq WHERE a.at < now() - interval '1 minute'`;
const UNKNOWN = `SELECT c.position::text FROM change c LEFT JOIN audit_log a ON a.seq = c.seq
  WHERE (a.record_type, a.record_id, a.action) IS DISTINCT FROM (c.record_type, c.record_id, c.action)`;

/** Each act is told, or waits to be told, once. */
const ONCE = `
  SELECT coalesce(a.seq, w.seq)::text FROM audit_log a
  FULL JOIN (SELECT x.seq, count(*) AS times FROM (SELECT seq FROM change UNION ALL SELECT seq FROM outbox) x GROUP BY 1) w ON w.seq = a.seq
  WHERE a.seq IS NULL OR w.times IS DISTINCT FROM 1`;
/** Positions without a gap, so that a reader resumes from any of them; of one record in the order in which it changed. */
const DENSE = `SELECT 'feed' FROM change HAVING count(*) <> coalesce(max(position), 0) OR min(position) <> 1`;
const ORDER = `
  SELECT x.position::text FROM (SELECT position, seq, lag(seq) OVER (PARTITION BY record_id ORDER BY position) AS before FROM change) x
  WHERE x.before > x.seq`;

export const CHAINS = {
  S3: union(...LEDGERS.flatMap((ledger) => [reversals(ledger), left(ledger), open(ledger)])),
  U1: union(DIGESTS, LATE, UNKNOWN),
  E1: union(ONCE, DENSE, ORDER),
} as const;
