import { Injectable } from '@nestjs/common';
import { multiply, round } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { Remembered } from '../../../kernel/db/remembered.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** A currency on a day: its fraction digits, its rate to the company's base currency, and the digits of that one. */
export interface CurrencyOnDay {
  readonly code: string;
  readonly minorUnit: number;
  readonly rate: string;
  readonly baseMinorUnit: number;
}

/** An amount counted in the company's base currency. */
export interface InBase {
  readonly exchangeRate: string;
  /** Amount × rate, half up to the minor unit of the base currency. */
  readonly baseAmount: string;
}

/** Where and when something is counted. */
export interface CompanyDay {
  readonly companyId: string;
  readonly date: string;
}

interface Found extends CurrencyOnDay {
  readonly archived: boolean;
}

/** Currencies and rates as documents need them. */
@Injectable()
export class Currencies {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
  ) {}

  /**
   * A currency in use with the rate of the day: the latest that was entered for it or for an earlier one. The base currency
   * is always at one.
   * @throws DomainError 422 for one that is not in use, or has no rate so early.
   */
  async on(code: string, day: CompanyDay): Promise<CurrencyOnDay> {
    const found = await this.find(code, day);
    if (found.archived) throw new DomainError('record.unknown', { field: 'currency' });
    return found;
  }

  /**
   * An amount at the rate of the day, also in a currency that is not in use any more: what was agreed in it goes on.
   * @throws DomainError 422 for a currency that has no rate so early.
   */
  async inBase(amount: string, code: string, day: CompanyDay): Promise<InBase> {
    return inBase(amount, await this.find(code, day));
  }

  private find(code: string, day: CompanyDay): Promise<Found> {
    return this.remembered.get(`currency ${code} ${day.companyId} ${day.date}`, () => this.load(code, day));
  }

  private async load(code: string, { companyId, date }: CompanyDay): Promise<Found> {
    const found = await this.db.one<Omit<Found, 'rate'> & { rate: string | null }>(
      `SELECT c.code, c.archived, c.minor_unit AS "minorUnit", b.minor_unit AS "baseMinorUnit", CASE WHEN c.code = b.code THEN 1 ELSE
         (SELECT e.rate FROM exchange_rate e WHERE e.code = c.code AND e.date <= $3::date ORDER BY e.date DESC LIMIT 1) END AS rate
       FROM currency c, company o JOIN currency b ON b.code = o.base_currency WHERE c.code = $1 AND o.id = $2`,
      [code, companyId, date],
    );
    if (!found) throw new DomainError('record.unknown', { field: 'currency' });
    const { rate } = found;
    if (rate === null) throw new DomainError('currency.no-rate', { currency: code, date });
    return { ...found, rate };
  }

  /** The fraction digits of a currency, whether it is still in use or not. */
  minorUnit(code: string): Promise<number> {
    return this.remembered.get(`minor unit ${code}`, () => this.digits(code));
  }

  private async digits(code: string): Promise<number> {
    const found = await this.db.one<{ minorUnit: number }>(
      'SELECT minor_unit AS "minorUnit" FROM currency WHERE code = $1',
      [code],
    );
    if (!found) throw new DomainError('record.unknown', { field: 'currency' });
    return found.minorUnit;
  }
}

/** An amount of a currency of which the rate is known. */
export const inBase = (amount: string, { rate, baseMinorUnit }: CurrencyOnDay): InBase => ({
  exchangeRate: rate,
  baseAmount: round(multiply(amount, rate), baseMinorUnit),
});
