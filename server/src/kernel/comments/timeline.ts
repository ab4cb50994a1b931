import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { permissionOf } from '@guanxi/shared/kernel';
import type { FieldChange } from '../audit/audit.js';
import { ShownChanges } from '../audit/shown-changes.js';
import { READING } from '../approvals/reading.js';
import { Context } from '../context/context.js';
import { may } from '../context/principal.js';
import { Db } from '../db/db.js';
import { DomainError } from '../errors/domain-error.js';
import { Anything, RefView } from '../http/fields.js';
import type { ListSpec } from '../lists/list.js';
import { encodeCursor, isInstant, parseLimit, readCursor } from '../lists/list-query.js';
import { Lists } from '../lists/lists.js';

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
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const ITEMS = `
SELECT *, at::text AS position FROM (
  SELECT l.id, l.at, CASE WHEN u.id IS NULL THEN NULL ELSE jsonb_build_object('id', u.id, 'name', u.name) END AS actor,
    CASE WHEN l.action IN ('create', 'update') THEN 'change' ELSE 'act' END AS kind, l.action, NULL AS text, coalesce(l.changes::jsonb, '[]') AS changes
  FROM audit_log l LEFT JOIN "user" u ON u.id = l.actor_id WHERE l.record_id = $1 AND l.action NOT IN ('comment', 'view')
  UNION ALL
  SELECT c.id, c.at, jsonb_build_object('id', u.id, 'name', u.name), 'comment', 'comment', c.text, '[]'
  FROM comment c JOIN "user" u ON u.id = c.author_id WHERE c.record_id = $1
) i WHERE $2::timestamptz IS NULL OR (at, id) < ($2::timestamptz, $3::uuid) ORDER BY at DESC, id DESC LIMIT $4`;
const ORDER = '-at';
const PARAMETERS = new Set(['limit', 'cursor']);

type Found = TimelineItem & { readonly position: string };

/** What happened to a record and what people said about it. */
@Injectable()
export class Timeline {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly context: Context,
    private readonly changes: ShownChanges,
  ) {}

  /** The newest first; `limit` and `cursor` as for lists. @throws DomainError 404 when the record may not be read. */
  async of(list: ListSpec, recordId: string, query: Readonly<Record<string, string>> = {}): Promise<TimelineView> {
    const unknown = Object.keys(query).find((parameter) => !PARAMETERS.has(parameter));
    if (unknown) throw new DomainError('request.unknown-parameter', { parameter: unknown });
    const limit = parseLimit(query['limit']);
    const after = readCursor(query['cursor'], ORDER, isInstant);
    await this.assertReadable(list, recordId);
    const found = await this.db.query<Found>(ITEMS, [recordId, after?.value, after?.id, limit + 1]);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const changes = await this.changes.of(
      list,
      page.map((item) => item.changes as FieldChange[]),
    );
    return {
      items: page.map(({ position: _, ...item }, index) => ({ ...item, changes: changes[index]! })),
      nextCursor: last ? encodeCursor(ORDER, last.position, last.id) : null,
    };
  }

  /** @throws DomainError 404 unless the record is readable. */
  async assertReadable(list: ListSpec, recordId: string): Promise<void> {
    const readable = await this.readable(list, [recordId]);
    if (readable.length === 0) throw new DomainError('record.not-found');
  }

  /** @throws DomainError 404 when the record may not be read, 403 when it may be read and not changed. */
  async assertChangeable(list: ListSpec, recordId: string): Promise<void> {
    await this.assertReadable(list, recordId);
    const permission = permissionOf(list.definition, 'update');
    if (!may(this.context.principal, permission)) throw new DomainError('access.denied', { permission });
    if (!(await this.lists.isInScope(list, recordId))) throw new DomainError('access.decider');
  }

  /** Which of some records of one kind may be read: those in scope, and those that are or were the reader's to decide. */
  async readable(list: ListSpec, ids: readonly string[]): Promise<string[]> {
    const { principal } = this.context;
    const inScope = may(principal, permissionOf(list.definition, 'read')) ? await this.lists.inScope(list, ids) : [];
    if (inScope.length === ids.length) return inScope;
    const tasks = await this.db.query<{ id: string }>(
      `SELECT DISTINCT t.document_id AS id FROM approval_task t JOIN approval p ON p.id = t.approval_id
       WHERE t.document_id = ANY($1) AND t.assignee_id = $2 AND ${READING} AND p.document_type = $3`,
      [ids, principal.userId, list.definition.type],
    );
    return [...new Set([...inScope, ...tasks.map(({ id }) => id)])];
  }
}
