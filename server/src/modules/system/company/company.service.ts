import { Injectable } from '@nestjs/common';
import { dayIn } from '@guanxi/shared/kernel';
import { company } from '@guanxi/shared/system';
import { Companies, OrgChart } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Remembered } from '../../../kernel/db/remembered.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { CompanyInput } from './company.dto.js';
import { Company } from './company.entity.js';

/** Whether a name is an IANA time zone that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

@Injectable()
export class CompanyService implements RecordHandler<CompanyInput, Company> {
  readonly definition = company;
  readonly entity = Company;
  readonly list = defineList({
    definition: company,
    entity: Company,
    manyRefs: { finalPool: { table: 'user' } },
    filters: ['name'],
    sorts: ['createdAt'],
    defaultSort: 'createdAt',
    search: 't.name ILIKE $q',
  });

  constructor(
    private readonly org: OrgChart,
    private readonly rows: Rows,
    private readonly context: Context,
  ) {}

  async build(input: Partial<CompanyInput>, record: Company, isNew: boolean): Promise<void> {
    if (isNew) await this.begin(record);
    if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
      throw invalidField('/timeZone', 'pattern', { hint: 'Asia/Shanghai' });
    if (input.finalPoolIds !== undefined) {
      const found = await this.org.active(input.finalPoolIds);
      if (found.length !== new Set(input.finalPoolIds).size)
        throw new DomainError('record.unknown', { field: 'finalPoolIds' });
      if (found.length < 2 && (await this.org.hasSecondPerson())) throw new DomainError('approval.final-pool');
    }
    Object.assign(record, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
  }

  private async begin(record: Company): Promise<void> {
    const { baseCurrency, preset, demo } = (await this.rows.find(Company, this.context.principal.companyId))!;
    Object.assign(record, { baseCurrency, preset, demo });
  }
}

type Facts = Awaited<ReturnType<Companies['get']>>;

/** Companies as documents need them. */
@Injectable()
export class CompaniesService extends Companies {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
  ) {
    super();
  }

  async today(companyId: string): Promise<string> {
    return dayIn((await this.get(companyId)).timeZone, new Date());
  }

  get(companyId: string): Promise<Facts> {
    return this.remembered.get(`company ${companyId}`, () => this.load(companyId));
  }

  private async load(companyId: string): Promise<Facts> {
    const facts = await this.db.one<Facts>(
      `SELECT id, name, time_zone AS "timeZone", base_currency AS "baseCurrency", release_policy AS "releasePolicy" FROM company WHERE id = $1`,
      [companyId],
    );
    if (!facts) throw new DomainError('record.unknown', { field: 'companyId' });
    return facts;
  }
}
