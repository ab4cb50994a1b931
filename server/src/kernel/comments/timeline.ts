import { randomUUIDv7 } from 'node:crypto';
import { Body, Controller, Get, Inject, Injectable, Param, Post, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { permissionOf, type ResourceDefinition } from '@guanxi/shared/kernel';
import { SignedIn } from '../auth/access.js';
import { OrgChart } from '../auth/ports.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { Audit, type FieldChange } from '../audit/audit.js';
import { named, toCamel } from '../http/documented.js';
import { Anything, Refs, RefView, Text } from '../http/fields.js';
import { Comment } from './comment.entity.js';
import { Mention } from './mention.entity.js';
import { DomainError } from '../errors/domain-error.js';
import { may } from '../context/principal.js';
import type { ListSpec } from '../lists/list.js';
import { Lists } from '../lists/lists.js';

export class CommentPost {
  @Text(5000) text!: string;
  @Refs(50, { optional: true }) mentionIds?: string[] | null;
}

class ChangeView {
  @ApiProperty() field!: string;
  @Anything() from?: unknown;
  @Anything() to?: unknown;
}
export class TimelineItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: () => RefView, nullable: true }) actor!: RefView | null;
  @ApiProperty({ enum: ['comment', 'change', 'act'] }) kind!: string;
  @ApiProperty() action!: string;
  @ApiProperty({ type: String, nullable: true }) text!: string | null;
  @ApiProperty({ type: () => [ChangeView] }) changes!: ChangeView[];
}
export class TimelineView {
  @ApiProperty({ type: () => [TimelineItem] }) items!: TimelineItem[];
}

const ITEMS = `
SELECT l.id, l.at, CASE WHEN u.id IS NULL THEN NULL ELSE jsonb_build_object('id', u.id, 'name', u.name) END AS actor,
  CASE WHEN l.action IN ('create', 'update') THEN 'change' ELSE 'act' END AS kind, l.action, NULL AS text, coalesce(l.changes::jsonb, '[]') AS changes
FROM audit_log l LEFT JOIN "user" u ON u.id = l.actor_id WHERE l.record_id = $1 AND l.action NOT IN ('comment', 'view')
UNION ALL
SELECT c.id, c.at, jsonb_build_object('id', u.id, 'name', u.name), 'comment', 'comment', c.text, '[]'
FROM comment c JOIN "user" u ON u.id = c.author_id WHERE c.record_id = $1
ORDER BY at DESC, id DESC LIMIT 500`;

/** What happened to a record and what people said about it. */
@Injectable()
export class Timeline {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly lists: Lists,
    private readonly context: Context,
    private readonly org: OrgChart,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError 404 when the record may not be read. */
  async of(list: ListSpec, recordId: string): Promise<TimelineView> {
    await this.assertReadable(list, recordId);
    const items = await this.db.query<TimelineItem>(ITEMS, [recordId]);
    const shown = items.map((item) => ({ ...item, changes: this.visible(list, item.changes as FieldChange[]) }));
    return { items: await this.withNames(list, shown) };
  }

  /** Says something about a record, and puts it into the inboxes of those who are mentioned. */
  async say(list: ListSpec, recordId: string, input: CommentPost): Promise<TimelineView> {
    await this.assertReadable(list, recordId);
    const { userId: authorId } = this.context.principal;
    const mentionIds = await this.mentioned(input.mentionIds ?? []);
    const about = { recordType: list.definition.type, recordId, at: new Date() };
    const comment = { ...about, id: randomUUIDv7(), authorId, text: input.text, mentionIds };
    await this.rows.insert(Comment, [comment]);
    await this.rows.insert(
      Mention,
      mentionIds.map((userId) => ({ ...about, id: randomUUIDv7(), userId, commentId: comment.id, seenAt: null })),
    );
    const changes = [{ field: 'comment', to: comment.id }];
    await this.audit.record({ action: 'comment', recordType: list.definition.type, recordId, changes });
    return this.of(list, recordId);
  }

