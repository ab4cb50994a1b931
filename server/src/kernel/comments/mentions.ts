import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { RefView } from '../http/fields.js';
import { ListRegistry } from '../lists/list-registry.js';
import type { ListSpec } from '../lists/list.js';
import { Timeline } from './timeline.js';

export class MentionedIn {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Title of a document, name of anything else' })
  title!: string | null;
}
export class MentionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: () => RefView }) by!: RefView;
  @ApiProperty({ description: 'The beginning of the comment' }) text!: string;
  @ApiProperty({ type: () => MentionedIn }) record!: MentionedIn;
}

interface Found extends Omit<MentionView, 'record'> {
  recordType: string;
  recordId: string;
}
type Label = Pick<MentionedIn, 'number' | 'title'>;
const NAMELESS: Label = { number: null, title: null };

const RECORDS = `
SELECT record_type AS type, array_agg(DISTINCT record_id) AS ids
FROM mention WHERE user_id = $1 AND seen_at IS NULL GROUP BY record_type`;
const UNSEEN = `
SELECT m.id, m.at, m.record_type AS "recordType", m.record_id AS "recordId", left(c.text, 200) AS text,
  jsonb_build_object('id', u.id, 'name', u.name) AS by
FROM mention m JOIN comment c ON c.id = m.comment_id JOIN "user" u ON u.id = c.author_id
WHERE m.user_id = $1 AND m.seen_at IS NULL AND m.record_id = ANY($2) ORDER BY m.at DESC, m.id DESC LIMIT 200`;

/** What a user was told by being named in comments. */
@Injectable()
export class Mentions {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: ListRegistry,
    private readonly timeline: Timeline,
    private readonly context: Context,
  ) {}

  /** The unseen ones in records that the user may read now, newest first, up to 200. */
  async unseen(): Promise<MentionView[]> {
    const { userId } = this.context.principal;
    const readable: string[] = [];
    for (const { type, ids } of await this.db.query<{ type: string; ids: string[] }>(RECORDS, [userId]))
      readable.push(...(await this.timeline.readable(this.listOf(type), ids)));
    if (readable.length === 0) return [];
    const found = await this.db.query<Found>(UNSEEN, [userId, readable]);
    const labels = await this.labels(found);
    return found.map(({ recordType, recordId, ...mention }) => ({
      ...mention,
      record: { id: recordId, type: recordType, ...(labels.get(recordId) ?? NAMELESS) },
    }));
  }

  /** Ends a mention; once more changes nothing. @throws DomainError 404 for one of somebody else. */
  async see(id: string): Promise<void> {
    const { userId } = this.context.principal;
    const text = 'UPDATE mention SET seen_at = coalesce(seen_at, $3) WHERE id = $1 AND user_id = $2';
    if ((await this.db.run(text, [id, userId, new Date()])) === 0) throw new DomainError('record.not-found');
  }

  /** What the records are called. */
  private async labels(found: readonly Found[]): Promise<Map<string, Label>> {
    const idsOf = Map.groupBy(found, ({ recordType }) => recordType);
    const labels = new Map<string, Label>();
    for (const [type, mentions] of idsOf) {
      const list = this.listOf(type);
      const table = this.rows.table(list.entity);
      const columns = this.labelFields(list).map((field) => `t."${table.columnOf(field)}" AS "${field}"`);
      const rows = await this.db.query<{ id: string; number?: string | null; title?: string; name?: string }>(
        `SELECT ${['t.id', ...columns].join(', ')} FROM "${table.name}" t WHERE t.id = ANY($1)`,
        [mentions.map(({ recordId }) => recordId)],
      );
      for (const { id, number = null, title, name } of rows) labels.set(id, { number, title: title ?? name ?? null });
    }
    return labels;
  }

  private labelFields(list: ListSpec): string[] {
    const { columns } = this.rows.table(list.entity);
    return ['number', 'title', 'name'].filter((field) => columns.some(({ property }) => property === field));
  }

  private listOf(type: string): ListSpec {
    const list = this.registry.all().find(({ definition }) => definition.type === type);
    if (!list) throw new Error(`no list of ${type}`);
    return list;
  }
}
