import { Global, Module } from '@nestjs/common';
import {
  approvalFlow,
  company,
  currency,
  department,
  dictionary,
  fundAccount,
  numberingRule,
  period,
  role,
  taxRate,
  team,
  user,
} from '@guanxi/shared/system';
import { Accounts, Companies, OrgChart, PeriodLock } from '../../kernel/auth/ports.js';
import { recordControllers } from '../../kernel/records/record-controllers.js';
import { ApprovalFlowController } from './approval-flow/approval-flow.controller.js';
import { ApprovalFlowService } from './approval-flow/approval-flow.service.js';
import { FlowDrafts } from './approval-flow/flow-drafts.service.js';
import { FlowInput } from './approval-flow/flow-input.js';
import { FlowSimulation } from './approval-flow/flow-simulation.service.js';
import { AuditLogController } from './audit-log/audit-log.controller.js';
import { AuditLogService } from './audit-log/audit-log.service.js';
import { Books } from './audit-log/books.service.js';
import { CompanyController } from './company/company.controller.js';
import { Belonging } from './company/belonging.service.js';
import { CompanyFounding } from './company/company-founding.service.js';
import { CompaniesService, CompanyService } from './company/company.service.js';
import { Currencies } from './currency/currencies.js';
import { CurrencyController } from './currency/currency.controller.js';
import { CurrencyService } from './currency/currency.service.js';
import { CurrencyUse } from './currency/currency-use.service.js';
import { ExchangeRateService } from './currency/exchange-rate.service.js';
import { DepartmentController } from './department/department.controller.js';
import { DepartmentService } from './department/department.service.js';
import { DictionaryController } from './dictionary/dictionary.controller.js';
import { Dictionaries } from './dictionary/dictionaries.js';
import { DictionaryService } from './dictionary/dictionary.service.js';
import { FundAccountController } from './fund-account/fund-account.controller.js';
import { FundAccountService } from './fund-account/fund-account.service.js';
import { FundChecks } from './fund-account/fund-checks.js';
import { FundLedgerController, FundLedgerList } from './fund-account/fund-ledger.controller.js';
import { Funds } from './fund-account/funds.js';
import { LoginLogController } from './login-log/login-log.controller.js';
import { LoginLogService } from './login-log/login-log.service.js';
import { NumberingRuleController } from './numbering-rule/numbering-rule.controller.js';
import { NumberingRuleService } from './numbering-rule/numbering-rule.service.js';
import { PeriodController } from './period/period.controller.js';
import { PeriodService } from './period/period.service.js';
import { PeriodLockService } from './period/period-lock.service.js';
import { PermissionController } from './role/permission.controller.js';
import { RoleGrants } from './role/role-grants.service.js';
import { RoleController } from './role/role.controller.js';
import { RoleService } from './role/role.service.js';
import { DemoContent } from './setup/demo-content.js';
import { DemoController } from './setup/demo.controller.js';
import { DemoUsers } from './setup/demo-users.service.js';
import { SetupController } from './setup/setup.controller.js';
import { FirstRecords } from './setup/first-records.js';
import { SetupService } from './setup/setup.service.js';
import { TaxRateController } from './tax-rate/tax-rate.controller.js';
import { TaxRateService } from './tax-rate/tax-rate.service.js';
import { TaxRates } from './tax-rate/tax-rates.js';
import { TeamController } from './team/team.controller.js';
import { TeamService } from './team/team.service.js';
import { AccountsService } from './user/accounts.service.js';
import { OrgChartService } from './user/org-chart.service.js';
import { Leaving } from './user/leaving.service.js';
import { UserAccess } from './user/user-access.service.js';
import { UserController } from './user/user.controller.js';
import { UserService } from './user/user.service.js';

const ports = [
  { provide: Accounts, useClass: AccountsService },
  { provide: OrgChart, useClass: OrgChartService },
  { provide: Companies, useClass: CompaniesService },
  { provide: PeriodLock, useClass: PeriodLockService },
];

/** Companies, users, organisation, roles, settings. Global, because the kernel's ports are implemented here. */
@Global()
@Module({
  controllers: [
    ...[
      SetupController,
      CompanyController,
      DepartmentController,
      UserController,
      TeamController,
      RoleController,
      PermissionController,
    ],
    ...[
      CurrencyController,
      TaxRateController,
      FundAccountController,
      FundLedgerController,
      PeriodController,
      DictionaryController,
      NumberingRuleController,
    ],
    ...[DemoController, ApprovalFlowController, AuditLogController, LoginLogController],
    ...[
      ...recordControllers(company, CompanyService),
      ...recordControllers(department, DepartmentService),
      ...recordControllers(user, UserService),
      ...recordControllers(team, TeamService),
      ...recordControllers(role, RoleService),
      ...recordControllers(approvalFlow, ApprovalFlowService),
      ...recordControllers(currency, CurrencyService),
      ...recordControllers(taxRate, TaxRateService),
      ...recordControllers(fundAccount, FundAccountService),
      ...recordControllers(period, PeriodService),
      ...recordControllers(dictionary, DictionaryService),
      ...recordControllers(numberingRule, NumberingRuleService),
    ],
  ],
  providers: [
    ...[
      ...ports,
      SetupService,
      FirstRecords,
      Currencies,
      Funds,
      FundChecks,
      CompanyService,
      CompanyFounding,
      Belonging,
      DepartmentService,
      UserService,
      UserAccess,
      Leaving,
      TeamService,
      RoleService,
    ],
    ...[RoleGrants, DemoContent, DemoUsers, FundLedgerList],
    ...[CurrencyService, CurrencyUse, ExchangeRateService, TaxRateService, TaxRates, FundAccountService, PeriodService],
    ...[ApprovalFlowService, FlowDrafts, FlowInput, FlowSimulation],
    ...[Dictionaries, DictionaryService, NumberingRuleService, AuditLogService, Books, LoginLogService],
  ],
  exports: [
    ...[...ports, SetupService, DemoContent, Currencies, TaxRates, Dictionaries, Funds],
    ...[Belonging, UserService, DepartmentService, RoleService, FundAccountService],
  ],
})
export class SystemModule {}
