import { defineDocument, EXECUTION } from '../documents/index.js';

/** A claim is paid or voided; there is no rest that could be closed. */
export const expense = defineDocument({
  type: 'expense',
  module: 'office',
  path: 'office/expenses',
  approval: 'commitment',
  numbering: { prefix: 'EX', datePart: 'yyyyMM', digits: 4, gapless: false },
  lifecycle: EXECUTION,
  progress: ['reimbursement'],
  beneficiaries: ['beneficiaryId'],
  uncopied: { fundAccountId: null, reimbursedDate: null },
  actions: ['read', 'create', 'update', 'delete', 'submit', 'void', 'reimburse', 'export'],
});
