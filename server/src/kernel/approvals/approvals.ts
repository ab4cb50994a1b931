import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FieldChange } from '../audit/audit.js';
import { Context } from '../context/context.js';
import { OrgChart } from '../auth/ports.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import type { DocumentHeader } from '../documents/document.entity.js';
import { DomainError } from '../errors/domain-error.js';
import { Approval, ApprovalTask, type ApprovalDecision } from './approval.entity.js';
import { ApprovalTasks, isPending, type OpenTask } from './approval-tasks.js';
import { Approvers, type ResolvedStep } from './approvers.js';
import type { Way } from './executions.js';
import { SUBMISSION, submissionDigest } from './submission.js';

/** A revision that is submitted. */
export interface Submission {
  readonly type: string;
  readonly document: DocumentHeader;
  readonly snapshot: unknown;
}

/** A revision that people have to decide on. */
export interface Approvable extends Submission {
  readonly way: Extract<Way, { flowType: string }>;
}

/** Who decides on a revision, by which flow. */
export interface Deciders {
  readonly flowId: string;
  readonly steps: readonly ResolvedStep[];
}

/** The open run of a document, as far as it takes a decision; whether the acting user is an author of its revision. */
export interface OpenRun {
  readonly approval: Pick<Approval, 'id' | 'documentId' | 'revision' | 'steps' | 'submittedById'>;
  readonly tasks: readonly OpenTask[];
  readonly isAuthor: boolean;
}

const OPEN_RUN = `
SELECT jsonb_build_object('id', a.id, 'documentId', a.document_id, 'revision', a.revision, 'steps', a.steps, 'submittedById', a.submitted_by_id) AS approval,
  (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'approvalId', t.approval_id, 'documentId', t.document_id, 'stepNo', t.step_no,
    'seq', t.seq, 'assigneeId', t.assignee_id, 'state', t.state) ORDER BY t.step_no, t.seq) FROM approval_task t WHERE t.approval_id = a.id) AS tasks,
  EXISTS (SELECT 1 FROM document_author w WHERE w.document_id = a.document_id AND w.revision = a.revision AND w.user_id = $2) AS "isAuthor"
FROM approval a WHERE a.document_id = $1 AND a.status = 'open'`;

/**
 * Runs flows over revisions. Callers hold the document's row lock, so that of two deciding at once the second sees what the
 * first did. The database refuses a decision by an author whatever this code does.
 */
@Injectable()
export class Approvals {
  constructor(
    private readonly approvers: Approvers,
    private readonly org: OrgChart,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly context: Context,
    private readonly tasks: ApprovalTasks,
  ) {}

  /** Who decides on a revision that the acting user submits. @throws DomainError 422 when nobody could. */
  async decidersOf(
    { way, document }: Pick<Approvable, 'way' | 'document'>,
    written: readonly { id: string }[],
  ): Promise<Deciders> {
    const submitterId = this.context.principal.userId;
    const flow = await this.approvers.flowFor(way.flowType, document as unknown as Record<string, unknown>);
    const authors = new Set([...written.map((author) => author.id), submitterId]);
    const steps = await this.approvers.resolve(
      flow.steps,
      {
        ...{ submitterId, departmentId: document.departmentId, companyId: document.companyId },
        isRelease: way.kind === 'release',
      },
      authors,
    );
    return { flowId: flow.id, steps };
  }

  /** Opens the approval of a revision that the acting user submits; answers what the audit log notes of it. */
  async open(approvable: Approvable, { flowId, steps }: Deciders): Promise<FieldChange[]> {
    const now = new Date();
    const approval: Approval = {
      ...this.run(approvable, now),
      ...{ kind: approvable.way.kind, flowId, status: 'open', coveredById: null, completedAt: null },
      steps: steps.map(({ no, name, mode }) => ({ no, name, mode })),
    };
    const tasks = steps.flatMap((step) => tasksOf(approval, step, now));
    return [{ field: SUBMISSION, to: await this.insert(approval, tasks) }];
  }

