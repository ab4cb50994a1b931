import { Body, Controller, Get, HttpCode, Injectable, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../auth/access.js';
import { Mentions, MentionView } from '../comments/mentions.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { DocumentRegistry } from '../documents/registry.js';
import { RefView } from '../http/fields.js';
import { Repeated, type RepeatKey } from '../http/idempotency.js';
import { OwnTransactions } from '../http/writes.js';
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

/** The longest-waiting of each kind are shown; all are counted. */
const MOST_SHOWN = 200;
const TASKS = `
SELECT t.id AS "taskId", p.id AS "approvalId", p.kind, p.revision, p.submitted_at AS "submittedAt", t.opened_at AS since,
  jsonb_build_object('id', u.id, 'name', u.name) AS "submittedBy",
  jsonb_build_object('id', p.document_id, 'type', p.document_type, 'number', p.number, 'title', p.title,
    'amount', trim_scale(p.amount)::text, 'currency', p.currency) AS document
FROM (SELECT k.id, k.opened_at, k.approval_id, row_number() OVER (PARTITION BY a.kind ORDER BY k.opened_at) AS place
    FROM approval_task k JOIN approval a ON a.id = k.approval_id WHERE k.assignee_id = $1 AND k.state = 'open') t
  JOIN approval p ON p.id = t.approval_id JOIN "user" u ON u.id = p.submitted_by_id
WHERE t.place <= ${MOST_SHOWN} ORDER BY t.opened_at`;
const COUNTS = `
SELECT count(*) FILTER (WHERE p.kind <> 'release') AS approvals, count(*) FILTER (WHERE p.kind = 'release') AS releases
FROM approval_task t JOIN approval p ON p.id = t.approval_id WHERE t.assignee_id = $1 AND t.state = 'open'`;

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
    const tasks = (await this.db.one<Pick<InboxCounts, 'approvals' | 'releases'>>(COUNTS, [userId]))!;
    return { approvals, due, mentions, counts: { ...tasks, due: due.length, mentions: mentions.length } };
  }

  /** Without what the reader's roles hide of the document. */
  private visible(item: InboxApproval): InboxApproval {
    const { list } = this.registry.get(item.document.type);
    return this.lists.isOpen(list, 'amount') ? item : { ...item, document: { ...item.document, amount: null } };
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
  @ApiOperation({ operationId: 'inbox.get' })
  @ApiOkResponse({ type: InboxView })
  mine(): Promise<InboxView> {
    return this.inbox.mine();
  }

  @Post('releases')
  @HttpCode(200)
  @SignedIn()
  @OwnTransactions()
  @ApiOperation({ operationId: 'inbox.release' })
  @ApiOkResponse({ type: ReleaseView })
  release(@Body() input: ReleaseInput, @Repeated() key: RepeatKey | undefined): Promise<ReleaseView> {
    return this.releases.release(input.taskIds, key);
  }

  @Post('mentions/:id/seen')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ operationId: 'inbox.seeMention' })
  @ApiNoContentResponse()
  see(@Param('id') id: string): Promise<void> {
    return this.mentions.see(id);
  }
}
