import { Injectable } from '@nestjs/common';
import { addDays, dayIn } from '@guanxi/shared/kernel';
import { period } from '@guanxi/shared/system';
import { Companies } from '../../../kernel/auth/ports.js';
import { invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { PeriodInput } from './period.dto.js';
import { Period } from './period.entity.js';

/** Closes the books and opens them again, up to the hard lock; a trigger keeps the lock from moving back. */
@Injectable()
export class PeriodService implements RecordHandler<PeriodInput, Period> {
  readonly definition = period;
  readonly entity = Period;
  readonly list = defineList({
    definition: period,
    entity: Period,
    refs: { company: { table: 'company' } },
    filters: ['companyId', 'closedThrough', 'lockedThrough'],
    sorts: ['createdAt'],
  });

  constructor(private readonly companies: Companies) {}

  async build(input: Partial<PeriodInput>, record: Period): Promise<void> {
    Object.assign(record, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
    if (record.lockedThrough > record.closedThrough)
      throw invalidField('/lockedThrough', 'maximum', { max: record.closedThrough });
    if (input.lockedThrough !== undefined) await this.assertPast(record.companyId, input.lockedThrough);
  }

  /** A lock is for ever, so a slip of the year must not stop the company's work. */
  private async assertPast(companyId: string, day: string): Promise<void> {
    const { timeZone } = await this.companies.get(companyId);
    const yesterday = addDays(dayIn(timeZone, new Date()), -1);
    if (day > yesterday) throw invalidField('/lockedThrough', 'maximum', { max: yesterday });
  }
}
