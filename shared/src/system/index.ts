import { defineResource } from '../kernel/index.js';

export const company = defineResource({
  type: 'company',
  module: 'system',
  path: 'system/companies',
  actions: ['read', 'create', 'update'],
});
export const department = defineResource({ type: 'department', module: 'system', path: 'system/departments' });
export const user = defineResource({
  type: 'user',
  module: 'system',
  path: 'system/users',
  sensitive: ['email', 'phone'],
});
export const team = defineResource({ type: 'team', module: 'system', path: 'system/teams' });
export const role = defineResource({ type: 'role', module: 'system', path: 'system/roles' });
export const approvalFlow = defineResource({
  type: 'approval-flow',
  module: 'system',
  path: 'system/approval-flows',
  actions: ['read', 'create', 'update', 'delete', 'activate', 'export'],
});
export const numberingRule = defineResource({
  type: 'numbering-rule',
  module: 'system',
  path: 'system/numbering-rules',
});
export const dictionary = defineResource({ type: 'dictionary', module: 'system', path: 'system/dictionaries' });
export const currency = defineResource({ type: 'currency', module: 'system', path: 'system/currencies' });
export const taxRate = defineResource({ type: 'tax-rate', module: 'system', path: 'system/tax-rates' });
export const fundAccount = defineResource({
  type: 'fund-account',
  module: 'system',
  path: 'system/fund-accounts',
  sensitive: ['balance', 'accountNo'],
});
/** Why an account holds what it holds: every movement. */
export const fundLedger = defineResource({
  type: 'fund-ledger',
  module: 'system',
  path: 'system/fund-ledger',
  actions: ['read', 'export'],
  sensitive: ['amount', 'balanceAfter'],
});
export const period = defineResource({
  type: 'period',
  module: 'system',
  path: 'system/periods',
  actions: ['read', 'update'],
});
export const auditLog = defineResource({
  type: 'audit-log',
  module: 'system',
  path: 'system/audit-logs',
  actions: ['read', 'verify', 'export'],
});
export const loginLog = defineResource({
  type: 'login-log',
  module: 'system',
  path: 'system/login-logs',
  actions: ['read', 'export'],
});

/** Dictionaries that the product itself asks for. */
export const DICTIONARY_TYPES = ['industry', 'region', 'level', 'stage', 'source', 'unit', 'expense-category'] as const;
