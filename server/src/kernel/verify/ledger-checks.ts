import type { Db } from '../db/db.js';
import type { Difference, VerifyCheck } from './verifier.js';

/** What all ledgers have in common: rows that only come, each in an act, and are taken back by exact opposites. */
export interface Ledger {
  readonly invariant: string;
  readonly table: string;
  /** The column of the document whose act wrote the row. */
  readonly document: string;
  /** Columns that a reversal has in common with its row, and those in which it is the opposite. */
  readonly same: readonly string[];
  readonly opposite: readonly string[];
  /** Locks, each as the columns that name it: rows under one lock are in the order of the acts that wrote them. */
  readonly locks: readonly (readonly string[])[];
  /** SQL that is true of a row `e` which its document's end does not take back. */
  readonly stays?: string;
}

/** The checks that hold for each row of a ledger, whatever it counts (S3). */
export const ledgerChecks = (db: Db, ledger: Ledger): VerifyCheck[] => {
  const check = (name: string, text: string): VerifyCheck => ({
    name: `${ledger.table}: ${name}`,
    check: () => db.query<Difference>(`${text} LIMIT 100`),
  });
  return [
    check('acts', actsSql(ledger)),
    check('order', ledger.locks.map((lock) => orderSql(ledger, lock)).join(' UNION ALL ')),
    check('reversals', reversalsSql(ledger)),
    check('taken back', takenBackSql(ledger)),
  ];
};

const row = (ledger: Ledger, id: string): string => `'${ledger.table} row ' || ${id}`;
const select = (ledger: Ledger, where: string, expected: string, actual: string): string =>
  `SELECT '${ledger.invariant}' AS invariant, ${where} AS "where", ${expected} AS expected, ${actual} AS actual`;

/** Each row was written in an act on its document, at the instant of that act; reversals by voiding. */
const actsSql = (ledger: Ledger): string =>
  `${select(ledger, row(ledger, 'e.id'), `'an act on document ' || e.${ledger.document} || ' at ' || e.at`, `'none'`)}
   FROM ${ledger.table} e LEFT JOIN audit_log a ON a.record_id = e.${ledger.document} AND a.at = e.at
     AND (a.action = 'void') = (e.reverses_id IS NOT NULL)
   WHERE a.id IS NULL`;

/**
 * Whoever writes rows holds the lock of their key until the act is over, so that rows and acts have one order. Where several
 * acts on a document share a transaction, the row is of one of them, and only what no choice can explain is a difference.
 */
const orderSql = (ledger: Ledger, lock: readonly string[]): string =>
  `${select(ledger, row(ledger, 'o.id'), `'its place in the order of acts'`, `'act ' || o.last || ' between ' || o.earliest || ' and ' || o.latest`)}
   FROM (SELECT w.id, w.first, w.last, max(w.first) OVER (PARTITION BY ${columns('w', lock)} ORDER BY w.seq) AS latest,
       min(w.last) OVER (PARTITION BY ${columns('w', lock)} ORDER BY w.seq DESC) AS earliest
     FROM (SELECT e.id, e.seq, ${columns('e', lock)}, min(a.seq) AS first, max(a.seq) AS last
       FROM ${ledger.table} e JOIN audit_log a ON a.record_id = e.${ledger.document} AND a.at = e.at
       GROUP BY e.id, e.seq, ${columns('e', lock)}) w) o
   WHERE o.last < o.latest OR o.first > o.earliest`;

const reversalsSql = (ledger: Ledger): string =>
  `${select(ledger, row(ledger, 'r.id'), `'the exact opposite of row ' || r.reverses_id`, `'something else'`)}
   FROM ${ledger.table} r LEFT JOIN ${ledger.table} o ON o.id = r.reverses_id AND o.reverses_id IS NULL AND o.seq < r.seq
     AND (${columns('o', ledger.same)}) IS NOT DISTINCT FROM (${columns('r', ledger.same)})
     AND (${columns('o', ledger.opposite)}) = (${columns('-r', ledger.opposite)})
   WHERE r.reverses_id IS NOT NULL AND o.id IS NULL`;

const takenBackSql = (ledger: Ledger): string =>
  `${select(ledger, row(ledger, 'e.id'), `'a reversal, as document ' || e.${ledger.document} || ' is void'`, `'none'`)}
   FROM ${ledger.table} e WHERE e.reverses_id IS NULL AND NOT (${ledger.stays ?? 'false'})
     AND EXISTS (SELECT 1 FROM audit_log a WHERE a.record_id = e.${ledger.document} AND a.action = 'void')
     AND NOT EXISTS (SELECT 1 FROM ${ledger.table} r WHERE r.reverses_id = e.id)`;

const columns = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');
