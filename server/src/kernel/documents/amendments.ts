import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AMENDMENT, canStart, type DocumentAct } from '@guanxi/shared/documents';
import { Approvals, type OpenRun } from '../approvals/approvals.js';
import { changesBetween, type FieldChange } from '../audit/audit.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import type { ExpectedVersion } from '../http/version.js';
import { said, type ActInput } from './act-input.js';
import { Amendment } from './amendment.entity.js';
import { lineChanges } from './building.js';
import type { DocumentHeader } from './document.entity.js';
import { DocumentStore, type Loaded } from './document-store.js';
import { LineTotals, type TotalLine } from './line-totals.js';
import type { AnyHandler } from './registry.js';

/** Columns that belong to the revision in force, whatever an amendment brings. */
const OF_THE_ROW = ['number', 'status', 'version', 'createdAt', 'updatedAt', 'effectiveAt'];
const BOOKKEEPING = new Set([...OF_THE_ROW, 'revision', 'editedById', 'submittedById', 'submittedAt']);

/** A locked document with its open amendment, and the run that waits for decisions on it. */
export interface Opened {
  readonly loaded: Loaded;
  readonly amendment: Amendment;
  readonly run: OpenRun | undefined;
}

/**
 * Amendments of documents in force: a new revision that passes approval while the old one stays as it is, and takes effect as
 * delta rows. The document's row lock is the first lock of each act, and its version is the version of both.
 */
