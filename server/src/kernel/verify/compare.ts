/**
 * SQL that tells every fact that is expected and not there, and every one that is there and not expected. Both selects answer
 * `at`, what the fact is about, and `fact`, as text.
 */
export const compareSql = (invariant: string, expected: string, actual: string): string =>
  `WITH expected(at, fact) AS (${expected}), actual(at, fact) AS (${actual})
   SELECT '${invariant}' AS invariant, at AS "where", fact AS expected, 'none' AS actual FROM (TABLE expected EXCEPT ALL TABLE actual) m
   UNION ALL SELECT '${invariant}', at, 'none', fact FROM (TABLE actual EXCEPT ALL TABLE expected) x`;

/** States of a document that has, or had, consequences. */
export const POSTED = `('effective', 'completed', 'closed', 'void')`;

/** SQL of documents whose amount is not what their lines `l` say it is (M1). */
export const amountSql = (type: string, table: string, sum: string): string =>
  `SELECT 'M1' AS invariant, '${type} ' || d.id || coalesce(' ' || d.number, '') AS "where", l.sum::text AS expected, d.amount::text AS actual
   FROM ${table} d JOIN (SELECT l.document_id, ${sum} AS sum FROM ${table}_line l GROUP BY 1) l ON l.document_id = d.id
   WHERE d.amount IS DISTINCT FROM l.sum`;
