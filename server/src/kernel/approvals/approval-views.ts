import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import type { AnyHandler } from '../documents/registry.js';
import { DocumentStore } from '../documents/document-store.js';
import { HiddenQuestions } from '../documents/hidden-questions.js';
import { RefView } from '../http/fields.js';
import { DomainError } from '../errors/domain-error.js';
import { Approvals } from './approvals.js';

export class TaskView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: () => RefView }) assignee!: RefView;
  @ApiProperty({ enum: ['waiting', 'open', 'approved', 'rejected', 'transferred', 'cancelled'] }) state!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) openedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) comment!: string | null;
}
export class StepView {
  @ApiProperty({ type: 'integer' }) no!: number;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['any', 'all', 'sequence'] }) mode!: string;
  @ApiProperty({ type: () => [TaskView] }) tasks!: TaskView[];
}
export class CoveringView {
  @ApiProperty({ format: 'uuid', description: 'Id of the commitment' }) id!: string;
  @ApiProperty({ description: 'Document type of the commitment' }) type!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: 'integer' }) revision!: number;
  @ApiProperty({ type: () => [RefView], description: 'Who approved it' }) approvers!: RefView[];
}
export class ApprovalRunView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) revision!: number;
  @ApiProperty({ enum: ['commitment', 'release', 'coverage'] }) kind!: string;
  @ApiProperty({ enum: ['open', 'approved', 'rejected', 'withdrawn', 'covered'] }) status!: string;
  @ApiProperty({ type: () => CoveringView, nullable: true, description: 'The approval that covers this one' })
  coveredBy!: CoveringView | null;
  @ApiProperty({ type: () => RefView }) submittedBy!: RefView;
  @ApiProperty({ type: String, format: 'date-time' }) submittedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt!: string | null;
  @ApiProperty({ type: () => [StepView] }) steps!: StepView[];
}
export class ApprovalView {
  @ApiProperty({ type: () => ApprovalRunView, nullable: true }) current!: ApprovalRunView | null;
  @ApiProperty({ type: () => [ApprovalRunView] }) history!: ApprovalRunView[];
  @ApiProperty({ description: 'Whether it is the turn of the person who asks' }) mine!: boolean;
  @ApiProperty({ type: () => [RefView] }) authors!: RefView[];
  @ApiProperty({
    description:
      'Whether who decides depends on what is hidden from you; then steps tell what was decided, and your own turn',
  })
  withheld!: boolean;
}

const RUNS = `
SELECT p.id, p.revision, p.kind, p.status, p.submitted_at AS "submittedAt", p.completed_at AS "completedAt",
  jsonb_build_object('id', u.id, 'name', u.name) AS "submittedBy",
  (SELECT jsonb_build_object('id', c.document_id, 'type', c.document_type, 'number', c.number, 'revision', c.revision, 'approvers',
    (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name)) FROM approval_decision d JOIN "user" a ON a.id = d.decider_id
      WHERE d.approval_id = c.id AND d.decision = 'approve')) FROM approval c WHERE c.id = p.covered_by_id) AS "coveredBy",
  (SELECT coalesce(jsonb_agg(s.step || jsonb_build_object('tasks', s.tasks) ORDER BY (s.step->>'no')::int), '[]') FROM (
    SELECT step, (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'state', t.state, 'openedAt', t.opened_at, 'decidedAt', t.decided_at,
        'assignee', jsonb_build_object('id', a.id, 'name', a.name),
        'comment', (SELECT d.comment FROM approval_decision d WHERE d.approval_id = p.id AND d.task_id = t.id LIMIT 1)) ORDER BY t.seq, t.id), '[]')
      FROM approval_task t JOIN "user" a ON a.id = t.assignee_id WHERE t.approval_id = p.id AND t.step_no = (step->>'no')::int) AS tasks
    FROM jsonb_array_elements(p.steps) step) s) AS steps
FROM approval p JOIN "user" u ON u.id = p.submitted_by_id WHERE p.document_id = $1 ORDER BY p.submitted_at DESC, p.id DESC`;

/** Approvals of a document as people see them. */
@Injectable()
export class ApprovalViews {
  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly store: DocumentStore,
    private readonly approvals: Approvals,
    private readonly questions: HiddenQuestions,
  ) {}

  /** @throws DomainError 404 when the document may not be read. */
  async of(handler: AnyHandler, documentId: string): Promise<ApprovalView> {
    if (!(await this.store.isReadable(handler, documentId))) throw new DomainError('record.not-found');
    const runs = await this.db.query<ApprovalRunView>(RUNS, [documentId]);
    const current = runs.find((run) => run.status === 'open') ?? null;
    const { userId } = this.context.principal;
    const mine = current?.steps.some((step) =>
      step.tasks.some((task) => task.state === 'open' && task.assignee.id === userId),
    );
    const authors = await this.approvals.authorsOf(documentId, current?.revision ?? runs[0]?.revision ?? 1);
    const withheld = await this.questions.areAsked(handler.definition);
    const shown = (run: ApprovalRunView): ApprovalRunView => (withheld ? known(run, userId) : run);
    return {
      current: current && shown(current),
      history: runs.filter((run) => run !== current).map(shown),
      mine: mine ?? false,
      authors,
      withheld,
    };
  }
}

const DECIDED = ['approved', 'rejected', 'transferred'];

/** Of a run, what somebody has decided, and what this person has to decide now. */
const known = (run: ApprovalRunView, userId: string): ApprovalRunView => {
  const isKnown = ({ state, assignee }: TaskView): boolean =>
    DECIDED.includes(state) || (state === 'open' && assignee.id === userId);
  const steps = run.steps.map((step) => ({ ...step, tasks: step.tasks.filter(isKnown) }));
  return { ...run, steps: steps.filter(({ tasks }) => tasks.length > 0) };
};
