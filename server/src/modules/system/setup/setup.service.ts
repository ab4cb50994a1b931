import { Injectable } from '@nestjs/common';
import { Links } from '../../../kernel/auth/links.js';
import { assertPassword, hashPassword } from '../../../kernel/auth/passwords.js';
import { Audit } from '../../../kernel/audit/audit.js';
import { Db } from '../../../kernel/db/db.js';
import { UnitOfWork } from '../../../kernel/db/unit-of-work.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { isTimeZone } from '../company/company.service.js';
import { DemoContent, type DemoWish } from './demo-content.js';
import { FirstRecords, type FirstIds } from './first-records.js';
import { CURRENCIES } from './preset.js';
import type { SetupInput } from './setup.dto.js';

const LINK_HOURS = 72;
/** How long a set-up waits for the content of a demo company, in milliseconds. */
const PATIENCE = 15_000;

/** The two people whom a company starts with. */
export interface SetUp {
  readonly administratorId: string;
  readonly secondLink: string;
}

/** Makes the company, its first administrator and a second person, in one transaction. */
@Injectable()
export class SetupService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly links: Links,
    private readonly audit: Audit,
    private readonly first: FirstRecords,
    private readonly demo: DemoContent,
  ) {}

  /** Whether nobody can sign in yet. */
  async isNeeded(): Promise<boolean> {
    return (await this.db.one('SELECT 1 FROM "user" WHERE password_hash IS NOT NULL LIMIT 1')) === undefined;
  }

  /** A new link to the set-up page; undefined once there is an administrator. */
  async link(): Promise<string | undefined> {
    return this.unitOfWork.run(async () =>
      (await this.isNeeded()) ? this.links.make('setup', null, LINK_HOURS) : undefined,
    );
  }

  /**
   * A demo company is filled in a transaction of its own, on a slow machine beyond this answer.
   * @throws DomainError 404 for a spent link, 409 when the company exists, 400 for wrong entries.
   */
  async run(input: SetupInput, demo: DemoWish = { patience: PATIENCE }): Promise<SetUp> {
    const made = await this.make(input);
    if (input.company.content === 'demo') await this.demo.fill(demo);
    return made;
  }

  private async make(input: SetupInput): Promise<SetUp> {
    const { company, administrator, second } = input;
    if (!isTimeZone(company.timeZone)) throw invalidField('/company/timeZone', 'pattern', { hint: 'Asia/Shanghai' });
    if (!CURRENCIES.some((one) => one.code === company.baseCurrency)) {
      throw invalidField('/company/baseCurrency', 'choice', { choices: CURRENCIES.map((one) => one.code).join(', ') });
    }
    if (administrator.login.toLowerCase() === second.login.toLowerCase())
      throw invalidField('/second/login', 'repeated');
    assertPassword(administrator.password, administrator.login, '/administrator/password');
    const passwordHash = await hashPassword(administrator.password);
    return this.unitOfWork.run(async () => {
      if (!(await this.isNeeded())) throw new DomainError('auth.setup-done');
      await this.links.use('setup', input.token);
      const ids = await this.first.make(input, passwordHash);
      await this.record(ids);
      return {
        administratorId: ids.administrator,
        secondLink: `/link/${await this.links.make('password', ids.second, LINK_HOURS)}`,
      };
    });
  }

  private record(ids: FirstIds): Promise<void> {
    const made = (recordType: string, recordId: string): Parameters<Audit['record']>[0] => ({
      ...{ action: 'create', recordType, recordId, recordVersion: 1 },
    });
    return this.audit.record(made('company', ids.company), made('user', ids.administrator), made('user', ids.second));
  }
}
