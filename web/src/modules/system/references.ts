import { useSession } from '@/app/stores/session';
import type { Field, ReferenceSource } from '@/documents/document-ui';

const inUse = () => ({ archived: false });

export const userSource: ReferenceSource = {
  path: '/system/users',
  query: () => ({ archived: false, active: true }),
  hint: (row) => String(row['title'] ?? row['login'] ?? ''),
};
export const departmentSource: ReferenceSource = { path: '/system/departments', query: inUse };
export const roleSource: ReferenceSource = { path: '/system/roles' };
export const allUsersSource: ReferenceSource = { path: '/system/users' };
export const fundAccountSource: ReferenceSource = { path: '/system/fund-accounts', query: inUse };

export const companySource: ReferenceSource = { path: '/system/companies', query: inUse };

const hasSeveral = () => (useSession().me?.companyCount ?? 1) > 1;

/** The company of a new record, its writer's where nothing is chosen; with one company, nobody is asked or told. */
export const companyChoice: Partial<Field> = {
  source: companySource,
  only: 'create',
  visible: hasSeveral,
  show: () => (hasSeveral() ? {} : false),
};
