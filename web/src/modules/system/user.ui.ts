import { Link, UserRoundCheck, UserRoundX, UsersRound } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import { companyChoice, departmentSource, roleSource, userSource } from './references';

const column = columnsOf<Schemas['UserView']>();
const field = fieldsOf<Schemas['UserInput']>();

export const userUi = defineMasterUi({
  module: 'system',
  resource: 'user',
  path: '/system/users',
  icon: UsersRound,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    column.text('name', { minWidth: 120, sort: 'sortKey' }),
    column.code('login', { width: 150 }),
    column.text('title'),
    column.ref('department'),
    column.person('superior', { secondary: false }),
    column.flag('active', { options: 'active', width: 90 }),
    column.active('archived', { hidden: true }),
    column.instant('createdAt'),
  ],
  filters: [
    { key: 'departmentId', kind: 'reference', source: departmentSource, pinned: true },
    { key: 'active', kind: 'flag', options: 'active', pinned: true },
    { key: 'superiorId', kind: 'reference', source: userSource },
    { key: 'archived', kind: 'flag', options: 'archived' },
  ],
  sections: [
    {
      key: 'person',
      fields: [
        field.text('name', { required: true }),
        field.text('login', { required: true, hint: true }),
        field.text('title'),
        field.reference('company', {
          source: companyChoice.source,
          visible: companyChoice.visible,
          default: companyChoice.default,
          show: companyChoice.show,
        }),
        field.choice('language', {
          values: ['zh-CN', 'en'],
          default: () => useSession().me?.company.language,
          required: true,
        }),
        field.text('email', { span: 2 }),
        field.text('phone'),
      ],
    },
    {
      key: 'place',
      fields: [
        field.reference('department', { source: departmentSource, span: 2 }),
        field.reference('superior', { source: userSource, span: 2, hint: true }),
        field.ids('roleIds', { source: roleSource, span: 4, default: () => [] }),
      ],
    },
  ],
  acts: [
    {
      name: 'link',
      icon: Link,
      permission: 'system.user.update',
      link: 'link',
      visible: (row) => row['active'] === true,
    },
    {
      name: 'deactivate',
      icon: UserRoundX,
      permission: 'system.user.update',
      danger: true,
      confirm: true,
      visible: (row) => row['active'] === true,
    },
    {
      name: 'activate',
      icon: UserRoundCheck,
      permission: 'system.user.update',
      visible: (row) => row['active'] === false,
    },
  ],
});
