import { Injectable } from '@nestjs/common';
import { currency } from '@guanxi/shared/system';
import { Audit } from '../../../kernel/audit/audit.js';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { defineList, type Page } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { CurrencyUse } from './currency-use.service.js';
import type { CurrencyInput, CurrencyView, ExchangeRateInput, ExchangeRateView } from './currency.dto.js';
import { Currency } from './currency.entity.js';
import { ExchangeRateService } from './exchange-rate.service.js';

@Injectable()
export class CurrencyService implements RecordHandler<CurrencyInput, Currency> {
  readonly definition = currency;
  readonly entity = Currency;
  readonly list = defineList({
    definition: currency,
    entity: Currency,
    computed: { rate: { sql: 'trim_scale(t.rate)', type: 'numeric' } },
    filters: ['code', 'name', 'archived'],
    sorts: ['createdAt', 'code'],
    search: 't.name ILIKE $q OR t.code ILIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly history: ExchangeRateService,
    private readonly use: CurrencyUse,
    private readonly companies: Companies,
    private readonly context: Context,
    private readonly audit: Audit,
  ) {}

  async build(input: Partial<CurrencyInput>, record: Currency, isNew: boolean): Promise<void> {
    const { rate, rateDate, ...plain } = input;
    if (!isNew && plain.minorUnit !== undefined && plain.minorUnit !== record.minorUnit)
      await this.use.assertNone(record.code);
    Object.assign(record, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
    if (rate !== undefined || rateDate !== undefined)
      await this.history.keep(record, rateDate ?? record.rateDate, rate ?? record.rate);
  }

  /** The rates that were kept, the latest first. */
  async rates(id: string, query: Readonly<Record<string, string>>): Promise<Page<ExchangeRateView>> {
    const { code } = await this.store.get<CurrencyView>(this, id);
    return this.history.page(code, query);
  }

  /** The rate of a day, whether it is the latest or not. */
  addRate(id: string, expected: ExpectedVersion, { date, rate }: ExchangeRateInput): Promise<CurrencyView> {
    return this.store.change<CurrencyView, Currency>(this, id, expected, 'rate', async (record) => {
      await this.history.keep(record, date, rate);
      if (record.rateDate === date) return;
      const changes = [
        { field: 'rate', to: rate },
        { field: 'rateDate', to: date },
      ];
      await this.audit.record({
        action: 'rate',
        recordType: currency.type,
        recordId: id,
        recordVersion: record.version,
        changes,
      });
    });
  }

  async archive(id: string, expected: ExpectedVersion, archived: boolean): Promise<CurrencyView> {
    if (archived) await this.assertNotBase(id);
    return this.store.archive<CurrencyView, Currency>(this, id, expected, archived);
  }

  /** Removes a currency that nothing was ever counted in, with its rates. */
  async remove(id: string, expected: ExpectedVersion): Promise<void> {
    const { code } = await this.assertNotBase(id);
    await this.store.remove(this, id, expected);
    await this.use.assertNone(code);
    await this.history.forget(code);
  }

  private async assertNotBase(id: string): Promise<CurrencyView> {
    const found = await this.store.get<CurrencyView>(this, id);
    const { baseCurrency } = await this.companies.get(this.context.principal.companyId);
    if (found.code === baseCurrency) throw new DomainError('currency.base', { currency: found.code });
    return found;
  }
}
