/** The field under which the audit log notes what was submitted. */
export const SUBMISSION = 'submission';

/**
 * SQL of one digest over what a run was opened with: the document as it was submitted, the steps and who was asked. It is
 * noted in the audit log and sealed there, so that nothing of it changes unseen. Instants are taken in UTC, so that the digest
 * is the same in each session. `run` names the row; `tasks` is SQL of JSON: id, document, step, place and assignee of each
 * task, in order.
 */
export const submissionDigest = (run: string, tasks: string): string =>
  `encode(sha256(convert_to(jsonb_build_array(${run}.id, ${run}.document_type, ${run}.document_id, ${run}.revision, ${run}.kind, ${run}.flow_id,
  ${run}.covered_by_id, ${run}.number, ${run}.title, ${run}.amount, ${run}.currency, ${run}.snapshot, ${run}.steps, ${run}.submitted_by_id,
  ${run}.submitted_at AT TIME ZONE 'UTC', ${tasks})::text, 'UTF8')), 'hex')`;

/** The tasks that a run `a` was opened with; those that were handed on came later. */
export const FIRST_TASKS = `(SELECT coalesce(jsonb_agg(jsonb_build_array(t.id, t.document_id, t.step_no, t.seq, t.assignee_id) ORDER BY t.step_no, t.seq), '[]')
  FROM (SELECT DISTINCT ON (step_no, seq) id, document_id, step_no, seq, assignee_id FROM approval_task
    WHERE approval_id = a.id ORDER BY step_no, seq, id) t)`;
