import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** A currency on a day: its fraction digits and its rate to the base currency. */
export interface CurrencyOnDay {
  readonly code: string;
  readonly minorUnit: number;
  readonly rate: string;
}

/** Currencies and rates as documents need them. */
@Injectable()
export class Currencies {
  constructor(private readonly db: Db) {}

  /** A currency in use with the rate of the day. @throws DomainError 422 for one that is not in use. */
  async on(code: string, date: string): Promise<CurrencyOnDay> {
    const found = await this.db.one<CurrencyOnDay>(
      `SELECT c.code, c.minor_unit AS "minorUnit", coalesce(
         (SELECT e.rate FROM exchange_rate e WHERE e.code = c.code AND e.date <= $2::date ORDER BY e.date DESC LIMIT 1), c.rate)::text AS rate
       FROM currency c WHERE c.code = $1 AND NOT c.archived`,
      [code, date],
    );
    if (!found) throw new DomainError('record.unknown', { field: 'currency' });
    return found;
  }
}
