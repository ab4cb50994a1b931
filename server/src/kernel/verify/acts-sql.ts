/** How many versions of a record `t` may have come without an act that says so, as SQL. */
export interface Unnoted {
  readonly least: string;
  readonly most: string;
}

/**
 * SQL of differences (U1) between the records of a table and the audit log: each version of a record was noted, so that the
 * log ends where the record stands, and what is gone was deleted last. So acts that are cut off at the end of the log show.
 * $1 is the record type; `named` is SQL of what is told of `t` besides its id.
 */
export const actsSql = (table: string, unnoted: Unnoted, named = `''`): string => `
SELECT 'U1' AS invariant, $1 || ' ' || coalesce(t.id, a.record_id) || coalesce(${named}, '') AS "where",
  CASE WHEN t.id IS NULL THEN 'the deletion as the last act' ELSE t.version - (${unnoted.most}) || ' acts up to version ' || t.version END AS expected,
  CASE WHEN t.id IS NULL THEN a.action ELSE coalesce(a.versions, 0) || ' up to version ' || coalesce(a.last, 0) END AS actual
FROM "${table}" t FULL JOIN (
  SELECT record_id, max(record_version) AS last, count(DISTINCT record_version) AS versions, (array_agg(action ORDER BY seq DESC))[1] AS action
  FROM audit_log WHERE record_type = $1 GROUP BY 1) a ON a.record_id = t.id
WHERE CASE WHEN t.id IS NULL THEN a.action <> 'delete'
  ELSE t.version - coalesce(a.versions, 0) NOT BETWEEN (${unnoted.least}) AND (${unnoted.most}) OR t.version <> a.last END`;
