import { randomUUIDv7 } from 'node:crypto';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { canStart, type DocumentAct } from '@guanxi/shared/documents';
import { Audit, changesBetween, type FieldChange } from '../audit/audit.js';
import { Companies, PeriodLock } from '../auth/ports.js';
import { Context } from '../context/context.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { assertVersion, type ExpectedVersion } from '../http/version.js';
import type { Page } from '../lists/list.js';
import { DECISIONS } from './acts-view.js';
import { lineChanges, numbered } from './building.js';
import { headerOf, lineOf } from './copying.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';
import { DocumentReader } from './document-reader.js';
import type { AnyHandler } from './registry.js';

/** A document with its lines, as rules and effects see it. */
export interface Loaded {
  readonly document: DocumentHeader;
  readonly lines: DocumentLine[];
}

/** Standard verbs of documents: scope, version, editable state, authors, audit. */
@Injectable()
export class DocumentStore {
  constructor(
    private readonly reader: DocumentReader,
    private readonly rows: Rows,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly companies: Companies,
    private readonly periods: PeriodLock,
  ) {}

  page<Row>(handler: AnyHandler, query: Readonly<Record<string, unknown>>): Promise<Page<Row> | StreamableFile> {
    return this.reader.page<Row>(handler, query);
  }

  get<View>(handler: AnyHandler, id: string): Promise<View> {
    return this.reader.get<View>(handler, id);
  }

  view<View>(handler: AnyHandler, id: string): Promise<View> {
    return this.reader.view<View>(handler, id);
  }

  isReadable(handler: AnyHandler, id: string): Promise<boolean> {
    return this.reader.isReadable(handler, id);
  }

  /** A document as rules see it. @throws DomainError 404 unless the principal may read it */
  async readable<Document extends DocumentHeader>(handler: AnyHandler, id: string): Promise<Document> {
    const document = await this.rows.find<DocumentHeader>(handler.entity, id);
    if (!document || !(await this.reader.mayRead(handler, document))) throw new DomainError('record.not-found');
    return document as Document;
  }

  async create<View>(handler: AnyHandler, input: object): Promise<View> {
    this.reader.assertWritable(handler, input);
    const document = await this.blank(handler, companyOf(input));
    const lines = await this.build(handler, input, { document, lines: [] });
    // In this order on one connection; whatever follows a refusal is taken back with it.
    await this.assertOpen(document);
    const [, , view] = await Promise.all([
      handler.lines
        ? this.rows.insertWithin([handler.entity, document], [handler.lines.entity, lines])
        : this.rows.insert(handler.entity, [document]),
      this.note(handler, 'create', document, []),
      this.reader.inserted<View>(handler, document, lines),
    ]);
    return view;
  }

  /** Puts an input onto a document; answers its lines as they shall be, in order, as they would be read again. */
  async build(handler: AnyHandler, input: object, { document, lines }: Loaded): Promise<DocumentLine[]> {
    const built = numbered(document.id, await handler.build(input, document, lines));
    this.rows.settle(handler.entity, [document]);
    if (handler.lines) this.rows.settle(handler.lines.entity, built);
    return built;
  }

  async update<View>(handler: AnyHandler, id: string, expected: ExpectedVersion, input: object): Promise<View> {
    this.reader.assertWritable(handler, input);
    const { document, lines } = await this.lock(handler, id, expected);
    assertSameCompany(document, input);
    const isSide = Object.entries(input).every(
      ([name, value]) => value === undefined || handler.definition.sideFields.includes(name),
    );
    if (!isSide) this.assertState(handler, document, 'edit');
    const before = structuredClone({ document: { ...document }, lines: lines.map((line) => ({ ...line })) });
    const after = await this.build(handler, input, { document, lines });
    if (!isSide) {
      await this.assertOpen(document);
      document.editedById = this.context.principal.userId;
    }
    const changes = [...changesBetween(before.document, document), ...lineChanges(before.lines, after)];
    if (changes.length > 0) {
      if (handler.lines && !isSide) await this.replaceLines(handler, id, after);
      // Tags are put on and taken off beside the content: who read the document may still change it.
      if (changes.every(({ field }) => field === 'tags')) await this.stage(handler, document, before.document);
      else await this.save(handler, document, before.document);
      await this.note(handler, 'update', document, changes);
    }
    return this.view<View>(handler, id);
  }

  async remove(handler: AnyHandler, id: string, expected: ExpectedVersion): Promise<void> {
    const { document } = await this.lock(handler, id, expected);
    this.assertState(handler, document, 'delete');
    if (document.number !== null) throw new DomainError('record.in-use');
    if (handler.lines) await this.rows.remove(handler.lines.entity, { documentId: id });
    await this.rows.remove(handler.entity, { id });
    await this.note(handler, 'delete', document, []);
  }

  /** A new draft with the content of a document; what tells of that one document alone is left behind. */
  async copy<View>(handler: AnyHandler, id: string): Promise<View> {
    const source = await this.readable(handler, id);
    const fresh = await this.blank(handler, source.companyId);
    const { uncopied } = handler.definition;
    const dates = this.rows.table(handler.entity).columns.filter(({ type }) => type === 'date');
    const document = headerOf(source, { fresh, uncopied, dates: dates.map(({ property }) => property) });
    await this.rows.insert(handler.entity, [document]);
    if (handler.lines) {
      const lines = (await this.linesOf(handler, id)).map((line) => lineOf(line, uncopied));
      await this.rows.insert(handler.lines.entity, numbered(document.id, lines));
    }
    await this.note(handler, 'create', document, [{ field: 'copiedFrom', to: source.number ?? id }]);
    return this.view<View>(handler, document.id);
  }

