import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { Anything, RefView } from '../http/fields.js';
import type { ListSpec } from '../lists/list.js';
import { Lists } from '../lists/lists.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';
import { DocumentStore } from './document-store.js';
import type { AnyHandler } from './registry.js';

export class RevisionChange {
  @ApiProperty({ type: String, nullable: true, description: 'Id of the line; null for the header' })
  lineId!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Number of the line, as it was for one that is gone' })
  lineNo!: number | null;
  @ApiProperty({ description: 'Name of the field; `added` or `removed` for a whole line' }) field!: string;
  @Anything() from!: unknown;
  @Anything() to!: unknown;
}
export class RevisionView {
  @ApiProperty({ type: 'integer' }) revision!: number;
  @ApiProperty({ enum: ['draft', 'pending', 'rejected', 'effective', 'discarded'] }) status!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: () => RefView }) by!: RefView;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, nullable: true }) amount!: string | null;
  @ApiProperty({ type: () => [RevisionChange], description: 'What differs from the revision before' })
  changes!: RevisionChange[];
}
export class RevisionsView {
  @ApiProperty({ type: () => [RevisionView], description: 'The latest first' }) items!: RevisionView[];
}

type Row = Record<string, unknown>;
interface Content {
  readonly revision: number;
  readonly status: string;
  readonly reason: string | null;
  readonly by: RefView;
  readonly at: string;
  readonly header: Row;
  readonly lines: Row[];
}
interface Stored extends Omit<Content, 'header' | 'lines'> {
  readonly snapshot: { document: DocumentHeader; lines: DocumentLine[] } | null;
  readonly header: Row | null;
  readonly lines: Row[] | null;
}

/** The first revision is as its approval has it; the others are as their amendments say, tries that were given up left out. */
const STORED = `
SELECT p.revision, 'effective' AS status, NULL AS reason, jsonb_build_object('id', u.id, 'name', u.name) AS by, p.submitted_at AS at,
  p.snapshot, NULL::jsonb AS header, NULL::jsonb AS lines
FROM approval p JOIN "user" u ON u.id = p.submitted_by_id WHERE p.document_id = $1 AND p.revision = 1 AND p.status IN ('approved', 'covered')
UNION ALL
SELECT a.revision, a.status, a.reason, jsonb_build_object('id', u.id, 'name', u.name), coalesce(a.submitted_at, a.updated_at), NULL, a.header, a.lines
FROM amendment a JOIN "user" u ON u.id = a.edited_by_id WHERE a.document_id = $1 AND a.status <> 'discarded'
ORDER BY revision`;

const QUIET = new Set([
  ...['id', 'documentId', 'lineNo', 'number', 'status', 'revision', 'version', 'createdAt', 'updatedAt', 'createdBy'],
  ...['submittedAt', 'effectiveAt', 'company', 'searchText', 'grams', 'sortKey'],
]);

/** The revisions of a document and what each of them changed, field by field. */
@Injectable()
export class Revisions {
  constructor(
    private readonly store: DocumentStore,
    private readonly lists: Lists,
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  /** @throws DomainError 404 when the document may not be read. */
  async of(handler: AnyHandler, id: string): Promise<RevisionsView> {
    if (!(await this.store.isReadable(handler, id))) throw new DomainError('record.not-found');
    const contents: Content[] = [];
    for (const stored of await this.db.query<Stored>(STORED, [id])) contents.push(await this.shown(handler, stored));
    const items = contents.map((content, index): RevisionView => {
      const { revision, status, reason, by, at, header } = content;
      const amount = (header['amount'] as string | null | undefined) ?? null;
      const before = contents[index - 1];
      return {
        revision,
        status,
        reason,
        by,
        at,
        amount,
        changes: before ? this.between(handler, before, content) : [],
      };
    });
    return { items: items.reverse() };
  }

  /**
   * The document as its open amendment wants it, with the version, state and acts of the document.
   * @throws DomainError 404, 409 `amendment.none`
   */
  async proposed<View>(handler: AnyHandler, id: string): Promise<View> {
    const current = await this.store.get<Row>(handler, id);
    const stored = (await this.db.query<Stored>(STORED, [id])).find(({ status }) => status !== 'effective');
    if (!stored) throw new DomainError('amendment.none');
    const { header, lines } = await this.shown(handler, stored);
    const open = new Set([...QUIET, ...handler.definition.sideFields]);
    const content = Object.fromEntries(Object.entries(header).filter(([name]) => !open.has(name)));
    return { ...current, ...content, ...(handler.lines ? { lines } : {}) } as View;
  }

  private async shown(handler: AnyHandler, stored: Stored): Promise<Content> {
    const { snapshot, ...rest } = stored;
    const header = stored.header ?? this.rows.toRecords(handler.entity, [snapshot!.document])[0]!;
    const [shown] = await this.lists.records<Row>(handler.list, [header]);
    return { ...rest, header: shown!, lines: await this.shownLines(handler, stored) };
  }

  private async shownLines({ lines: ofHandler }: AnyHandler, { snapshot, lines }: Stored): Promise<Row[]> {
    if (!ofHandler) return [];
    const records = lines ?? this.rows.toRecords(ofHandler.entity, snapshot!.lines);
    return this.lists.records<Row>(ofHandler.list, records);
  }

  private between(handler: AnyHandler, before: Content, after: Content): RevisionChange[] {
    // Side fields are changed on the document itself, whatever the revision.
    const side = new Set(handler.definition.sideFields);
    const ofHeader = this.fieldsOf(handler.list).filter((field) => !side.has(field));
    const inHeader = ofHeader.flatMap((field) => differs(field, before.header, after.header, null));
    if (!handler.lines) return inHeader;
    const fields = this.fieldsOf(handler.lines.list);
    const old = new Map(before.lines.map((line) => [line['id'], line]));
    const kept = new Set(after.lines.map((line) => line['id']));
    const ofLines = after.lines.flatMap((line) => {
      const was = old.get(line['id']);
      return was ? fields.flatMap((field) => differs(field, was, line, line)) : [whole('added', line)];
    });
    const gone = before.lines.filter((line) => !kept.has(line['id'])).map((line) => whole('removed', line));
    return [...inHeader, ...ofLines, ...gone];
  }

  /** Fields that hold content: columns and references, not what is computed from ledgers. */
  private fieldsOf(list: ListSpec): string[] {
    const computed = new Set(Object.keys(list.computed ?? {}));
    const shown = [...this.lists.fieldsOf(list).values()].filter((field) => field.shown);
    return shown.map((field) => field.name).filter((name) => !computed.has(name) && !QUIET.has(name));
  }
}

const place = (line: Row | null): Pick<RevisionChange, 'lineId' | 'lineNo'> => ({
  lineId: (line?.['id'] as string | undefined) ?? null,
  lineNo: (line?.['lineNo'] as number | undefined) ?? null,
});

function differs(field: string, before: Row, after: Row, line: Row | null): RevisionChange[] {
  const [from, to] = [before[field] ?? null, after[field] ?? null];
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ ...place(line), field, from, to }];
}

function whole(field: 'added' | 'removed', line: Row): RevisionChange {
  const shown = {
    product: line['product'],
    quantity: line['quantity'],
    unit: line['unit'],
    amount: line['grossAmount'],
  };
  return { ...place(line), field, from: field === 'removed' ? shown : null, to: field === 'added' ? shown : null };
}