  /** Inserts a run with its tasks; answers the digest of what it is opened with. */
  private async insert(approval: Approval, tasks: readonly ApprovalTask[]): Promise<string> {
    const asked = tasks.map((task) => [task.id, task.documentId, task.stepNo, task.seq, task.assigneeId]);
    const run = this.rows.insertion(Approval, [approval], 1);
    const first = tasks.length > 0 && this.rows.insertion(ApprovalTask, tasks, 1 + run.values.length);
    const opened = await this.db.one<{ digest: string }>(
      `WITH run AS (${run.text} RETURNING ${submissionDigest('approval', '$1::jsonb')} AS digest)
       ${first ? `, tasks AS (${first.text})` : ''} SELECT digest FROM run`,
      [JSON.stringify(asked), ...run.values, ...(first ? first.values : [])],
    );
    return opened!.digest;
  }

  /** Notes that an approval which exists covers a revision that the acting user submits; answers what the audit log notes of it. */
  async cover(submission: Submission, approvalId: string): Promise<FieldChange[]> {
    const now = new Date();
    const coverage = { kind: 'coverage', flowId: null, status: 'covered', coveredById: approvalId } as const;
    const run: Approval = { ...this.run(submission, now), ...coverage, steps: [], completedAt: now };
    return [{ field: SUBMISSION, to: await this.insert(run, []) }];
  }

  /** The run that waits for decisions on a document, if there is one. */
  openRun(documentId: string): Promise<OpenRun | undefined> {
    return this.db.one<OpenRun>(OPEN_RUN, [documentId, this.context.principal.userId]);
  }

  /** Approves as the acting user; answers true when that was the last decision. */
  async approve(run: OpenRun | undefined, comment: string | null): Promise<boolean> {
    const { approval, task, tasks } = this.mine(run);
    await this.decide(approval, task, 'approve', comment);
    await this.tasks.close([task.id], 'approved');
    const rest = tasks.filter((one) => one.stepNo === task.stepNo && one.id !== task.id && isPending(one));
    const mode = approval.steps.find((step) => step.no === task.stepNo)?.mode;
    if (mode === 'any')
      await this.tasks.close(
        rest.map((one) => one.id),
        'cancelled',
      );
    if (mode === 'sequence' && rest[0]) {
      await this.tasks.activate([rest[0].id]);
      return false;
    }
    if (mode === 'all' && rest.length > 0) return false;
    const next = await this.withoutDeciders(
      tasks.filter((one) => one.stepNo === task.stepNo + 1),
      [task, ...tasks.filter((one) => one.state === 'approved')],
    );
    if (next.length === 0) {
      await this.tasks.finish(approval.id, 'approved');
      return true;
    }
    const sequence = approval.steps.find((step) => step.no === task.stepNo + 1)?.mode === 'sequence';
    await this.tasks.activate((sequence ? next.slice(0, 1) : next).map((one) => one.id));
    return false;
  }

  /** Whoever approved an earlier step is not asked again where somebody else can be. */
  private async withoutDeciders(next: readonly OpenTask[], approved: readonly OpenTask[]): Promise<OpenTask[]> {
    const deciders = new Set(approved.map((task) => task.assigneeId));
    const fresh = next.filter((task) => !deciders.has(task.assigneeId));
    if (fresh.length === 0) return [...next];
    await this.tasks.close(
      next.filter((task) => deciders.has(task.assigneeId)).map((task) => task.id),
      'cancelled',
    );
    return fresh;
  }

  async reject(run: OpenRun | undefined, reason: string): Promise<void> {
    const { approval, task, tasks } = this.mine(run);
    await this.decide(approval, task, 'reject', reason);
    await this.tasks.close([task.id], 'rejected');
    await this.tasks.close(
      tasks.filter((one) => one.id !== task.id && isPending(one)).map((one) => one.id),
      'cancelled',
    );
    await this.tasks.finish(approval.id, 'rejected');
  }

  /** Hands the acting user's task to somebody else, who must not be an author; answers what the audit log notes of it. */
  async transfer(run: OpenRun | undefined, userId: string, reason: string | null): Promise<FieldChange[]> {
    const { approval, task, tasks } = this.mine(run);
    const [target] = await this.org.active([userId]);
    if (!target) throw new DomainError('record.unknown', { field: 'userId' });
    const authors = await this.authorsOf(approval.documentId, approval.revision);
    if (authors.some((author) => author.id === userId))
      throw new DomainError('approval.assignee', { name: target.name });
    const isOfStep = tasks.some((one) => one.stepNo === task.stepNo && one.assigneeId === userId && isCounted(one));
    if (isOfStep) throw new DomainError('approval.fellow', { name: target.name });
    await this.decide(approval, task, 'transfer', reason);
    await this.tasks.close([task.id], 'transferred');
    await this.tasks.ask([{ ...task, id: randomUUIDv7(), assigneeId: userId, state: 'open' as const }]);
    return [{ field: 'assigneeId', to: userId }];
  }

