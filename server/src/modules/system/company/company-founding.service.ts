import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Rows } from '../../../kernel/db/rows.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { Period } from '../period/period.entity.js';
import { BEGINNING } from '../setup/preset.js';
import type { CompanyInput, CompanyView } from './company.dto.js';
import type { Company } from './company.entity.js';
import { CompanyService } from './company.service.js';

/** Makes a further company, with the periods that it keeps by itself. */
@Injectable()
export class CompanyFounding {
  constructor(
    private readonly store: RecordStore,
    private readonly companies: CompanyService,
    private readonly rows: Rows,
  ) {}

  async found(input: CompanyInput): Promise<CompanyView> {
    const company = await this.store.create<CompanyView, CompanyInput, Company>(this.companies, input);
    // They come with the company, and are no act of their own.
    const now = new Date(company.createdAt);
    await this.rows.insert(Period, [
      {
        ...{ id: randomUUIDv7(), version: 1, archived: false, createdAt: now, updatedAt: now, companyId: company.id },
        ...{ closedThrough: BEGINNING, lockedThrough: BEGINNING },
      },
    ]);
    return company;
  }
}
