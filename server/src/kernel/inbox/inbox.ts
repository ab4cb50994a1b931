import { Body, Controller, Get, HttpCode, Injectable, Logger, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../auth/access.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DocumentRegistry } from '../documents/registry.js';
import { Lifecycle } from '../documents/lifecycle.js';
import { ProblemField, Refs, RefView } from '../http/fields.js';
import { problemDocument, toDomainError } from '../http/problem.filter.js';
import { OwnTransactions } from '../http/write.interceptor.js';
import { DomainError } from '../errors/domain-error.js';
import { Lists } from '../lists/lists.js';

class InboxDocument {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) amount!: string | null;
  @ApiProperty({ type: String, nullable: true }) currency!: string | null;
}
export class InboxApproval {
  @ApiProperty({ format: 'uuid' }) taskId!: string;
  @ApiProperty({ format: 'uuid' }) approvalId!: string;
  @ApiProperty({ enum: ['commitment', 'release'] }) kind!: string;
  @ApiProperty({ type: 'integer', description: 'The revision that waits; from 2 on an amendment' }) revision!: number;
  @ApiProperty({ type: () => InboxDocument }) document!: InboxDocument;
  @ApiProperty({ type: () => RefView }) submittedBy!: RefView;
  @ApiProperty({ type: String, format: 'date-time' }) submittedAt!: string;
  @ApiProperty({ type: String, format: 'date-time' }) since!: string;
}
/** Something that a module reminds of. */
export class InboxDue {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: () => RefView, nullable: true }) party!: RefView | null;
  @ApiProperty({ format: 'date' }) dueDate!: string;
  @ApiProperty() recordType!: string;
  @ApiProperty({ format: 'uuid' }) recordId!: string;
}
class InboxCounts {
  @ApiProperty({ type: 'integer' }) approvals!: number;
  @ApiProperty({ type: 'integer' }) releases!: number;
  @ApiProperty({ type: 'integer' }) due!: number;
}
export class InboxView {
  @ApiProperty({ type: () => [InboxApproval] }) approvals!: InboxApproval[];
  @ApiProperty({ type: () => [InboxDue] }) due!: InboxDue[];
  @ApiProperty({ type: () => InboxCounts }) counts!: InboxCounts;
}
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

/** Modules that remind people of something register a source. */
export interface DueSource {
  /** What waits for a user up to and including today. */
  due(userId: string): Promise<InboxDue[]>;
}

const TASKS = `
SELECT t.id AS "taskId", p.id AS "approvalId", p.kind, p.revision, p.submitted_at AS "submittedAt", t.opened_at AS since,
  jsonb_build_object('id', u.id, 'name', u.name) AS "submittedBy",
  jsonb_build_object('id', p.document_id, 'type', p.document_type, 'number', p.number, 'title', p.title,
    'amount', trim_scale(p.amount)::text, 'currency', p.currency) AS document
FROM approval_task t JOIN approval p ON p.id = t.approval_id JOIN "user" u ON u.id = p.submitted_by_id
WHERE t.assignee_id = $1 AND t.state = 'open' ORDER BY t.opened_at LIMIT 200`;

/** What waits for a user: decisions, releases, promises that fall due. */
@Injectable()
export class Inbox {
  private readonly logger = new Logger(Inbox.name);
  private readonly sources: DueSource[] = [];

  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: DocumentRegistry,
    private readonly lifecycle: Lifecycle,
    private readonly lists: Lists,
  ) {}

  register(source: DueSource): void {
    this.sources.push(source);
  }

  async mine(): Promise<InboxView> {
    const { userId } = this.context.principal;
    const approvals = (await this.db.query<InboxApproval>(TASKS, [userId])).map((item) => this.visible(item));
    const due: InboxDue[] = [];
    for (const source of this.sources) due.push(...(await source.due(userId)));
    due.sort((a, b) => a.dueDate.localeCompare(b.dueDate));
    const releases = approvals.filter((item) => item.kind === 'release').length;
    return { approvals, due, counts: { approvals: approvals.length - releases, releases, due: due.length } };
  }

  /** Approves many tasks of the acting user, each in a transaction of its own; one refusal does not hold up the others. */
  async release(taskIds: readonly string[]): Promise<ReleaseView> {
    const items: ReleaseResult[] = [];
    for (const taskId of taskIds) {
      try {
        await this.unitOfWork.run(() => this.releaseOne(taskId));
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

  /** Without the amount where the reader's roles hide it. */
  private visible(item: InboxApproval): InboxApproval {
    const rule = this.lists.ruleOf(this.registry.get(item.document.type).list, 'amount');
    const isHidden = rule === 'hidden' || rule === 'masked';
    return isHidden ? { ...item, document: { ...item.document, amount: null } } : item;
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

@ApiTags('inbox')
@Controller('inbox')
export class InboxController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ type: InboxView })
  mine(): Promise<InboxView> {
    return this.inbox.mine();
  }

  @Post('releases')
  @HttpCode(200)
  @SignedIn()
  @OwnTransactions()
  @ApiOkResponse({ type: ReleaseView })
  release(@Body() input: ReleaseInput): Promise<ReleaseView> {
    return this.inbox.release(input.taskIds);
  }
}
