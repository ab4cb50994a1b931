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
