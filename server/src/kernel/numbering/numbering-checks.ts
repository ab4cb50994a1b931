import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DocumentRegistry, type AnyHandler } from '../documents/registry.js';
import { Verifier, type Difference } from '../verify/verifier.js';

/**
 * Proves the numbers (N1): a series goes up to its counter, without a gap or a double where it is gapless. A fast one may have
 * gaps, also at its beginning and its end.
 */
@Injectable()
export class NumberingChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register({ name: 'numbers', check: () => this.check() });
  }

  private async check(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const handler of this.registry.all())
      found.push(...(await this.db.query<Difference>(this.seriesSql(handler), [handler.definition.type])));
    return found;
  }

  /** A number ends with the date part of its series, where there is one, and its count. */
  private seriesSql({ definition, entity }: AnyHandler): string {
    const differs = definition.numbering.gapless
      ? `s.highest IS DISTINCT FROM c.last OR s.numbers IS DISTINCT FROM c.last::bigint OR s.counts IS DISTINCT FROM c.last::bigint`
      : `coalesce(s.highest, 0) > coalesce(c.last, 0)`;
    return `WITH counter AS (SELECT * FROM numbering_counter WHERE document_type = $1),
        part AS (SELECT t.company_id, string_to_array(t.number, '-') AS parts FROM "${this.rows.table(entity).name}" t WHERE t.number IS NOT NULL),
        numbered AS (SELECT p.company_id, coalesce(c.period, n.period, substring(parts[cardinality(parts) - 1] FROM '^[0-9]{4,8}$'), '') AS period,
            parts[cardinality(parts)]::int AS count
          FROM part p LEFT JOIN counter c ON c.company_id = p.company_id AND c.period <> '' AND c.period = parts[cardinality(parts) - 1]
          LEFT JOIN counter n ON n.company_id = p.company_id AND n.period = ''),
        series AS (SELECT company_id, period, max(count) AS highest, count(*) AS numbers, count(DISTINCT count) AS counts FROM numbered GROUP BY 1, 2)
      SELECT 'N1' AS invariant, 'numbering_counter of ' || $1 || ' ' || period || ' of company ' || company_id AS "where", coalesce(c.last::text, 'no counter') AS expected,
        coalesce(s.numbers || ' numbers up to ' || s.highest, 'no number') AS actual
      FROM counter c FULL JOIN series s USING (company_id, period) WHERE ${differs}`;
  }
}
