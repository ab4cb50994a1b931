import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DocumentRegistry, type AnyHandler } from '../documents/registry.js';
import { Verifier, type Difference } from '../verify/verifier.js';

/** A series that may have gaps notes no number. */
const UNASKED = `SELECT 'N1' AS invariant, 'numbering_counter of ' || document_type || ' ' || series || ' of company ' || company_id AS "where",
    'no number' AS expected, last_number AS actual
  FROM numbering_counter WHERE gapless_from IS NULL AND last_number IS NOT NULL`;

/**
 * Proves the numbers (N1): a series goes up to its counter, without a gap or a double where it is gapless; then the last number is
 * noted with the counter. A fast one may have gaps, also at its beginning and its end.
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
    const found = await this.db.query<Difference>(UNASKED);
    for (const handler of this.registry.all())
      found.push(...(await this.db.query<Difference>(this.seriesSql(handler), [handler.definition.type])));
    return found;
  }

  /** A number is prefix, series and count, with dashes between them; a prefix has no dash. */
  private seriesSql({ definition, entity }: AnyHandler): string {
    return `WITH counter AS (SELECT * FROM numbering_counter WHERE document_type = $1),
        part AS (SELECT t.company_id, t.number, string_to_array(t.number, '-') AS parts FROM "${this.rows.table(entity).name}" t WHERE t.number IS NOT NULL),
        numbered AS (SELECT company_id, number, array_to_string(parts[2:cardinality(parts) - 1], '-') AS series, parts[cardinality(parts)]::int AS count FROM part),
        total AS (SELECT company_id, series, max(n.count) AS highest, count(*) FILTER (WHERE n.count >= c.gapless_from) AS numbers
          FROM numbered n LEFT JOIN counter c USING (company_id, series) GROUP BY 1, 2)
      SELECT 'N1' AS invariant, 'numbering_counter of ' || $1 || ' ' || series || ' of company ' || company_id AS "where",
        coalesce(c.last || coalesce(' without a gap from ' || c.gapless_from, ''), 'no counter') AS expected,
        coalesce(coalesce(s.numbers || ' numbers ', '') || 'up to ' || s.highest || coalesce(', the last noted as ' || c.last_number, ''), 'no number') AS actual
      FROM counter c FULL JOIN total s USING (company_id, series)
      WHERE coalesce(s.highest, 0) > coalesce(c.last, 0) OR coalesce(s.numbers, 0) <> c.last - c.gapless_from + 1
        OR c.gapless_from IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM numbered n WHERE (n.company_id, n.series, n.count, n.number) = (c.company_id, c.series, c.last, c.last_number))
        ${definition.numbering.gapless ? 'OR c.gapless_from IS DISTINCT FROM 1' : ''}`;
  }
}
