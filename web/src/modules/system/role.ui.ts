import { KeyRound } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import { departmentSource } from './references';

const column = columnsOf<Schemas['RoleView']>();
const field = fieldsOf<Schemas['RoleInput']>();

const usesDepartments = (scopes: unknown): boolean =>
  typeof scopes === 'object' && scopes !== null && Object.values(scopes).includes('departments');

export const roleUi = defineMasterUi({
  module: 'system',
  resource: 'role',
  path: '/system/roles',
  icon: KeyRound,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    column.text('name', { minWidth: 220 }),
    column.flag('builtIn', { width: 110 }),
    column.active('archived'),
    column.instant('updatedAt'),
    column.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    { key: 'main', fields: [field.text('name', { required: true, span: 2 })] },
    {
      key: 'permissions',
      fields: [
        field.custom('permissions', {
          span: 4,
          default: () => [],
          component: () => import('./PermissionMatrix.vue'),
          viewer: () => import('./PermissionView.vue'),
        }),
      ],
    },
    {
      key: 'scopes',
      fields: [
        field.custom('scopes', {
          span: 4,
          default: () => ({}),
          component: () => import('./ScopeEditor.vue'),
          viewer: () => import('./ScopeView.vue'),
        }),
        field.ids('scopeDepartmentIds', {
          source: departmentSource,
          span: 4,
          default: () => [],
          visible: (edits) => usesDepartments(edits['scopes']),
        }),
      ],
    },
    {
      key: 'fieldRules',
      fields: [
        field.custom('fieldRules', {
          span: 4,
          hint: true,
          default: () => ({}),
          component: () => import('./FieldRuleEditor.vue'),
          viewer: () => import('./FieldRuleView.vue'),
        }),
      ],
    },
  ],
});
