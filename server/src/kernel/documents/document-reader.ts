import { Injectable, type StreamableFile } from '@nestjs/common';
import { permissionOf } from '@guanxi/shared/kernel';
import { READING } from '../approvals/reading.js';
import { Context } from '../context/context.js';
import { may } from '../context/principal.js';
import { Db } from '../db/db.js';
import { DomainError } from '../errors/domain-error.js';
import type { Page } from '../lists/list.js';
import { Lists } from '../lists/lists.js';
import { RecordStore } from '../records/record-store.js';
import { describeActs, describeAmendment, type AmendmentInView, type PersonsPart } from './acts-view.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';
import type { AnyHandler } from './registry.js';
import { Sources } from './sources.js';

type Row = Record<string, unknown>;

interface Part extends Omit<PersonsPart, 'mayChange' | 'isAuthor'> {
  readonly hasTask: boolean;
  /** Revisions of which the person is an author. */
  readonly authored: readonly number[];
  readonly amendment: AmendmentInView | null;
}

/** What a person has to do with a document. */
const PART = `
SELECT EXISTS (SELECT 1 FROM approval_task t WHERE t.document_id = $1 AND t.assignee_id = $2 AND ${READING}) AS "hasTask",
  EXISTS (SELECT 1 FROM approval_task WHERE document_id = $1 AND assignee_id = $2 AND state = 'open') AS "canDecide",
  ARRAY(SELECT DISTINCT revision FROM document_author WHERE document_id = $1 AND user_id = $2) AS authored,
  EXISTS (SELECT 1 FROM approval WHERE document_id = $1 AND submitted_by_id = $2 AND status = 'open') AS "isSubmitter",
  (SELECT jsonb_build_object('revision', a.revision, 'status', a.status, 'reason', a.reason, 'submittedAt', a.submitted_at,
      'editedBy', jsonb_build_object('id', u.id, 'name', u.name)) FROM amendment a JOIN "user" u ON u.id = a.edited_by_id
    WHERE a.document_id = $1 AND a.status IN ('draft', 'pending', 'rejected')) AS amendment`;

/** What somebody has to do with a draft that they have just written. */
const FRESH: Part = { hasTask: false, canDecide: false, authored: [1], isSubmitter: false, amendment: null };

/** Reads documents: within scope, and as holder of an approval task. */
@Injectable()
export class DocumentReader {
  constructor(
    private readonly lists: Lists,
    private readonly records: RecordStore,
    private readonly db: Db,
    private readonly context: Context,
    private readonly sources: Sources,
  ) {}

  page<Row>(handler: AnyHandler, query: Readonly<Record<string, unknown>>): Promise<Page<Row> | StreamableFile> {
    return this.records.page<Row>(handler, query);
  }

  /** A document as it is shown; holders of an approval task may read it whatever their scope. */
  async get<View>(handler: AnyHandler, id: string): Promise<View> {
    if (!(await this.isReadable(handler, id))) throw new DomainError('record.not-found');
    return this.view<View>(handler, id);
  }

  /** A document as it is shown, without a look at scope; for what was just written. */
  async view<View>(handler: AnyHandler, id: string): Promise<View> {
    const [header, lines, part] = await Promise.all([
      this.lists.getWritten<Row>(handler.list, id),
      handler.lines ? this.lists.children(handler.lines.list, 'documentId', id) : undefined,
      this.myPart(id),
    ]);
    return this.compose<View>(handler, header, lines, part);
  }

  /** A draft that was just inserted, as `view` would show it. */
  async inserted<View>(handler: AnyHandler, document: DocumentHeader, lines: readonly DocumentLine[]): Promise<View> {
    const [header, children] = await Promise.all([
      this.lists.inserted<Row>(handler.list, document),
      handler.lines ? this.lists.insertedChildren(handler.lines.list, lines) : undefined,
    ]);
    return this.compose<View>(handler, header, children, FRESH);
  }

  /** Whether the principal may change it: who only decides on it may read it and no more. */
  mayChange(handler: AnyHandler, document: { readonly ownerId: string | null }): boolean {
    return this.readsAny(handler) && this.lists.covers(handler.list, document);
  }

  private compose<View>(
    handler: AnyHandler,
    header: Row,
    lines: readonly unknown[] | undefined,
    { amendment, authored, ...part }: Part,
  ): View {
    const { principal } = this.context;
    const ownerId = (header['owner'] as { id: string } | null)?.id ?? null;
    const mayChange = this.mayChange(handler, { ownerId });
    const isAuthor = authored.includes(amendment?.revision ?? Number(header['revision']));
    const own = { ...part, mayChange, isAuthor };
    const acts = describeActs(handler.definition, header, principal, { ...own, isAmended: amendment !== null });
    const open = amendment && { ...amendment, acts: describeAmendment(handler.definition, amendment, principal, own) };
    return {
      type: handler.definition.type,
      ...header,
      ...(lines ? { lines } : {}),
      acts,
      mayChange,
      isAuthor,
      amendment: open,
    } as View;
  }

  /** Whether the principal may read it: in scope, or as holder of an approval task. */
  async isReadable(handler: AnyHandler, id: string): Promise<boolean> {
    const isInScope = this.readsAny(handler) && (await this.lists.isInScope(handler.list, id));
    return isInScope || (await this.myPart(id)).hasTask;
  }

  /** The same of a document that was read already. */
  async mayRead(handler: AnyHandler, document: DocumentHeader): Promise<boolean> {
    return this.mayChange(handler, document) || (await this.myPart(document.id)).hasTask;
  }

  private readsAny({ definition }: AnyHandler): boolean {
    return may(this.context.principal, permissionOf(definition, 'read'));
  }

  private async myPart(id: string): Promise<Part> {
    return (await this.db.one<Part>(PART, [id, this.context.principal.userId]))!;
  }

  /** @throws DomainError 403 for a field that the principal's roles hide, mask or lock. */
  assertWritable(handler: AnyHandler, input: object): void {
    const lines = (input as { lines?: object[] | null }).lines ?? [];
    for (const part of [input, ...lines]) {
      for (const [field, value] of Object.entries(part)) {
        if (value !== undefined && this.lists.ruleOf(handler.list, field))
          throw new DomainError('field.read-only', { field });
      }
    }
  }

  /** @throws DomainError 409 when something that it came from is not in force. */
  assertSources({ sources = [] }: AnyHandler, document: DocumentHeader, lines: readonly DocumentLine[]): Promise<void> {
    return this.sources.assertInForce(sources, document, lines);
  }
}
