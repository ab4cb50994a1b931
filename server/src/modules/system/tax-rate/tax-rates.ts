import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** A document line as the tax rates see it. */
export interface TaxedLine {
  readonly taxRate: string;
  /** The line had this rate before: it may be archived meanwhile, but must still hold on the day. */
  readonly kept: boolean;
}

/** Tax rates as documents need them. */
@Injectable()
export class TaxRates {
  constructor(private readonly db: Db) {}

  /** @throws DomainError 422 naming the first line whose rate does not hold on the day. */
  async assertHold(lines: readonly TaxedLine[], date: string): Promise<void> {
    const wrong = await this.db.one<{ lineNo: number; rate: string }>(
      `SELECT l.no::int AS "lineNo", trim_scale(l.rate)::text AS rate
       FROM unnest($1::numeric[], $2::boolean[]) WITH ORDINALITY AS l(rate, kept, no)
       WHERE NOT EXISTS (SELECT 1 FROM tax_rate r WHERE r.rate = l.rate AND r.valid_from <= $3::date
         AND (r.valid_to IS NULL OR r.valid_to >= $3::date) AND (l.kept OR NOT r.archived))
       ORDER BY l.no LIMIT 1`,
      [lines.map((line) => line.taxRate), lines.map((line) => line.kept), date],
    );
    if (wrong) throw new DomainError('tax-rate.not-valid', { ...wrong, date });
  }
}
