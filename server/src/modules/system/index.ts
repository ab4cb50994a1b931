export { Company } from './company/company.entity.js';
export { Department } from './department/department.entity.js';
export { FundAccount, FundEntry } from './fund-account/fund-account.entity.js';
export { User } from './user/user.entity.js';
export { SystemModule } from './system.module.js';
export { SetupService } from './setup/setup.service.js';
export { UserService } from './user/user.service.js';
export { Currencies, type CurrencyOnDay } from './currency/currencies.js';
export { Funds, type FundMovement } from './fund-account/funds.js';
