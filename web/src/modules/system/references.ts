import type { ReferenceSource } from '@/documents/document-ui';

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
