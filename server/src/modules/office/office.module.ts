import { Module } from '@nestjs/common';
import { expense } from '@guanxi/shared/office';
import { documentControllers, registerDocuments, type DocumentFeature } from '../../kernel/documents/feature.js';
import { ExpenseChecks } from './expense/expense-checks.js';
import { ExpenseController } from './expense/expense.controller.js';
import { ExpenseView } from './expense/expense.dto.js';
import { ExpenseService } from './expense/expense.service.js';
import { ReimbursementService } from './expense/reimbursement.service.js';

const documents: readonly DocumentFeature[] = [{ definition: expense, handler: ExpenseService, view: ExpenseView }];

/** The work of the office itself: claims and, later, contracts, leave, reports. */
@Module({
  controllers: [ExpenseController, ...documentControllers(documents)],
  providers: [ExpenseService, ExpenseChecks, ReimbursementService, registerDocuments(documents)],
  exports: [ReimbursementService],
})
export class OfficeModule {}
