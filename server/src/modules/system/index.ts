export { Company } from './company/company.entity.js';
export { Department } from './department/department.entity.js';
export { FundAccount, FundEntry } from './fund-account/fund-account.entity.js';
export { User } from './user/user.entity.js';
