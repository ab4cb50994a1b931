import { Injectable } from '@nestjs/common';
import { taxRate } from '@guanxi/shared/system';
import { invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { TaxRateInput } from './tax-rate.dto.js';
import { TaxRate } from './tax-rate.entity.js';

/** Rates that people choose from; documents keep the figure, so a change here never reaches back. */
@Injectable()
export class TaxRateService implements RecordHandler<TaxRateInput, TaxRate> {
  readonly definition = taxRate;
  readonly entity = TaxRate;
  readonly list = defineList({
    definition: taxRate,
    entity: TaxRate,
    computed: { rate: { sql: 'trim_scale(t.rate)', type: 'numeric' } },
    filters: ['code', 'name', 'rate', 'validFrom', 'validTo', 'archived'],
    sorts: ['createdAt', 'code'],
    search: 't.name ILIKE $q OR t.code ILIKE $q',
  });

  build(input: Partial<TaxRateInput>, record: TaxRate, isNew: boolean): void {
    if (isNew) record.validTo = null;
    Object.assign(record, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
    if (record.validTo && record.validTo < record.validFrom)
      throw invalidField('/validTo', 'minimum', { min: record.validFrom });
  }
}
