import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Timeline } from '../comments/timeline.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DocumentRegistry } from '../documents/registry.js';
import { DomainError } from '../errors/domain-error.js';
import type { Upload } from '../http/upload.js';
import type { ListSpec } from '../lists/list.js';
import type { AttachmentView } from './attachment.dto.js';
import { Attachment } from './attachment.entity.js';
import { mediaTypeOf } from './media-type.js';

const COLUMNS = `a.id, a.name, a.media_type AS "mediaType", a.size, a.created_at AS "createdAt", jsonb_build_object('id', u.id, 'name', u.name) AS "createdBy"`;

/** SQL that is true of an attachment `a` with which its document `t` was submitted: what the approval was given for, until it is a draft again. */
const FIXED = `coalesce(t.status NOT IN ('draft', 'rejected') AND a.created_at <= t.submitted_at, false)`;

/** Files at records: readable by those who read the record, in the database like everything that must last. */
@Injectable()
export class Attachments {
  constructor(
    private readonly timeline: Timeline,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly registry: DocumentRegistry,
  ) {}

  /** @throws DomainError 404 when the record may not be read. */
  async of(list: ListSpec, recordId: string): Promise<{ items: AttachmentView[] }> {
    await this.timeline.assertReadable(list, recordId);
    const documents = this.documentsOf(list);
    const fixed = documents ? `(SELECT ${FIXED} FROM "${documents}" t WHERE t.id = a.record_id)` : 'false';
    const items = await this.db.query<AttachmentView>(
      `SELECT ${COLUMNS}, ${fixed} AS fixed FROM attachment a JOIN "user" u ON u.id = a.created_by_id WHERE a.record_id = $1 ORDER BY a.created_at, a.id`,
      [recordId],
    );
    return { items };
  }

  /** @throws DomainError 415 for a kind of file that is not accepted. */
  async add(list: ListSpec, recordId: string, file: Upload): Promise<AttachmentView> {
    await this.timeline.assertChangeable(list, recordId);
    if (this.context.dryRun) throw new DomainError('request.no-dry-run');
    const mediaType = await mediaTypeOf(file.content);
    const name = file.name.split(/[\\/]/).at(-1)!.slice(0, 200).trim();
    if (!mediaType || !name || name.includes('\u0000') || !name.isWellFormed())
      throw new DomainError('attachment.kind', { name });
    await this.db.send(
      'INSERT INTO attachment_content (digest, content) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING',
      [file.digest, file.content],
    );
    const { userId, name: author } = this.context.principal;
    const row = {
      id: randomUUIDv7(),
      recordType: list.definition.type,
      recordId,
      name,
      mediaType,
      size: file.content.length,
      digest: file.digest,
    };
    const createdAt = new Date();
    await this.rows.insert(Attachment, [{ ...row, createdById: userId, createdAt }]);
    await this.note(list, recordId, 'attach', name);
    const { id, size } = row;
    return {
      id,
      name,
      mediaType,
      size,
      createdAt: createdAt.toISOString(),
      createdBy: { id: userId, name: author },
      fixed: false,
    };
  }

  /** A file with its bytes. @throws DomainError 404 */
  async read(list: ListSpec, recordId: string, id: string): Promise<{ name: string; content: Buffer }> {
    await this.timeline.assertReadable(list, recordId);
    const file = await this.db.one<{ name: string; content: Buffer }>(
      'SELECT a.name, c.content FROM attachment a JOIN attachment_content c ON c.digest = a.digest WHERE a.id = $1 AND a.record_id = $2',
      [id, recordId],
    );
    if (!file) throw new DomainError('record.not-found');
    return file;
  }

  /** @throws DomainError 409 `attachment.fixed` for what a document was submitted with. */
  async remove(list: ListSpec, recordId: string, id: string): Promise<void> {
    await this.timeline.assertChangeable(list, recordId);
    await this.assertNoEvidence(list, recordId, id);
    const [gone] = await this.db.query<{ name: string; digest: string }>(
      'DELETE FROM attachment WHERE id = $1 AND record_id = $2 RETURNING name, digest',
      [id, recordId],
    );
    if (!gone) throw new DomainError('record.not-found');
    await this.db.send(
      'DELETE FROM attachment_content c WHERE digest = $1 AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.digest = c.digest)',
      [gone.digest],
    );
    await this.note(list, recordId, 'detach', gone.name);
  }

  private async assertNoEvidence(list: ListSpec, recordId: string, id: string): Promise<void> {
    const documents = this.documentsOf(list);
    if (!documents) return;
    // A submission waits for who removes a file, and is seen by who comes after it.
    const found = await this.db.one<{ fixed: boolean }>(
      `SELECT ${FIXED} AS fixed FROM "${documents}" t JOIN attachment a ON a.record_id = t.id AND a.id = $2 WHERE t.id = $1 FOR SHARE OF t`,
      [recordId, id],
    );
    if (found?.fixed) throw new DomainError('attachment.fixed');
  }

  /** The table of documents of this kind; undefined for what is no document. */
  private documentsOf({ definition }: ListSpec): string | undefined {
    const handler = this.registry.all().find((one) => one.definition.type === definition.type);
    return handler && this.rows.table(handler.entity).name;
  }

  private note(list: ListSpec, recordId: string, action: string, name: string): Promise<void> {
    return this.audit.record({
      action,
      recordType: list.definition.type,
      recordId,
      changes: [{ field: 'attachment', to: name }],
    });
  }
}