  /**
   * Loads a document under its row lock, the first lock of every act.
   * @throws DomainError 404, 412, and 403 for who may only decide on it where the act is no decision
   */
  async lock(handler: AnyHandler, id: string, expected: ExpectedVersion, act?: DocumentAct): Promise<Loaded> {
    // In this order on one connection: what follows is read after the lock is held.
    const [document, lines] = await Promise.all([
      this.rows.find<DocumentHeader>(handler.entity, id, true),
      this.linesOf(handler, id),
    ]);
    if (!document || !(await this.reader.mayRead(handler, document))) throw new DomainError('record.not-found');
    const isDecision = act !== undefined && DECISIONS.includes(act);
    if (!isDecision && !this.reader.mayChange(handler, document)) throw new DomainError('access.decider');
    assertVersion(document.version, expected);
    return { document, lines };
  }

  /** Writes what changed of a locked document and counts its version up. */
  async save(handler: AnyHandler, document: DocumentHeader, before: object): Promise<void> {
    Object.assign(document, { version: document.version + 1, updatedAt: new Date() });
    await this.stage(handler, document, before);
  }

  /** Writes what changed so far in the middle of an act, whose end counts the version up. */
  async stage(handler: AnyHandler, document: DocumentHeader, before: object): Promise<void> {
    const names = changesBetween(before, document).map((change) => change.field);
    const patch = Object.fromEntries(
      [...names, 'version', 'updatedAt'].map((name) => [
        name,
        (document as unknown as Record<string, unknown>)[name] ?? null,
      ]),
    );
    await this.rows.update(handler.entity, document.id, patch);
  }

  /** For what does not take effect yet. @throws DomainError 423 when the period of the document's date is closed. */
  assertOpen({ companyId, date }: Pick<DocumentHeader, 'companyId' | 'date'>): Promise<void> {
    return this.periods.assertOpen(companyId, date);
  }

  /** Holds the period of the day, or of the document's date, until the act is done. @throws DomainError 423 when it is closed. */
  holdOpen({ companyId, date }: Pick<DocumentHeader, 'companyId' | 'date'>, day: string = date): Promise<void> {
    return this.periods.holdOpen(companyId, day);
  }

  today(companyId: string): Promise<string> {
    return this.companies.today(companyId);
  }

  /** Notes who submits, and when. */
  stampSubmission(document: DocumentHeader): void {
    Object.assign(document, { submittedById: this.context.principal.userId, submittedAt: new Date() });
  }

  /** @throws DomainError 403 for a field that the principal's roles hide, mask or lock. */
  assertWritable(handler: AnyHandler, input: object): void {
    this.reader.assertWritable(handler, input);
  }

  /** @throws DomainError 409 when something that the document came from is not in force. */
  assertSources(handler: AnyHandler, { document, lines }: Loaded): Promise<void> {
    return this.reader.assertSources(handler, document, lines);
  }

  /** Records an act in the audit log. */
  note(handler: AnyHandler, action: string, document: DocumentHeader, changes: readonly FieldChange[]): Promise<void> {
    return this.audit.record({
      action,
      recordType: handler.definition.type,
      recordId: document.id,
      recordVersion: document.version,
      changes,
    });
  }

  /** @throws DomainError 409 when the act does not start from the document's state. */
  assertState(handler: AnyHandler, document: DocumentHeader, act: DocumentAct): void {
    if (!canStart(handler.definition.lifecycle, act, document.status)) {
      throw new DomainError('document.state', { state: document.status, act });
    }
  }

  async linesOf(handler: AnyHandler, id: string): Promise<DocumentLine[]> {
    if (!handler.lines) return [];
    const lines = await this.rows.where<DocumentLine>(handler.lines.entity, { documentId: id });
    return lines.sort((a, b) => a.lineNo - b.lineNo);
  }

  private async blank(handler: AnyHandler, wanted: string | undefined): Promise<DocumentHeader> {
    const { userId, departmentId } = this.context.principal;
    const companyId = wanted ?? this.context.principal.companyId;
    const now = new Date();
    const document = new (handler.entity as new () => DocumentHeader)();
    return Object.assign(document, {
      ...{
        id: randomUUIDv7(),
        companyId,
        number: null,
        status: 'draft' as const,
        revision: 1,
        version: 1,
        ownerId: userId,
        departmentId,
      },
      ...{
        date: await this.companies.today(companyId),
        title: '',
        amount: null,
        currency: null,
        note: null,
        tags: [],
        createdById: userId,
      },
      ...{
        createdAt: now,
        editedById: userId,
        updatedAt: now,
        submittedById: null,
        submittedAt: null,
        effectiveAt: null,
      },
    });
  }

  /** Writes the lines anew. */
  async replaceLines(handler: AnyHandler, id: string, lines: DocumentLine[]): Promise<void> {
    await this.rows.remove(handler.lines!.entity, { documentId: id });
    await this.rows.insert(handler.lines!.entity, lines);
  }
}

const companyOf = (input: object): string | undefined =>
  (input as { companyId?: string | null }).companyId ?? undefined;

function assertSameCompany({ companyId }: DocumentHeader, input: object): void {
  if ((companyOf(input) ?? companyId) !== companyId) throw new DomainError('company.fixed');
}
