import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { FIRST_TASKS, SUBMISSION, submissionDigest } from './submission.js';

/** What an act noted of a field, as text. */
const noted = (act: string, field: string): string =>
  `(SELECT c ->> 'to' FROM jsonb_array_elements(${act}.changes::jsonb) c WHERE c ->> 'field' = ${field} LIMIT 1)`;

/** What a run has come to by its tasks. */
const OUTCOME = `CASE WHEN r.kind = 'coverage' THEN 'covered' WHEN bool_or(t.state = 'rejected') THEN 'rejected' WHEN bool_or(t.state IN ('waiting', 'open')) THEN 'open'
  WHEN bool_or(t.state = 'approved') THEN 'approved' ELSE 'withdrawn' END`;

/** Whether a task fell away because its holder left. */
const LEFT = `(t.state = 'cancelled' AND EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = t.document_id AND l.at = t.decided_at AND l.action = 'hand-over'))`;

const APPROVED_BEFORE = `EXISTS (SELECT 1 FROM approval_task t WHERE t.approval_id = r.id AND t.step_no = p.no AND t.state = 'approved')
  AND (p.mode = 'any' OR NOT EXISTS (SELECT 1 FROM approval_task t
    WHERE t.approval_id = r.id AND t.step_no = p.no AND t.state NOT IN ('approved', 'transferred') AND NOT ${LEFT}))`;
/** Whether a task `t` of a run `r` certainly had its turn: nothing before it was left to be decided. */
const HAD_TURN = `EXISTS (
  SELECT 1 FROM jsonb_to_recordset(r.steps) AS s(no int, mode text) LEFT JOIN jsonb_to_recordset(r.steps) AS p(no int, mode text) ON p.no = s.no - 1
  WHERE s.no = t.step_no AND (p.no IS NULL OR ${APPROVED_BEFORE})
    AND (s.mode <> 'sequence' OR NOT EXISTS (SELECT 1 FROM approval_task b
      WHERE b.approval_id = r.id AND b.step_no = s.no AND b.id <> t.id AND b.seq <= t.seq AND b.state NOT IN ('approved', 'transferred'))))`;

