import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { actsSql } from '../verify/acts-sql.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { rowSql } from './content-sql.js';
import { DocumentRegistry, type AnyHandler } from './registry.js';

/** Columns of a header that follow from acts after the submission. */
const OPEN = ['status', 'version', 'updated_at', 'number', 'effective_at', 'note', 'tags'];

/** Proves that documents are what was submitted, and that every change of a document was noted (A1, U1). */
@Injectable()
export class ContentChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'approved before effective', check: () => this.perHandler((handler) => this.approvedSql(handler)) },
      { name: 'documents as submitted', check: () => this.perHandler((handler) => this.contentSql(handler)) },
      { name: 'acts on documents', check: () => this.perHandler((handler) => this.actsSql(handler)) },
    );
  }

  private async perHandler(sqlOf: (handler: AnyHandler) => string): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const handler of this.registry.all())
      found.push(...(await this.db.query<Difference>(sqlOf(handler), [handler.definition.type])));
    return found;
  }

  private approvedSql({ entity }: AnyHandler): string {
    return `SELECT 'A1' AS invariant, $1 || ' ' || t.id || coalesce(' ' || t.number, '') AS "where", 'a run of revision ' || t.revision AS expected, 'none' AS actual
      FROM "${this.rows.table(entity).name}" t WHERE t.status NOT IN ('draft', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM approval a WHERE a.document_id = t.id AND a.document_type = $1 AND a.revision = t.revision
          AND CASE WHEN t.status = 'pending' THEN a.status = 'open'
            ELSE a.status = 'approved' OR a.status = 'covered' AND is_covered(a.covered_by_id, $1, t.id, t.revision) END)`;
  }

  /** What was submitted is still so: each column that had a value, and each line. Acts may fill what was empty and add lines. */
  private contentSql({ entity, definition, lines }: AnyHandler): string {
    const table = this.rows.table(entity);
    const open = [...OPEN, ...definition.sideFields.map((field) => table.columnOf(field))].map((name) => `'${name}'`);
    const content = `jsonb_strip_nulls(${rowSql(this.rows, entity, "(a.snapshot -> 'document')")}) - ARRAY[${open.join(', ')}]`;
    return `SELECT 'A1' AS invariant, $1 || ' ' || t.id || coalesce(' ' || t.number, '') AS "where", 'what was submitted as revision ' || t.revision AS expected, 'something else' AS actual
      FROM "${table.name}" t JOIN approval a ON a.document_id = t.id AND a.revision = t.revision AND a.status IN ('open', 'approved', 'covered')
      WHERE t.status NOT IN ('draft', 'rejected') AND (NOT to_jsonb(t) @> (${content})${lines ? ` OR ${this.linesDiffer(lines)}` : ''})`;
  }

  private linesDiffer({ entity, optional }: NonNullable<AnyHandler['lines']>): string {
    const { name } = this.rows.table(entity);
    const count = `(SELECT count(*) FROM "${name}" l WHERE l.document_id = t.id)`;
    return `${count} ${optional ? '<' : '<>'} jsonb_array_length(a.snapshot -> 'lines') OR EXISTS (
      SELECT ${rowSql(this.rows, entity, 's')} FROM jsonb_array_elements(a.snapshot -> 'lines') s
      EXCEPT SELECT to_jsonb(l) FROM "${name}" l WHERE l.document_id = t.id)`;
  }

  /** An amendment that takes effect counts twice. */
  private actsSql({ entity }: AnyHandler): string {
    const amended = `SELECT count(*) FROM amendment n WHERE n.document_id = t.id AND n.status = 'effective'`;
    return actsSql(this.rows.table(entity).name, { least: amended, most: amended }, `' ' || t.number`);
  }
}
