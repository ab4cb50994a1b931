import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import type { DocumentHeader } from '../documents/document.entity.js';
import { DocumentRegistry } from '../documents/registry.js';
import { DomainError } from '../errors/domain-error.js';
import { Approval, ApprovalFlow, ApprovalTask, DocumentAuthor } from './approval.entity.js';
import { ApprovalTasks, isPending } from './approval-tasks.js';
import { Approvers } from './approvers.js';

interface Leaver {
  readonly id: string;
  readonly name: string;
}

/**
 * Passes on what waits for somebody who leaves. While others of the step still decide, the leaver's part falls away, as it
 * would have for a document submitted today; otherwise whoever would be asked today takes it over. Nothing is decided by it.
 */
@Injectable()
export class Handover {
  constructor(
    private readonly tasks: ApprovalTasks,
    private readonly approvers: Approvers,
    private readonly registry: DocumentRegistry,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly audit: Audit,
  ) {}

  /** Locks the documents that wait for a user; call it before the user's own row is locked, as documents come first. */
  async lock(userId: string): Promise<void> {
    await this.waitingFor(userId);
  }

  /**
   * Passes on the tasks of a user who can't act any more, in the transaction that says so.
   * @throws DomainError 409 `approval.no-successor` when nobody could decide one of the documents
   */
  async from(leaver: Leaver): Promise<void> {
    for (const approval of await this.waitingFor(leaver.id)) await this.passOn(approval, leaver);
  }

  private async waitingFor(userId: string): Promise<Approval[]> {
    const tasks = await this.rows.where(ApprovalTask, { assigneeId: userId, state: ['open', 'waiting'] });
    const open = { id: [...new Set(tasks.map((task) => task.approvalId))], status: 'open' };
    const documents = Map.groupBy(await this.rows.where(Approval, open), (approval) => approval.documentType);
    for (const [type, approvals] of [...documents].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { name } = this.rows.table(this.registry.get(type).entity);
      await this.db.query(`SELECT 1 FROM "${name}" WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
        approvals.map((approval) => approval.documentId),
      ]);
    }
    // What was decided while the locks were waited for is over.
    return this.rows.where(Approval, open);
  }

  private async passOn(approval: Approval, leaver: Leaver): Promise<void> {
    const tasks = await this.rows.where(ApprovalTask, { approvalId: approval.id });
    const steps = Map.groupBy(
      tasks.sort((a, b) => a.seq - b.seq),
      (task) => task.stepNo,
    );
    for (const [stepNo, step] of steps) {
      const left = step.filter((task) => isPending(task) && task.assigneeId === leaver.id);
      if (left.length === 0) continue;
      const rest = step.filter((task) => isPending(task) && task.assigneeId !== leaver.id);
      const heirs = rest.length > 0 ? [] : await this.heirs(approval, stepNo, step);
      await this.replace(approval, left, rest, heirs);
      await this.audit.record({
        ...{ action: 'hand-over', recordType: approval.documentType, recordId: approval.documentId },
        changes: [{ field: 'approver', from: leaver.name, to: namesOf(heirs) }],
      });
    }
  }

  /** Who would be asked today and has not decided in this step yet. */
  private async heirs(
    approval: Approval,
    stepNo: number,
    step: readonly ApprovalTask[],
  ): Promise<readonly { id: string; name: string }[]> {
    const flow = await this.rows.find(ApprovalFlow, approval.flowId!);
    const { document } = approval.snapshot as { document: Pick<DocumentHeader, 'departmentId' | 'companyId'> };
    const { documentId, revision } = approval;
    const authors = await this.rows.where(DocumentAuthor, { documentId, revision });
    const out = [
      ...authors.map(({ userId }) => userId),
      ...step.filter((task) => task.state === 'approved').map((task) => task.assigneeId),
    ];
    const submission = {
      ...{ submitterId: approval.submittedById, departmentId: document.departmentId, companyId: document.companyId },
      isRelease: approval.kind === 'release',
    };
    try {
      const [resolved] = await this.approvers.resolve([flow!.steps[stepNo - 1]!], submission, new Set(out));
      return resolved!.approvers;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError('approval.no-successor', {
        number: approval.number ?? approval.title,
        about: approval.title,
      });
    }
  }

  /** Ends the tasks of the leaver; heirs take their place, or the next in a sequence has the turn. */
  private async replace(
    approval: Approval,
    left: readonly ApprovalTask[],
    rest: readonly ApprovalTask[],
    heirs: readonly { id: string }[],
  ): Promise<void> {
    const task = left.find((one) => one.state === 'open') ?? left[0]!;
    const inSequence = approval.steps.find((step) => step.no === task.stepNo)?.mode === 'sequence';
    await this.tasks.close(
      left.map(({ id }) => id),
      'cancelled',
    );
    if (task.state === 'open' && inSequence && rest[0]) await this.tasks.activate([rest[0].id]);
    await this.tasks.ask(
      heirs.map(({ id }, index): ApprovalTask => {
        const isOpen = task.state === 'open' && (!inSequence || index === 0);
        return { ...task, id: randomUUIDv7(), assigneeId: id, state: isOpen ? 'open' : 'waiting' };
      }),
    );
  }
}

const namesOf = (people: readonly { name: string }[]): string | null =>
  people.length > 0 ? people.map(({ name }) => name).join(', ') : null;
