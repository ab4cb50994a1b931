import { Body, Controller, Get, HttpCode, Injectable, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../auth/access.js';
import { Mentions, MentionView } from '../comments/mentions.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { DocumentRegistry } from '../documents/registry.js';
import { RefView } from '../http/fields.js';
import { Repeated, type RepeatKey } from '../http/idempotency.js';
import { OwnTransactions } from '../http/write.interceptor.js';
import { Lists } from '../lists/lists.js';
import { ReleaseInput, Releases, ReleaseView } from './releases.js';

class InboxDocument {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
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
  @ApiProperty({ type: 'integer' }) mentions!: number;
}
export class InboxView {
  @ApiProperty({ type: () => [InboxApproval] }) approvals!: InboxApproval[];
  @ApiProperty({ type: () => [InboxDue] }) due!: InboxDue[];
  @ApiProperty({ type: () => [MentionView] }) mentions!: MentionView[];
  @ApiProperty({ type: () => InboxCounts }) counts!: InboxCounts;
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

/** What waits for a user: decisions, releases, promises that fall due, mentions. */
@Injectable()
export class Inbox {
  private readonly sources: DueSource[] = [];

  constructor(
    private readonly db: Db,
    private readonly context: Context,
    private readonly registry: DocumentRegistry,
    private readonly lists: Lists,
    private readonly mentions: Mentions,
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
    const mentions = await this.mentions.unseen();
    const releases = approvals.filter((item) => item.kind === 'release').length;
    const counts = { approvals: approvals.length - releases, releases, due: due.length, mentions: mentions.length };
    return { approvals, due, mentions, counts };
  }

  /** Without what the reader's roles hide of the document. */
  private visible(item: InboxApproval): InboxApproval {
    const { list } = this.registry.get(item.document.type);
    const hidden = (['number', 'title', 'amount'] as const).filter((field) => !this.lists.isOpen(list, field));
    return { ...item, document: { ...item.document, ...Object.fromEntries(hidden.map((field) => [field, null])) } };
  }
}

@ApiTags('inbox')
@Controller('inbox')
export class InboxController {
  constructor(
    private readonly inbox: Inbox,
    private readonly releases: Releases,
    private readonly mentions: Mentions,
  ) {}

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
  release(@Body() input: ReleaseInput, @Repeated() key: RepeatKey | undefined): Promise<ReleaseView> {
    return this.releases.release(input.taskIds, key);
  }

  @Post('mentions/:id/seen')
  @HttpCode(204)
  @SignedIn()
  @ApiNoContentResponse()
  see(@Param('id') id: string): Promise<void> {
    return this.mentions.see(id);
  }
}