  /** Takes a submission back before anybody decided. @throws DomainError 409 `approval.decided`, 403 for others than the submitter. */
  async withdraw(run: OpenRun | undefined): Promise<void> {
    const { approval, tasks } = stillOpen(run);
    if (approval.submittedById !== this.context.principal.userId) throw new DomainError('approval.not-submitter');
    const decided = await this.db.one(
      `SELECT 1 FROM approval_decision WHERE approval_id = $1 AND decision <> 'transfer'`,
      [approval.id],
    );
    if (decided) throw new DomainError('approval.decided');
    await this.tasks.close(
      tasks.filter(isPending).map((one) => one.id),
      'cancelled',
    );
    await this.tasks.finish(approval.id, 'withdrawn');
  }

  /** @throws DomainError 403 when the acting user wrote or submitted the revision, or benefits from it. */
  async assertNotAuthor(documentId: string, revision: number): Promise<void> {
    const authors = await this.authorsOf(documentId, revision);
    if (authors.some((author) => author.id === this.context.principal.userId)) throw new DomainError('approval.author');
  }

  /** The authors of a revision with their names. */
  authorsOf(documentId: string, revision: number): Promise<{ id: string; name: string }[]> {
    return this.db.query(
      `SELECT DISTINCT u.id, u.name FROM document_author a JOIN "user" u ON u.id = a.user_id WHERE a.document_id = $1 AND a.revision = $2`,
      [documentId, revision],
    );
  }

  private run(
    { type, document, snapshot }: Submission,
    now: Date,
  ): Omit<Approval, 'kind' | 'flowId' | 'status' | 'coveredById' | 'steps' | 'completedAt'> {
    const { number, title, amount, currency, revision } = document;
    return {
      ...{ id: randomUUIDv7(), documentType: type, documentId: document.id, revision, number, title, amount, currency },
      ...{ snapshot, submittedById: this.context.principal.userId, submittedAt: now },
    };
  }

  private mine(found: OpenRun | undefined): OpenRun & { task: OpenTask } {
    const run = stillOpen(found);
    if (run.isAuthor) throw new DomainError('approval.author');
    const { userId } = this.context.principal;
    const task = run.tasks.find((one) => one.assigneeId === userId && one.state === 'open');
    if (!task) throw new DomainError('approval.not-yours');
    return { ...run, task };
  }

  private decide(
    approval: OpenRun['approval'],
    task: OpenTask,
    decision: ApprovalDecision['decision'],
    comment: string | null,
  ): Promise<void> {
    return this.db.send(
      `INSERT INTO approval_decision (id, approval_id, task_id, document_id, revision, decider_id, decision, comment, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      [
        ...[randomUUIDv7(), approval.id, task.id, approval.documentId, approval.revision],
        ...[this.context.principal.userId, decision, comment],
      ],
    );
  }
}

function stillOpen(run: OpenRun | undefined): OpenRun {
  if (!run) throw new DomainError('approval.decided');
  return run;
}

/** Whether a task makes its holder one of those who decide the step. */
const isCounted = (task: Pick<ApprovalTask, 'state'>): boolean => isPending(task) || task.state === 'approved';

function tasksOf(approval: Approval, step: ResolvedStep, now: Date): ApprovalTask[] {
  return step.approvers.map((approver, index) => {
    const open = step.no === 1 && (step.mode !== 'sequence' || index === 0);
    return {
      ...{
        id: randomUUIDv7(),
        approvalId: approval.id,
        documentId: approval.documentId,
        stepNo: step.no,
        seq: index + 1,
      },
      ...{ assigneeId: approver.id, state: open ? 'open' : 'waiting', openedAt: open ? now : null, decidedAt: null },
    };
  });
}
