import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { MODULES, searchKeys, sortKey, type Language } from '@guanxi/shared/kernel';
import { ApprovalFlow } from '../../../kernel/approvals/approval.entity.js';
import type { FlowCondition, FlowStep } from '../../../kernel/approvals/flow.js';
import { RouteAudit } from '../../../kernel/auth/route-audit.js';
import { Rows, type Entity } from '../../../kernel/db/rows.js';
import { DocumentRegistry } from '../../../kernel/documents/registry.js';
import type { MasterRecord } from '../../../kernel/records/master-record.js';
import { Company } from '../company/company.entity.js';
import { Currency } from '../currency/currency.entity.js';
import { Dictionary } from '../dictionary/dictionary.entity.js';
import { Period } from '../period/period.entity.js';
import { Role } from '../role/role.entity.js';
import { TaxRate } from '../tax-rate/tax-rate.entity.js';
import { User } from '../user/user.entity.js';
import { BEGINNING, CURRENCIES, DICTIONARIES, ROLE_NAMES, taxRates } from './preset.js';
import type { SetupCompany, SetupInput } from './setup.dto.js';

const NOT_FOR_STAFF = ['system.audit-log', 'system.login-log'];

type Timeless<Row> = Omit<Row, 'createdAt' | 'updatedAt'>;

/** The ids of what a company starts with. */
export interface FirstIds {
  readonly company: string;
  readonly administrator: string;
  readonly second: string;
  readonly administratorRole: string;
  readonly staffRole: string;
}

/** Writes what a company starts with: itself, two people, two roles, settings, an approval flow per document type. */
@Injectable()
export class FirstRecords {
  constructor(
    private readonly rows: Rows,
    private readonly documents: DocumentRegistry,
    private readonly routes: RouteAudit,
  ) {}

  async make({ company, administrator, second }: SetupInput, passwordHash: string): Promise<FirstIds> {
    const [companyId, administratorId, secondId, administratorRole, staffRole] = Array.from({ length: 5 }, () =>
      randomUUIDv7(),
    );
    const ids = {
      company: companyId!,
      administrator: administratorId!,
      second: secondId!,
      administratorRole: administratorRole!,
      staffRole: staffRole!,
    };
    const { content, ...facts } = company;
    // By the one instant `guanxi verify` knows what came with the company, and needs no act of its own.
    const at = new Date();
    const finalPoolIds = [ids.administrator, ids.second];
    await this.insert(at, Company, [
      { ...base(ids.company), ...facts, demo: content === 'demo', finalPoolIds, releasePolicy: 'release' },
    ]);
    await this.insert(at, Role, this.roles(ids, company.language));
    await this.insert(at, User, [
      {
        ...person(ids.administrator, ids.company, administrator, company.language),
        roleIds: [ids.administratorRole],
        passwordHash,
      },
      { ...person(ids.second, ids.company, second, company.language), roleIds: [ids.staffRole], passwordHash: null },
    ]);
    await this.settings(ids.company, company, at);
    await this.insert(at, ApprovalFlow, this.flows(company.language === 'zh-CN'));
    return ids;
  }

  private insert<Row extends MasterRecord>(
    at: Date,
    entity: Entity<Row>,
    rows: readonly Timeless<Row>[],
  ): Promise<void> {
    return this.rows.insert(
      entity,
      rows.map((row) => ({ ...row, createdAt: at, updatedAt: at }) as Row),
    );
  }

  private roles(ids: FirstIds, language: Language): Timeless<Role>[] {
    const scopes = Object.fromEntries(MODULES.map((module) => [module, 'all']));
    const common = { scopeDepartmentIds: [], fieldRules: {}, scopes };
    const staff = this.routes.permissions().filter((code) => !code.startsWith('system.') || code.endsWith('.read'));
    const permissions = staff.filter((code) => !NOT_FOR_STAFF.some((resource) => code.startsWith(resource)));
    return [
      {
        ...base(ids.administratorRole),
        ...common,
        name: ROLE_NAMES.administrator[language],
        permissions: ['*'],
        builtIn: true,
      },
      { ...base(ids.staffRole), ...common, name: ROLE_NAMES.colleague[language], permissions, builtIn: false },
    ];
  }

  private async settings(
    companyId: string,
    { country, language, baseCurrency }: SetupCompany,
    at: Date,
  ): Promise<void> {
    const zh = language === 'zh-CN';
    await this.insert(at, Period, [
      { ...base(randomUUIDv7()), companyId, closedThrough: BEGINNING, lockedThrough: BEGINNING },
    ]);
    await this.insert(at, Currency, currencies(baseCurrency, zh));
    await this.insert(
      at,
      TaxRate,
      taxRates(country).map(({ code, rate, validFrom }) => ({
        ...{ ...base(randomUUIDv7()), code, rate, name: zh ? `增值税 ${rate}%` : `VAT ${rate}%` },
        ...{ validFrom, validTo: null },
      })),
    );
    await this.insert(at, Dictionary, words(zh));
  }

  /** Every document type starts with the direct superior, and with what its definition adds. */
  private flows(zh: boolean): Timeless<ApprovalFlow>[] {
    return this.documents
      .all()
      .flatMap(({ definition }) => [
        flow(definition, zh ? '直接上级' : 'Direct superior', 0, [], superiors(1, zh)),
        ...definition.flows.map((one) =>
          flow(definition, zh ? one.zh : one.en, one.priority, [...one.conditions], superiors(one.superiors, zh)),
        ),
      ]);
  }
}

const base = (id: string): { id: string; version: number; archived: boolean } => ({ id, version: 1, archived: false });

function person(
  id: string,
  companyId: string,
  { name, login }: { name: string; login: string },
  language: Language,
): Omit<Timeless<User>, 'roleIds' | 'passwordHash'> {
  return {
    ...{ ...base(id), companyId, name, login: login.toLowerCase(), title: null, email: null, phone: null },
    ...{
      departmentId: null,
      superiorId: null,
      language,
      active: true,
      sortKey: sortKey(name),
      ...searchKeys([name], [login]),
    },
  };
}

const currencies = (baseCurrency: string, zh: boolean): Timeless<Currency>[] =>
  CURRENCIES.filter(({ code }) => code === baseCurrency || code === 'USD').map(
    ({ code, symbol, minorUnit, ...names }) => ({
      ...{
        ...base(randomUUIDv7()),
        code,
        symbol,
        minorUnit,
        name: zh ? names.zh : names.en,
        rate: '1',
        rateDate: BEGINNING,
      },
      // Needs a rate before it can be used.
      archived: code !== baseCurrency,
    }),
  );

const words = (zh: boolean): Timeless<Dictionary>[] =>
  Object.entries(DICTIONARIES).flatMap(([type, entries]) =>
    entries.map(([code, name, nameEn], index) => ({
      ...{ ...base(randomUUIDv7()), type, code, name: zh ? name : nameEn, nameEn, sortNo: (index + 1) * 10 },
    })),
  );

const flow = (
  { type }: DocumentDefinition,
  name: string,
  priority: number,
  conditions: FlowCondition[],
  steps: FlowStep[],
): Timeless<ApprovalFlow> => ({
  ...{ ...base(randomUUIDv7()), documentType: type, name, state: 'active', priority, conditions, steps },
  ...{ editedById: null, activatedById: null },
});

const superiors = (count: number, zh: boolean): FlowStep[] =>
  Array.from({ length: count }, (_, index) => ({
    name: zh ? `第 ${index + 1} 级上级` : `Superior, level ${index + 1}`,
    approver: { kind: 'superior', level: index + 1 },
    mode: 'any',
  }));