  /** @throws DomainError 404 unless the record is readable. */
  async assertReadable(list: ListSpec, recordId: string): Promise<void> {
    const readable = await this.readable(list, [recordId]);
    if (readable.length === 0) throw new DomainError('record.not-found');
  }

  /** Which of some records of one kind may be read: those in scope, and those of which an approval task is held. */
  async readable(list: ListSpec, ids: readonly string[]): Promise<string[]> {
    const { principal } = this.context;
    const inScope = may(principal, permissionOf(list.definition, 'read')) ? await this.lists.inScope(list, ids) : [];
    if (inScope.length === ids.length) return inScope;
    const tasks = await this.db.query<{ id: string }>(
      `SELECT DISTINCT t.document_id AS id FROM approval_task t JOIN approval p ON p.id = t.approval_id
       WHERE t.document_id = ANY($1) AND t.assignee_id = $2 AND t.opened_at IS NOT NULL AND p.document_type = $3`,
      [ids, principal.userId, list.definition.type],
    );
    return [...new Set([...inScope, ...tasks.map(({ id }) => id)])];
  }

  /** Who is told of a comment: active users other than its author. */
  private async mentioned(ids: readonly string[]): Promise<string[]> {
    const others = [...new Set(ids)].filter((id) => id !== this.context.principal.userId);
    if (others.length === 0) return [];
    const active = await this.org.active(others);
    if (active.length !== others.length) throw new DomainError('record.unknown', { field: 'mentionIds' });
    return others;
  }

  /** Shows references by name: `ownerId` from one id to another becomes `owner` from one person to another. */
  private async withNames(list: ListSpec, items: TimelineItem[]): Promise<TimelineItem[]> {
    const names = new Map<string, RefView>();
    for (const [ref, { table, label = 'name' }] of Object.entries(list.refs ?? {})) {
      const changed = items.flatMap((item) => item.changes.filter((change) => change.field === `${ref}Id`));
      const ids = changed.flatMap(({ from, to }) => [from, to]).filter((id) => typeof id === 'string');
      if (ids.length === 0) continue;
      const rows = await this.db.query<RefView>(
        `SELECT id, "${label}" AS name FROM "${table}" WHERE id::text = ANY($1)`,
        [ids],
      );
      rows.forEach((row) => names.set(`${ref}Id ${row.id}`, row));
    }
    const named = (field: string, value: unknown): unknown => names.get(`${field} ${String(value)}`) ?? value;
    return items.map((item) => ({
      ...item,
      changes: item.changes.map(({ field, from, to }) =>
        list.refs?.[field.replace(/Id$/, '')]
          ? { field: field.replace(/Id$/, ''), from: named(field, from), to: named(field, to) }
          : { field, from, to },
      ),
    }));
  }

  /** Changes without the fields that the reader's roles hide or mask. */
  private visible(list: ListSpec, changes: readonly FieldChange[]): FieldChange[] {
    return changes.filter(({ field }) => this.lists.isOpen(list, field.split('.').at(-1)!));
  }
}

/** The timeline routes of a resource, under its own path. */
export function timelineController(definition: ResourceDefinition, handlerToken: Type): Type {
  @ApiTags(definition.module)
  @Controller(definition.path)
  class TimelineController {
    constructor(
      @Inject(handlerToken) private readonly handler: { list: ListSpec },
      private readonly timeline: Timeline,
    ) {}

    @Get(':id/timeline')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.timeline` })
    @ApiOkResponse({ type: TimelineView })
    of(@Param('id') id: string): Promise<TimelineView> {
      return this.timeline.of(this.handler.list, id);
    }

    @Post(':id/comments')
    @SignedIn()
    @ApiOperation({ operationId: `${toCamel(definition.type)}.comment` })
    @ApiCreatedResponse({ type: TimelineView })
    say(@Param('id') id: string, @Body() input: CommentPost): Promise<TimelineView> {
      return this.timeline.say(this.handler.list, id, input);
    }
  }
  return named(TimelineController, `${toCamel(definition.type)}Timeline`);
}