@Injectable()
export class Amendments {
  constructor(
    private readonly store: DocumentStore,
    private readonly approvals: Approvals,
    private readonly totals: LineTotals,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  /** The open amendment of a document, if there is one. */
  async openOf(documentId: string): Promise<Amendment | undefined> {
    const [amendment] = await this.rows.where(Amendment, { documentId, status: ['draft', 'pending', 'rejected'] });
    return amendment;
  }

  /** Opens an amendment with the content in force. @throws DomainError 409 when one is open already. */
  async open<View>(handler: AnyHandler, id: string, expected: ExpectedVersion, reason: string): Promise<View> {
    const { document, lines } = await this.store.lock(handler, id, expected);
    this.store.assertState(handler, document, 'amend');
    if (await this.openOf(id)) throw new DomainError('amendment.open');
    const last = await this.db.one<{ revision: number }>(
      'SELECT coalesce(max(revision), $2) AS revision FROM amendment WHERE document_id = $1',
      [id, document.revision],
    );
    const { userId } = this.context.principal;
    const now = new Date();
    const amendment: Amendment = {
      ...{ id: randomUUIDv7(), documentType: handler.definition.type, documentId: id, revision: last!.revision + 1 },
      ...{ status: 'draft', reason, ...this.contentOf(handler, { document, lines }) },
      ...{ createdById: userId, createdAt: now, editedById: userId, updatedAt: now },
      ...{ submittedById: null, submittedAt: null, effectiveAt: null },
    };
    await this.rows.insert(Amendment, [amendment]);
    return this.done(handler, document, 'amend', [...revised(amendment), { field: 'reason', to: reason }]);
  }

  /** Changes the content of an open amendment; input that is missing stays as it is. */
  async edit<View>(handler: AnyHandler, id: string, expected: ExpectedVersion, input: object): Promise<View> {
    this.store.assertWritable(handler, input);
    const loaded = await this.store.lock(handler, id, expected);
    const amendment = await this.opened(id, 'edit');
    const draft = this.draftOf(handler, loaded.document, amendment);
    const before = structuredClone({
      document: { ...draft.document },
      lines: draft.lines.map((line) => ({ ...line })),
    });
    const free = freeInput(handler, draft.document, input);
    const lines = await this.store.build(handler, free, draft);
    draft.document.editedById = this.context.principal.userId;
    const changes = [...contentChanges(before.document, draft.document), ...lineChanges(before.lines, lines)];
    if (changes.length === 0) return this.store.view<View>(handler, id);
    await this.rows.update(Amendment, amendment.id, {
      ...this.contentOf(handler, { document: draft.document, lines }),
      ...{ editedById: draft.document.editedById, updatedAt: new Date() },
    });
    return this.done(handler, loaded.document, 'amend-edit', [...revised(amendment), ...changes]);
  }

  /** Gives an open amendment up; the document stays as it is. */
  async discard<View>(handler: AnyHandler, id: string, expected: ExpectedVersion): Promise<View> {
    const { document } = await this.store.lock(handler, id, expected);
    const amendment = await this.opened(id, 'delete');
    await this.rows.update(Amendment, amendment.id, { status: 'discarded', updatedAt: new Date() });
    return this.done(handler, document, 'amend-discard', revised(amendment));
  }

  /** Submits, withdraws or decides the open amendment of a document that is locked. */
  async perform<View>(
    handler: AnyHandler,
    { loaded, amendment, run }: Opened,
    act: DocumentAct,
    words: ActInput,
  ): Promise<View> {
    assertAct(amendment, act);
    const draft = this.draftOf(handler, loaded.document, amendment);
    await handler.check?.(draft.document, draft.lines, act);
    const changes = await this.act(handler, { loaded, amendment, run }, draft, act, words);
    return this.done(handler, loaded.document, act, [...revised(amendment), ...changes, ...said(words)]);
  }

  private async act(
    handler: AnyHandler,
    { loaded, amendment, run }: Opened,
    draft: Loaded,
    act: DocumentAct,
    words: ActInput,
  ): Promise<FieldChange[]> {
    switch (act) {
      case 'submit':
        return this.submit(handler, loaded, amendment, draft);
      case 'approve':
        if (!(await this.approvals.approve(run, words.comment ?? null))) return [];
        return this.takeEffect(handler, loaded, amendment, draft);
      case 'reject':
        await this.approvals.reject(run, words.reason!);
        await this.rows.update(Amendment, amendment.id, { status: 'rejected' });
        return [];
      case 'withdraw':
        await this.approvals.withdraw(run);
        await this.rows.update(Amendment, amendment.id, { status: 'draft' });
        return [];
      default:
        return this.approvals.transfer(run, words.userId ?? '', words.reason ?? null);
    }
  }

  private async submit(
    handler: AnyHandler,
    loaded: Loaded,
    amendment: Amendment,
    draft: Loaded,
  ): Promise<FieldChange[]> {
    if (draft.lines.length === 0 && handler.lines && !handler.lines.optional) throw new DomainError('document.empty');
    if (contentChanges(loaded.document, draft.document).length + lineChanges(loaded.lines, draft.lines).length === 0) {
      throw new DomainError('amendment.unchanged');
    }
    await this.totals.assertAmendable(totalsOf(loaded.lines), totalsOf(draft.lines));
    this.store.stampSubmission(draft.document);
    const { type, approval } = handler.definition;
    const way = { kind: approval, flowType: type };
    const approvable = { type, document: draft.document, way, snapshot: draft };
    const authors = await this.approvals.authorsOf(draft.document.id, draft.document.revision);
    const noted = await this.approvals.open(approvable, await this.approvals.decidersOf(approvable, authors));
    const { submittedById, submittedAt } = draft.document;
    const content = this.contentOf(handler, draft);
    await this.rows.update(Amendment, amendment.id, { ...content, status: 'pending', submittedById, submittedAt });
    return noted;
  }

  /** The document becomes what was approved, then its effects follow as deltas. A failure leaves everything as it was. */
  private async takeEffect(
    handler: AnyHandler,
    loaded: Loaded,
    amendment: Amendment,
    draft: Loaded,
  ): Promise<FieldChange[]> {
    const before = { ...loaded.document };
    Object.assign(loaded.document, draft.document, { status: 'effective' });
    await this.store.save(handler, loaded.document, before);
    if (handler.lines) await this.store.replaceLines(handler, loaded.document.id, draft.lines);
    await this.rows.update(Amendment, amendment.id, { status: 'effective', effectiveAt: new Date() });
    await handler.effects?.amend?.(loaded.document, draft.lines, before, loaded.lines);
    return [...contentChanges(before, loaded.document), ...lineChanges(loaded.lines, draft.lines)];
  }

  /** The document as the amendment wants it; what stays open after submission is that of the document. */
  private draftOf(handler: AnyHandler, current: DocumentHeader, amendment: Amendment): Loaded {
    const [document] = this.rows.fromRecords(handler.entity, [amendment.header]);
    const kept = [...OF_THE_ROW, ...handler.definition.sideFields];
    const row = current as unknown as Record<string, unknown>;
    Object.assign(document!, Object.fromEntries(kept.map((name) => [name, row[name]])), {
      revision: amendment.revision,
    });
    return {
      document: document!,
      lines: handler.lines ? this.rows.fromRecords(handler.lines.entity, amendment.lines) : [],
    };
  }

  private contentOf(handler: AnyHandler, { document, lines }: Loaded): Pick<Amendment, 'header' | 'lines'> {
    const [header] = this.rows.toRecords(handler.entity, [document]);
    return { header: header!, lines: handler.lines ? this.rows.toRecords(handler.lines.entity, lines) : [] };
  }

  private async opened(documentId: string, act: DocumentAct): Promise<Amendment> {
    const amendment = await this.openOf(documentId);
    if (!amendment) throw new DomainError('amendment.none');
    assertAct(amendment, act);
    return amendment;
  }

  /** Counts the document's version up, so that whoever read it before has to look again. */
  private async done<View>(
    handler: AnyHandler,
    document: DocumentHeader,
    action: string,
    changes: readonly FieldChange[],
  ): Promise<View> {
    await this.store.save(handler, document, { ...document });
    await this.store.note(handler, action, document, changes);
    return this.store.view<View>(handler, document.id);
  }
}

function assertAct(amendment: Amendment, act: DocumentAct): void {
  if (!canStart(AMENDMENT, act, amendment.status))
    throw new DomainError('document.state', { state: amendment.status, act });
}

/** The lines whose quantities the fulfilment ledger keeps. */
const totalsOf = (lines: Loaded['lines']): TotalLine[] =>
  lines.filter((line): line is (typeof lines)[number] & TotalLine => 'baseQuantity' in line);

const revised = (amendment: Amendment): FieldChange[] => [{ field: 'revision', to: amendment.revision }];

const contentChanges = (before: object, after: object): FieldChange[] =>
  changesBetween(before, after).filter(({ field }) => !BOOKKEEPING.has(field));

/** The input without what an amendment leaves alone. @throws DomainError 422 when such a field would change. */
function freeInput(handler: AnyHandler, document: DocumentHeader, input: object): object {
  const { fixedFields, sideFields } = handler.definition;
  const fixed = new Set([...fixedFields, ...sideFields, 'companyId']);
  const kept = Object.entries(input).filter(([name, value]) => {
    if (!fixed.has(name) || value === undefined) return value !== undefined;
    const current = (document as unknown as Record<string, unknown>)[name] ?? null;
    if (JSON.stringify(current) !== JSON.stringify(value)) throw new DomainError('amendment.fixed', { field: name });
    return false;
  });
  return Object.fromEntries(kept);
}
