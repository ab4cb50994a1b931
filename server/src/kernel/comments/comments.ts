import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { OrgChart } from '../auth/ports.js';
import { Context } from '../context/context.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { Refs, Text } from '../http/fields.js';
import type { ListSpec } from '../lists/list.js';
import { Comment } from './comment.entity.js';
import { Mention } from './mention.entity.js';
import { Timeline, type TimelineView } from './timeline.js';

export class CommentPost {
  @Text(5000) text!: string;
  @Refs(50, { optional: true }) mentionIds?: string[] | null;
}

/** What people say about records. */
@Injectable()
export class Comments {
  constructor(
    private readonly rows: Rows,
    private readonly context: Context,
    private readonly org: OrgChart,
    private readonly audit: Audit,
    private readonly timeline: Timeline,
  ) {}

  /** Says something about a record, and puts it into the inboxes of those who are mentioned. */
  async say(list: ListSpec, recordId: string, input: CommentPost): Promise<TimelineView> {
    await this.timeline.assertReadable(list, recordId);
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
    return this.timeline.of(list, recordId);
  }

  /** Who is told of a comment: active users other than its author. */
  private async mentioned(ids: readonly string[]): Promise<string[]> {
    const others = [...new Set(ids)].filter((id) => id !== this.context.principal.userId);
    if (others.length === 0) return [];
    const active = await this.org.active(others);
    if (active.length !== others.length) throw new DomainError('record.unknown', { field: 'mentionIds' });
    return others;
  }
}
