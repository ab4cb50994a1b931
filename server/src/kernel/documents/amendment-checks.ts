import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { rowSql, settled } from './content-sql.js';
import { DocumentRegistry, type AnyHandler } from './registry.js';

/** The acts on amendments `m` of documents, as the audit log has them. */
const ACTS = `
  act AS (SELECT l.record_type, l.record_id, l.actor_id, l.action, l.at, l.seq, l.changes::jsonb AS changes,
      (SELECT (c ->> 'to')::int FROM jsonb_array_elements(l.changes::jsonb) c WHERE c ->> 'field' = 'revision' LIMIT 1) AS revision
    FROM audit_log l WHERE l.record_type = ANY($1) AND l.changes LIKE '%"revision"%'),
  noted AS (SELECT record_type, record_id, revision,
      max(actor_id::text) FILTER (WHERE action = 'amend') AS maker, max(at) FILTER (WHERE action = 'amend') AS made,
      (array_agg(actor_id ORDER BY seq DESC) FILTER (WHERE action IN ('amend', 'amend-edit')))[1] AS editor,
      max(at) FILTER (WHERE action IN ('amend', 'amend-edit', 'amend-discard')) AS edited,
      (array_agg(actor_id ORDER BY seq DESC) FILTER (WHERE action = 'submit'))[1] AS submitter, max(at) FILTER (WHERE action = 'submit') AS submitted,
      max(at) FILTER (WHERE action = 'approve') AS approved, bool_or(action = 'amend-discard') AS discarded,
      max(changes #>> '{1,to}') FILTER (WHERE action = 'amend') AS reason,
      (array_agg(action ORDER BY seq DESC) FILTER (WHERE action IN ('amend', 'submit', 'withdraw', 'reject')))[1] AS last
    FROM act WHERE revision IS NOT NULL GROUP BY 1, 2, 3)`;

/** What an amendment must be in by its acts and its run. */
const STATUS = `CASE WHEN n.discarded THEN 'discarded' WHEN n.last IN ('amend', 'withdraw') THEN 'draft' WHEN n.last = 'reject' THEN 'rejected'
  WHEN r.status = 'approved' THEN 'effective' ELSE 'pending' END`;
/** Instants of the application are within the transaction whose instant the act has. */
const within = (instant: string, act: string): string =>
  `(${instant} IS NULL) = (${act} IS NULL) AND coalesce(${instant} BETWEEN ${act} - interval '1 minute' AND ${act} + interval '1 minute', true)`;

/** Proves amendments: each is as its acts made it, and what was submitted is what is, or was, in force. */
@Injectable()
export class AmendmentChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'amendments', check: () => this.amendments() },
      { name: 'revisions', check: () => this.perHandler((handler) => this.revisionSql(handler)) },
      { name: 'content of amendments', check: () => this.perHandler((handler) => this.contentSql(handler)) },
    );
  }

  private amendable(): AnyHandler[] {
    return this.registry.all().filter(({ definition }) => definition.lifecycle.amend);
  }

  private async perHandler(sqlOf: (handler: AnyHandler) => string): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const handler of this.amendable())
      found.push(...(await this.db.query<Difference>(sqlOf(handler), [handler.definition.type])));
    return found;
  }

  private amendments(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `WITH ${ACTS}
       SELECT 'A1' AS invariant, coalesce('amendment row ' || m.id, 'amendment') || ' of document ' || coalesce(m.document_id, n.record_id) || ' revision ' || coalesce(m.revision, n.revision) AS "where",
         coalesce(${STATUS} || ' by its acts', 'no amendment') AS expected, coalesce(m.status || ' or otherwise different', 'none') AS actual
       FROM amendment m FULL JOIN noted n ON n.record_id = m.document_id AND n.record_type = m.document_type AND n.revision = m.revision
       LEFT JOIN approval r ON r.document_id = m.document_id AND r.revision = m.revision AND r.status IN ('open', 'approved')
       WHERE m.id IS NULL OR n.record_id IS NULL OR m.status <> ${STATUS} OR m.reason IS DISTINCT FROM n.reason
         OR m.created_by_id::text IS DISTINCT FROM n.maker OR m.edited_by_id IS DISTINCT FROM n.editor OR m.submitted_by_id IS DISTINCT FROM n.submitter
         OR NOT (${within('m.created_at', 'n.made')}) OR NOT (${within('m.updated_at', 'n.edited')}) OR NOT (${within('m.submitted_at', 'n.submitted')})
         OR NOT (${within('m.effective_at', `CASE WHEN m.status = 'effective' THEN n.approved END`)})`,
      [this.amendable().map(({ definition }) => definition.type)],
    );
  }

  /** A document has the revision of its last amendment in force. */
  private revisionSql({ entity }: AnyHandler): string {
    return `SELECT 'A1' AS invariant, $1 || ' ' || coalesce(t.number, t.id::text) AS "where", 'revision ' || m.revision AS expected, 'revision ' || t.revision AS actual
      FROM "${this.rows.table(entity).name}" t CROSS JOIN LATERAL (SELECT coalesce(max(a.revision), 1) AS revision FROM amendment a
        WHERE a.document_id = t.id AND a.status = 'effective') m WHERE t.revision <> m.revision`;
  }

  /** The rows of an amendment that was submitted are what its latest run was opened with. */
  private contentSql({ entity, lines }: AnyHandler): string {
    const table = this.rows.table(entity).name;
    const ofLines = lines && this.rows.table(lines.entity).name;
    const inLines = lines
      ? ` OR (SELECT jsonb_agg(${settled(ofLines!, 'l')} ORDER BY l ->> 'id') FROM jsonb_array_elements(m.lines) l)
          IS DISTINCT FROM (SELECT jsonb_agg(${rowSql(this.rows, lines.entity, 'l')} ORDER BY l ->> 'id') FROM jsonb_array_elements(r.snapshot -> 'lines') l)`
      : '';
    return `SELECT 'A1' AS invariant, 'amendment row ' || m.id || ' of ' || $1 || ' ' || m.document_id AS "where", 'what was submitted' AS expected, 'something else' AS actual
      FROM amendment m JOIN LATERAL (SELECT * FROM approval a WHERE a.document_id = m.document_id AND a.revision = m.revision
        ORDER BY a.submitted_at DESC LIMIT 1) r ON true
      WHERE m.document_type = $1 AND m.status IN ('pending', 'effective')
        AND (${settled(table, 'm.header')} IS DISTINCT FROM ${rowSql(this.rows, entity, "(r.snapshot -> 'document')")}${inLines})`;
  }
}
