import { Injectable, Logger } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Lifecycle } from '../documents/lifecycle.js';
import { DocumentRegistry } from '../documents/registry.js';
import { DomainError } from '../errors/domain-error.js';
import { ProblemField, Refs } from '../http/fields.js';
import { Idempotency, type RepeatKey } from '../http/idempotency.js';
import { problemDocument, toDomainError } from '../http/problem.filter.js';

export class ReleaseInput {
  @Refs(200) taskIds!: string[];
}
class ReleaseResult {
  @ApiProperty({ format: 'uuid' }) taskId!: string;
  @ApiProperty() ok!: boolean;
  @ProblemField({ optional: true }) problem?: unknown;
}
export class ReleaseView {
  @ApiProperty({ type: () => [ReleaseResult] }) items!: ReleaseResult[];
}

/** Approvals by the dozen. */
@Injectable()
export class Releases {
  private readonly logger = new Logger(Releases.name);

  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: DocumentRegistry,
    private readonly lifecycle: Lifecycle,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Approves many tasks of the acting user, each in a transaction of its own; one refusal does not hold up the others. Each
   * keeps the key of the request for itself, so that what was released before a crash is answered as released.
   */
  async release(taskIds: readonly string[], key?: RepeatKey): Promise<ReleaseView> {
    const items: ReleaseResult[] = [];
    for (const taskId of taskIds) {
      try {
        await this.releaseOnce(taskId, key);
        items.push({ taskId, ok: true });
      } catch (error) {
        const problem = toDomainError(error);
        if (problem.status >= 500) this.logger.error(error);
        items.push({
          taskId,
          ok: false,
          problem: problemDocument(problem, this.context.language, this.context.requestId),
        });
      }
    }
    return { items };
  }

  private async releaseOnce(taskId: string, key: RepeatKey | undefined): Promise<void> {
    if (!key) return this.unitOfWork.run(() => this.releaseOne(taskId));
    await this.idempotency.once({ ...key, key: `${key.key} ${taskId}` }, async () => {
      await this.releaseOne(taskId);
      return { status: 200, body: undefined };
    });
  }

  private async releaseOne(taskId: string): Promise<void> {
    const task = await this.db.one<{ documentId: string; documentType: string }>(
      `SELECT p.document_id AS "documentId", p.document_type AS "documentType" FROM approval_task t JOIN approval p ON p.id = t.approval_id
       WHERE t.id = $1 AND t.assignee_id = $2`,
      [taskId, this.context.principal.userId],
    );
    if (!task) throw new DomainError('approval.not-yours');
    await this.lifecycle.perform(this.registry.get(task.documentType), task.documentId, 'any', 'approve');
  }
}
