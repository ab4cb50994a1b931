export { OfficeModule } from './office.module.js';
export { ReimbursementService } from './expense/reimbursement.service.js';