/** Proves approvals: each run is what was submitted, each decision lies in its run, and no author decided (A1, A2). */
@Injectable()
export class ApprovalChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'no author decided', check: () => this.authors() },
      { name: 'runs as submitted', check: () => this.submissions() },
      { name: 'outcomes of runs', check: () => this.outcomes() },
      { name: 'steps', check: () => this.steps() },
      { name: 'tasks', check: () => this.tasks() },
      { name: 'decisions', check: () => this.decisions() },
      { name: 'decisions as noted', check: () => this.acts() },
    );
  }

  private authors(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT DISTINCT 'A2' AS invariant, 'approval_decision row ' || d.id AS "where", 'somebody who is no author' AS expected, 'author ' || d.decider_id AS actual
       FROM approval_decision d JOIN document_author a ON a.document_id = d.document_id AND a.revision = d.revision AND a.user_id = d.decider_id`,
    );
  }

  /** Each submission opened a run, and each run is as it was opened. Runs of before it was noted are known by their submitter only. */
  private submissions(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `WITH run AS (SELECT a.*, ${submissionDigest('a', FIRST_TASKS)} AS digest, row_number() OVER (PARTITION BY a.document_id ORDER BY a.id) AS nth FROM approval a),
         act AS (SELECT l.*, ${noted('l', `'${SUBMISSION}'`)} AS noted, row_number() OVER (PARTITION BY l.record_id ORDER BY l.seq) AS nth
           FROM audit_log l WHERE l.action = 'submit')
       SELECT 'A1' AS invariant, 'approval row ' || coalesce(run.id::text, '') || ' of document ' || coalesce(run.document_id, act.record_id) AS "where",
         coalesce('what audit row ' || act.seq || ' noted', 'no run') AS expected, CASE WHEN run.id IS NULL THEN 'no run' ELSE 'another run' END AS actual
       FROM run FULL JOIN act ON act.record_id = run.document_id AND act.nth = run.nth
       WHERE run.id IS NULL OR act.id IS NULL OR act.noted <> run.digest OR act.actor_id IS DISTINCT FROM run.submitted_by_id
         OR act.record_type <> run.document_type OR (run.kind = 'coverage') <> (run.covered_by_id IS NOT NULL)`,
    );
  }

  /** A run ended as its tasks did, when one of them ended; who withdrew it was noted. */
  private outcomes(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A1' AS invariant, 'approval row ' || r.id AS "where", o.outcome || ' with its tasks' AS expected,
         r.status || coalesce(' at ' || r.completed_at, '') AS actual
       FROM approval r CROSS JOIN LATERAL (SELECT ${OUTCOME} AS outcome, CASE WHEN r.kind = 'coverage' THEN ARRAY[r.submitted_at] ELSE array_agg(t.decided_at) END AS ended
         FROM approval_task t WHERE t.approval_id = r.id) o
       WHERE r.status IS DISTINCT FROM o.outcome OR CASE WHEN o.outcome = 'open' THEN r.completed_at IS NOT NULL ELSE (r.completed_at = ANY (o.ended)) IS NOT TRUE END
         OR (r.status = 'withdrawn') <> EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = r.document_id AND l.at = r.completed_at AND l.action = 'withdraw')`,
    );
  }

  /** An approved run has an approval in each of its steps, and of everybody where a step asks everybody. */
  private steps(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A1' AS invariant, 'approval row ' || r.id || ' step ' || s.no AS "where", 'the approval of ' || s.mode AS expected, o.approved || ' approved, ' || o.others || ' did not' AS actual
       FROM approval r CROSS JOIN jsonb_to_recordset(r.steps) AS s(no int, mode text) CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE t.state = 'approved') AS approved, count(*) FILTER (WHERE t.state NOT IN ('approved', 'transferred') AND NOT ${LEFT}) AS others
         FROM approval_task t WHERE t.approval_id = r.id AND t.step_no = s.no) o
       WHERE r.status = 'approved' AND (o.approved = 0 OR (s.mode <> 'any' AND o.others > 0))`,
    );
  }

  /** Each task belongs to its run, was opened in it, and ended in an act on the document. */
  private tasks(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A1' AS invariant, 'approval_task row ' || t.id AS "where", 'a ' || t.state || ' task of its run' AS expected, 'something else' AS actual
       FROM approval_task t LEFT JOIN approval r ON r.id = t.approval_id
       WHERE r.document_id IS DISTINCT FROM t.document_id
         OR (t.decided_at IS NULL) <> (t.state IN ('waiting', 'open')) OR (t.state = 'waiting' AND t.opened_at IS NOT NULL)
         OR (t.opened_at IS NULL AND t.state <> 'waiting' AND (t.state <> 'cancelled' OR ${HAD_TURN}))
         OR (t.decided_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_id = t.document_id AND l.at = t.decided_at
           AND l.action IN ('approve', 'reject', 'transfer', 'withdraw', 'hand-over')))
         OR (t.opened_at IS NOT NULL AND t.opened_at <> r.submitted_at AND NOT EXISTS (SELECT 1 FROM approval_task b
           WHERE b.approval_id = t.approval_id AND b.id <> t.id AND t.opened_at BETWEEN b.decided_at AND b.decided_at + interval '1 minute'))
         OR NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(r.steps) AS s(no int) WHERE s.no = t.step_no)`,
    );
  }

  /** Each decision is that of a task of its run, by its assignee, at its time; each task that was decided has one. */
  private decisions(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A1' AS invariant, coalesce('approval_decision row ' || d.id || ' of ', '') || 'approval_task row ' || coalesce(t.id, d.task_id) AS "where",
         coalesce(t.state || ' by ' || t.assignee_id || ' in run ' || t.approval_id, 'no decision') AS expected,
         coalesce(d.decision || ' by ' || d.decider_id || ' in run ' || d.approval_id, 'no decision') AS actual
       FROM (SELECT * FROM approval_task WHERE state IN ('approved', 'rejected', 'transferred')) t
       FULL JOIN (SELECT *, count(*) OVER (PARTITION BY task_id) AS decisions FROM approval_decision) d ON d.task_id = t.id
       LEFT JOIN approval r ON r.id = d.approval_id
       WHERE t.id IS NULL OR d.id IS NULL OR (d.approval_id, d.document_id, d.decider_id, d.at) IS DISTINCT FROM (t.approval_id, t.document_id, t.assignee_id, t.decided_at)
         OR (d.document_id, d.revision) IS DISTINCT FROM (r.document_id, r.revision)
         OR t.state <> CASE d.decision WHEN 'approve' THEN 'approved' WHEN 'reject' THEN 'rejected' ELSE 'transferred' END
         OR d.decisions > 1`,
    );
  }

  /** Each decision was noted with its words, and where it handed a task on, to whom; and there is no other. */
  private acts(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A2' AS invariant, coalesce('approval_decision row ' || d.id, 'decision of ' || l.actor_id) || ' on document ' || coalesce(d.document_id, l.record_id) AS "where",
         coalesce('what audit row ' || l.seq || ' noted', 'no decision') AS expected, coalesce(d.decision || ' by ' || d.decider_id, 'no decision') AS actual
       FROM (SELECT * FROM audit_log WHERE action IN ('approve', 'reject', 'transfer')) l
       FULL JOIN approval_decision d ON d.document_id = l.record_id AND d.at = l.at AND d.decider_id = l.actor_id AND d.decision = l.action
       WHERE d.id IS NULL OR l.id IS NULL
         OR coalesce(d.comment, '') <> coalesce(${noted('l', `CASE d.decision WHEN 'approve' THEN 'comment' ELSE 'reason' END`)}, '')
         OR (d.decision = 'transfer' AND ${noted('l', `'assigneeId'`)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM approval_task f JOIN approval_task n
           ON (n.approval_id, n.step_no, n.seq) = (f.approval_id, f.step_no, f.seq) AND n.id > f.id
           WHERE f.id = d.task_id AND n.assignee_id::text = ${noted('l', `'assigneeId'`)}))`,
    );
  }
}
