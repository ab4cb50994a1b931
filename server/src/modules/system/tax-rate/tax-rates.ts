import { Injectable } from '@nestjs/common';
import { add } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { Remembered } from '../../../kernel/db/remembered.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** A document line as the tax rates see it. */
export interface TaxedLine {
  readonly taxRate: string;
  /** The line had this rate before: it may be archived meanwhile, but must still hold on the day. */
  readonly kept: boolean;
}

/** The tax rates that hold on a day. */
export class TaxRatesOnDay {
  constructor(
    private readonly date: string,
    /** Whether each rate that holds, in plain notation, is still in use. */
    private readonly inUse: ReadonlyMap<string, boolean>,
  ) {}

  /** @throws DomainError 422 naming the first line whose rate does not hold on the day. */
  assertHold(lines: readonly TaxedLine[]): void {
    const wrong = lines.findIndex(({ taxRate, kept }) => {
      const inUse = this.inUse.get(add(taxRate));
      return inUse === undefined || !(kept || inUse);
    });
    if (wrong < 0) return;
    const facts = { lineNo: wrong + 1, rate: add(lines[wrong]!.taxRate), date: this.date };
    throw new DomainError('tax-rate.not-valid', facts);
  }
}

/** Tax rates as documents need them. */
@Injectable()
export class TaxRates {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
  ) {}

  /** Those that hold on a day. */
  on(date: string): Promise<TaxRatesOnDay> {
    return this.remembered.get(`tax rates ${date}`, () => this.load(date));
  }

  private async load(date: string): Promise<TaxRatesOnDay> {
    const rates = await this.db.query<{ rate: string; inUse: boolean }>(
      `SELECT rate, bool_or(NOT archived) AS "inUse" FROM tax_rate
       WHERE valid_from <= $1::date AND (valid_to IS NULL OR valid_to >= $1::date) GROUP BY rate`,
      [date],
    );
    return new TaxRatesOnDay(date, new Map(rates.map(({ rate, inUse }) => [rate, inUse])));
  }
}
