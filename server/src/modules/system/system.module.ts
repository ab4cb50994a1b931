import { Global, Module } from '@nestjs/common';
import { user } from '@guanxi/shared/system';
import { Accounts, Companies, OrgChart, PeriodLock } from '../../kernel/auth/ports.js';
import { timelineController } from '../../kernel/comments/timeline.js';
import { CompanyController } from './company/company.controller.js';
import { CompaniesService, CompanyService } from './company/company.service.js';
import { Currencies } from './currency/currencies.js';
import { DepartmentController } from './department/department.controller.js';
import { DepartmentService } from './department/department.service.js';
import { Funds } from './fund-account/funds.js';
import { PeriodLockService } from './period/period-lock.service.js';
import { PermissionController } from './role/permission.controller.js';
import { RoleController } from './role/role.controller.js';
import { RoleService } from './role/role.service.js';
import { SetupController } from './setup/setup.controller.js';
import { SetupService } from './setup/setup.service.js';
import { AccountsService } from './user/accounts.service.js';
import { OrgChartService } from './user/org-chart.service.js';
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
    ...[SetupController, CompanyController, DepartmentController, UserController, RoleController, PermissionController],
    timelineController(user, UserService),
  ],
  providers: [...ports, SetupService, Currencies, Funds, CompanyService, DepartmentService, UserService, RoleService],
  exports: [...ports, SetupService, Currencies, Funds, UserService, DepartmentService, RoleService],
})
export class SystemModule {}
