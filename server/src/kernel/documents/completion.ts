import type { FieldChange } from '../audit/audit.js';

const changed = (from: string, to: string): string =>
  JSON.stringify([{ field: 'status', from, to } satisfies FieldChange]);

/**
 * SQL of an UPDATE that completes documents of a table, or makes them effective again (F2). `isDone` is SQL that is true of a
 * document `t` with nothing left to do; the ids are $1. It answers what the audit log notes of each that changed; the version
 * stays as it is.
 */
export const completionSql = (table: string, isDone: string, joined = ''): string => {
  const status = `CASE WHEN ${isDone} THEN 'completed' ELSE 'effective' END`;
  return `UPDATE "${table}" t SET status = ${status} ${joined && `FROM ${joined}`}
    WHERE ${joined && 'i.id = t.id AND'} t.id = ANY($1) AND t.status IN ('effective', 'completed') AND t.status <> ${status}
    RETURNING t.id, NULL::integer AS version, CASE t.status WHEN 'completed' THEN 'complete' ELSE 'reopen' END AS action,
      CASE t.status WHEN 'completed' THEN '${changed('effective', 'completed')}' ELSE '${changed('completed', 'effective')}' END AS changes`;
};
