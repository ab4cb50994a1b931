import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { compare, dayIn } from '@guanxi/shared/kernel';
import { currency } from '@guanxi/shared/system';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList, type Page } from '../../../kernel/lists/list.js';
import { Lists } from '../../../kernel/lists/lists.js';
import type { ExchangeRateView } from './currency.dto.js';
import { ExchangeRate, type Currency } from './currency.entity.js';

const rateList = defineList({
  definition: currency,
  entity: ExchangeRate,
  omit: ['code', 'archived', 'createdAt'],
  computed: { rate: { sql: 'trim_scale(t.rate)', type: 'numeric' } },
  filters: ['code', 'date'],
  sorts: ['date'],
});

const KEEP = `
INSERT INTO exchange_rate (id, version, archived, created_at, updated_at, code, date, rate) VALUES ($1, 1, false, now(), now(), $2, $3, $4)
ON CONFLICT (code, date) DO UPDATE SET rate = excluded.rate, version = exchange_rate.version + 1, updated_at = now()`;

/** The rates of a currency day by day; the currency itself shows the latest. */
@Injectable()
export class ExchangeRateService {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly companies: Companies,
    private readonly context: Context,
  ) {}

  page(code: string, query: Readonly<Record<string, string>>): Promise<Page<ExchangeRateView>> {
    return this.lists.page(rateList, { ...query, code });
  }

  /**
   * Keeps the rate of a day and puts it onto the currency when it is the latest.
   * @throws DomainError 422 `currency.base`, 400 for a day that has not come.
   */
  async keep(record: Currency, date: string, rate: string): Promise<void> {
    const { baseCurrency, timeZone } = await this.companies.get(this.context.principal.companyId);
    if (record.code === baseCurrency && compare(rate, '1') !== 0)
      throw new DomainError('currency.base', { currency: baseCurrency });
    const today = dayIn(timeZone, new Date());
    if (date > today) throw invalidField('/date', 'maximum', { max: today });
    await this.db.send(KEEP, [randomUUIDv7(), record.code, date, rate]);
    if (record.rateDate === undefined || date >= record.rateDate) Object.assign(record, { rate, rateDate: date });
  }

  async forget(code: string): Promise<void> {
    await this.db.send('DELETE FROM exchange_rate WHERE code = $1', [code]);
  }
}
