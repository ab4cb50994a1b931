import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { ledgerChecks } from '../verify/ledger-checks.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { DONE } from './fulfilment-rows.js';
import { DocumentRegistry } from './registry.js';

const KINDS = ['total', 'cancelled', 'ordered', 'delivered', 'returned', 'invoiced', 'credited'] as const;

/** Proves the fulfilment ledger: its cache, its bounds at each moment, its totals, and the statuses that follow (F1, F2, S3). */
@Injectable()
export class FulfilmentChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'fulfilment', check: () => this.cache() },
      { name: 'fulfilment bounds', check: () => this.bounds() },
      { name: 'totals of lines', check: () => this.totals() },
      { name: 'statuses', check: () => this.statuses() },
      ...ledgerChecks(this.db, {
        ...{ invariant: 'S3', table: 'fulfilment_entry', document: 'by_document_id', locks: [['line_id']] },
        same: ['line_id', 'kind', 'by_document_type', 'by_document_id', 'by_line_id'],
        ...{ opposite: ['quantity'], stays: `e.kind = 'total'` },
      }),
    );
  }

  private cache(): Promise<Difference[]> {
    const sums = KINDS.map((kind) => `coalesce(sum(e.quantity) FILTER (WHERE e.kind = '${kind}'), 0) AS ${kind}`).join(
      ', ',
    );
    const row = (alias: string): string => KINDS.map((kind) => `${alias}.${kind}`).join(', ');
    const text = (alias: string): string => KINDS.map((kind) => `'${kind} ' || ${alias}.${kind}`).join(` || ', ' || `);
    return this.db.query<Difference>(
      `SELECT 'F1' AS invariant, coalesce(f.document_type || ' ' || f.document_id, 'unknown document') || ' line ' || line_id AS "where",
         coalesce(${text('e')}, 'no fulfilment') AS expected, coalesce(${text('f')}, 'no fulfilment') AS actual
       FROM fulfilment f FULL JOIN (SELECT e.line_id, ${sums} FROM fulfilment_entry e GROUP BY 1) e USING (line_id)
       WHERE (${row('f')}) IS DISTINCT FROM (${row('e')})`,
    );
  }

  /** After each act the line was within its bounds; what was cancelled was all that was open. */
  private bounds(): Promise<Difference[]> {
    const running = KINDS.map(
      (kind) => `coalesce(sum(e.quantity) FILTER (WHERE e.kind = '${kind}') OVER w, 0) AS ${kind}`,
    ).join(', ');
    return this.db.query<Difference>(
      `SELECT 'F1' AS invariant, 'fulfilment_entry row ' || id || ' of line ' || line_id AS "where", 'a line within its bounds' AS expected,
         row_kind || ' ' || quantity || ' of ' || total AS actual
       FROM (SELECT e.id, e.line_id, e.seq, e.kind AS row_kind, e.quantity, f.document_type, ${running},
           (e.by_document_id, e.at) IS DISTINCT FROM (lead(e.by_document_id) OVER w, lead(e.at) OVER w) AS is_last
         FROM fulfilment_entry e JOIN fulfilment f ON f.line_id = e.line_id WINDOW w AS (PARTITION BY e.line_id ORDER BY e.seq)) x
       WHERE is_last AND (cancelled NOT BETWEEN 0 AND total OR ordered NOT BETWEEN 0 AND total - cancelled OR returned NOT BETWEEN 0 AND delivered
         OR delivered - returned > total - cancelled OR credited NOT BETWEEN 0 AND invoiced
         OR (row_kind = 'cancelled' AND total - cancelled <> CASE WHEN document_type = ANY($1) THEN ordered ELSE delivered - returned END)) LIMIT 100`,
      [this.typesOf('order')],
    );
  }

  /** The total of a line changed with each revision as its approval has it, and by nothing else. */
  private async totals(): Promise<Difference[]> {
    const types = this.registry
      .all()
      .filter(({ definition }) => definition.progress.some((kind) => kind in DONE))
      .map(({ definition }) => definition.type);
    return this.db.query<Difference>(
      `WITH run AS (SELECT a.document_type, a.document_id, a.revision, a.snapshot -> 'lines' AS lines FROM approval a WHERE a.status IN ('approved', 'covered') AND a.document_type = ANY($1)),
         line AS (SELECT r.document_id, r.revision, l.id, l."baseQuantity" AS quantity FROM run r CROSS JOIN jsonb_to_recordset(r.lines) AS l(id uuid, "baseQuantity" numeric)),
         known AS (SELECT document_id, id, min(revision) AS first FROM line GROUP BY 1, 2),
         stand AS (SELECT r.document_type, k.document_id, k.id, r.revision, coalesce(l.quantity, 0) AS quantity
           FROM known k JOIN run r ON r.document_id = k.document_id AND r.revision >= k.first LEFT JOIN line l ON l.document_id = k.document_id AND l.id = k.id AND l.revision = r.revision),
         delta AS (SELECT document_type, document_id, id, quantity - coalesce(lag(quantity) OVER (PARTITION BY id ORDER BY revision), 0) AS quantity FROM stand),
         expected AS (SELECT document_type, document_id, id AS line_id, id AS by_line_id, quantity FROM delta WHERE quantity <> 0),
         actual AS (SELECT by_document_type, by_document_id, line_id, by_line_id, quantity FROM fulfilment_entry WHERE kind = 'total'),
         owner AS (SELECT f.document_type, f.document_id, f.line_id FROM fulfilment f)
       SELECT 'F1' AS invariant, 'fulfilment_entry of ' || d.document_type || ' ' || d.document_id || ' line ' || d.line_id AS "where",
         CASE WHEN missing THEN 'total ' || d.quantity ELSE 'no more totals' END AS expected, CASE WHEN missing THEN 'none' ELSE 'total ' || d.quantity END AS actual
       FROM (SELECT true AS missing, m.* FROM (TABLE expected EXCEPT ALL TABLE actual) m UNION ALL SELECT false, x.* FROM (TABLE actual EXCEPT ALL TABLE expected) x) d
       UNION ALL
       SELECT 'F1', 'fulfilment of ' || o.document_type || ' ' || o.document_id || ' line ' || o.line_id, 'a line of its document', 'the line of another'
       FROM owner o WHERE NOT EXISTS (SELECT 1 FROM expected x WHERE x.line_id = o.line_id AND x.document_id = o.document_id AND x.document_type = o.document_type)`,
      [types],
    );
  }

  /** A document in force is completed when all that its type declares is done, and only then. */
  private async statuses(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const { definition, entity } of this.registry.all()) {
      const done = definition.progress.flatMap((kind) => DONE[kind] ?? []);
      if (done.length === 0) continue;
      found.push(
        ...(await this.db.query<Difference>(
          `SELECT 'F2' AS invariant, $1 || ' ' || t.id || coalesce(' ' || t.number, '') AS "where", CASE WHEN o.open = 0 THEN 'completed' ELSE 'effective' END AS expected, t.status AS actual
           FROM "${this.rows.table(entity).name}" t CROSS JOIN LATERAL (SELECT count(*) AS open FROM fulfilment f WHERE f.document_id = t.id AND NOT (${done.join(' AND ')})) o
           WHERE t.status IN ('effective', 'completed') AND (t.status = 'completed') <> (o.open = 0)`,
          [definition.type],
        )),
      );
    }
    return found;
  }

  private typesOf(progress: string): string[] {
    return this.registry
      .all()
      .filter(({ definition }) => definition.progress.includes(progress))
      .map(({ definition }) => definition.type);
  }
}
