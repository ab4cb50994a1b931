import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { DocumentRegistry } from './registry.js';

const KINDS = ['total', 'cancelled', 'ordered', 'delivered', 'returned', 'invoiced', 'credited'] as const;

/** Proves what holds for every document: approvals (A1, A2), numbers (N1) and the fulfilment ledger (F1). */
@Injectable()
export class DocumentChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'approved before effective', check: () => this.approved() },
      { name: 'no author decided', check: () => this.decided() },
      { name: 'gapless numbers', check: () => this.gapless() },
      { name: 'fulfilment', check: () => this.fulfilment() },
    );
  }

  private async approved(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const { definition, entity } of this.registry.all()) {
      const table = this.rows.table(entity).name;
      found.push(
        ...(await this.db.query<Difference>(
          `SELECT 'A1' AS invariant, $1 || ' ' || coalesce(t.number, t.id::text) AS "where", 'a completed approval of revision ' || t.revision AS expected, 'none' AS actual
           FROM "${table}" t WHERE t.status IN ('effective', 'completed', 'closed', 'void') AND NOT EXISTS (
             SELECT 1 FROM approval a WHERE a.document_id = t.id AND a.revision = t.revision AND (a.status = 'approved' OR a.status = 'covered' AND is_covered(a.covered_by_id, a.document_type, a.document_id, a.revision)))`,
          [definition.type],
        )),
      );
    }
    return found;
  }

  private decided(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'A2' AS invariant, 'decision ' || d.id AS "where", 'somebody who is no author' AS expected, 'author ' || d.decider_id AS actual
       FROM approval_decision d JOIN document_author a ON a.document_id = d.document_id AND a.revision = d.revision AND a.user_id = d.decider_id
       GROUP BY d.id, d.decider_id`,
    );
  }

  /** Counts the numbers of each gapless series against its counter. */
  private async gapless(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const { definition, entity } of this.registry
      .all()
      .filter((handler) => handler.definition.numbering.gapless)) {
      const table = this.rows.table(entity).name;
      found.push(
        ...(await this.db.query<Difference>(
          `SELECT 'N1' AS invariant, 'series of ' || $1 || ' ' || c.period AS "where", c.last::text AS expected, count(t.id)::text AS actual
           FROM numbering_counter c LEFT JOIN "${table}" t ON t.company_id = c.company_id AND t.number LIKE '%-' || c.period || '-%'
           WHERE c.document_type = $1 GROUP BY c.company_id, c.period, c.last HAVING count(t.id) <> c.last`,
          [definition.type],
        )),
      );
    }
    return found;
  }

  private fulfilment(): Promise<Difference[]> {
    const sums = KINDS.map((kind) => `coalesce(sum(e.quantity) FILTER (WHERE e.kind = '${kind}'), 0) AS ${kind}`).join(
      ', ',
    );
    const differs = KINDS.map((kind) => `f.${kind} <> e.${kind}`).join(' OR ');
    const text = (alias: string): string => KINDS.map((kind) => `'${kind} ' || ${alias}.${kind}`).join(` || ', ' || `);
    return this.db.query<Difference>(
      `SELECT 'F1' AS invariant, f.document_type || ' line ' || f.line_id AS "where", ${text('e')} AS expected, ${text('f')} AS actual
       FROM fulfilment f JOIN (SELECT e.line_id, ${sums} FROM fulfilment_entry e GROUP BY 1) e ON e.line_id = f.line_id WHERE ${differs}`,
    );
  }
}
