import { Injectable } from '@nestjs/common';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { MODULES, searchKeys, sortKey, type Language } from '@guanxi/shared/kernel';
import { v7 as uuidv7 } from 'uuid';
import { ApprovalFlow } from '../../../kernel/approvals/approval.entity.js';
import type { FlowCondition, FlowStep } from '../../../kernel/approvals/flow.js';
import { Links } from '../../../kernel/auth/links.js';
import { assertPassword, hashPassword } from '../../../kernel/auth/passwords.js';
import { RouteAudit } from '../../../kernel/auth/route-audit.js';
import { Audit } from '../../../kernel/audit/audit.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { UnitOfWork } from '../../../kernel/db/unit-of-work.js';
import { DocumentRegistry } from '../../../kernel/documents/registry.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { isTimeZone } from '../company/company.service.js';
import { Company } from '../company/company.entity.js';
import { Currency } from '../currency/currency.entity.js';
import { Dictionary } from '../dictionary/dictionary.entity.js';
import { Period } from '../period/period.entity.js';
import { Role } from '../role/role.entity.js';
import { TaxRate } from '../tax-rate/tax-rate.entity.js';
import { User } from '../user/user.entity.js';
import { CURRENCIES, DICTIONARIES, ROLE_NAMES, taxRates } from './preset.js';
import type { SetupInput } from './setup.dto.js';

const LINK_HOURS = 72;
const BEGINNING = '1900-01-01';

/** The two people whom a company starts with. */
export interface SetUp {
  readonly administratorId: string;
  readonly secondLink: string;
}

/** Makes the company, its first administrator and a second person, in one transaction. */
@Injectable()
export class SetupService {
  constructor(
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly links: Links,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly documents: DocumentRegistry,
    private readonly routes: RouteAudit,
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

  /** @throws DomainError 404 for a spent link, 409 when the company exists, 400 for wrong entries. */
  async run(input: SetupInput): Promise<SetUp> {
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
      return this.make(input, passwordHash);
    });
  }

  private async make({ company, administrator, second }: SetupInput, passwordHash: string): Promise<SetUp> {
    const ids = {
      company: uuidv7(),
      administrator: uuidv7(),
      second: uuidv7(),
      administratorRole: uuidv7(),
      staffRole: uuidv7(),
    };
    const { content, ...facts } = company;
    const pool = [ids.administrator, ids.second];
    await this.rows.insert(Company, [{ ...base(ids.company), ...facts, demo: content === 'demo', finalPoolIds: pool }]);
    await this.rows.insert(Role, this.roles(ids, company.language));
    const person = (id: string, name: string, login: string, roleId: string, hash: string | null): User => ({
      ...{
        ...base(id),
        name,
        login: login.toLowerCase(),
        title: null,
        email: null,
        phone: null,
        companyId: ids.company,
      },
      ...{
        departmentId: null,
        superiorId: null,
        roleIds: [roleId],
        language: company.language,
        active: true,
        passwordHash: hash,
      },
      ...{ sortKey: sortKey(name), ...searchKeys([name], [login]) },
    });
    await this.rows.insert(User, [
      person(ids.administrator, administrator.name, administrator.login, ids.administratorRole, passwordHash),
      person(ids.second, second.name, second.login, ids.staffRole, null),
    ]);
    await this.settings(ids.company, company.country, company.language, company.baseCurrency);
    await this.context.with({}, () =>
      this.audit.record(
        { action: 'create', recordType: 'company', recordId: ids.company, recordVersion: 1 },
        { action: 'create', recordType: 'user', recordId: ids.administrator, recordVersion: 1 },
        { action: 'create', recordType: 'user', recordId: ids.second, recordVersion: 1 },
      ),
    );
    return {
      administratorId: ids.administrator,
      secondLink: `/link/${await this.links.make('password', ids.second, LINK_HOURS)}`,
    };
  }

  private roles(ids: { administratorRole: string; staffRole: string }, language: Language): Role[] {
    const scopes = Object.fromEntries(MODULES.map((module) => [module, 'all']));
    const common = { scopeDepartmentIds: [], fieldRules: {}, scopes };
    const staff = this.routes.permissions().filter((code) => !code.startsWith('system.') || code.endsWith('.read'));
    return [
      {
        ...base(ids.administratorRole),
        ...common,
        name: ROLE_NAMES.administrator[language],
        permissions: ['*'],
        builtIn: true,
      },
      {
        ...{ ...base(ids.staffRole), ...common, name: ROLE_NAMES.colleague[language], builtIn: false },
        permissions: staff.filter(
          (code) => !code.startsWith('system.audit-log') && !code.startsWith('system.login-log'),
        ),
      },
    ];
  }

  private async settings(companyId: string, country: string, language: Language, baseCurrency: string): Promise<void> {
    const zh = language === 'zh-CN';
    await this.rows.insert(Period, [
      { ...base(uuidv7()), companyId, closedThrough: BEGINNING, lockedThrough: BEGINNING },
    ]);
    await this.rows.insert(
      Currency,
      CURRENCIES.filter((one) => one.code === baseCurrency || one.code === 'USD').map(
        ({ code, symbol, minorUnit, ...names }) => ({
          ...{
            ...base(uuidv7()),
            code,
            symbol,
            minorUnit,
            name: zh ? names.zh : names.en,
            rate: '1',
            rateDate: BEGINNING,
          },
          archived: code !== baseCurrency,
        }),
      ),
    );
    await this.rows.insert(
      TaxRate,
      taxRates(country).map(({ code, rate }) => ({
        ...base(uuidv7()),
        code,
        rate,
        name: zh ? `增值税 ${rate}%` : `VAT ${rate}%`,
        validFrom: '2019-04-01',
        validTo: null,
      })),
    );
    const words = Object.entries(DICTIONARIES).flatMap(([type, entries]) =>
      entries.map(([code, name, nameEn], index) => ({
        ...base(uuidv7()),
        type,
        code,
        name: zh ? name : nameEn,
        nameEn,
        sortNo: (index + 1) * 10,
      })),
    );
    await this.rows.insert(Dictionary, words);
    const flows = this.documents.all().flatMap(({ definition }) => defaultFlows(definition, zh));
    await this.rows.insert(ApprovalFlow, flows);
  }
}

function base(id: string): { id: string; version: number; archived: boolean; createdAt: Date; updatedAt: Date } {
  const now = new Date();
  return { id, version: 1, archived: false, createdAt: now, updatedAt: now };
}

/** The flows that a document type starts with: the direct superior, and what its definition adds. */
function defaultFlows(definition: DocumentDefinition, zh: boolean): ApprovalFlow[] {
  const flow = (name: string, priority: number, conditions: FlowCondition[], superiors: number): ApprovalFlow => ({
    ...{
      ...base(uuidv7()),
      documentType: definition.type,
      name,
      state: 'active',
      priority,
      conditions,
      editedById: null,
      activatedById: null,
    },
    steps: Array.from({ length: superiors }, (_, index) => superiorStep(index + 1, zh)),
  });
  const extra = definition.flows.map((one) =>
    flow(zh ? one.zh : one.en, one.priority, [...one.conditions], one.superiors),
  );
  return [flow(zh ? '直接上级' : 'Direct superior', 0, [], 1), ...extra];
}

const superiorStep = (level: number, zh: boolean): FlowStep => ({
  name: zh ? `第 ${level} 级上级` : `Superior, level ${level}`,
  approver: { kind: 'superior', level },
  mode: 'any',
});
