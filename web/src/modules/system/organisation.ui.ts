import { Building2, Network, UsersRound } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { columnsOf, defineMasterUi, fieldsOf, ofType } from '@/documents/define';
import { COUNTRIES, countryName, TIME_ZONES } from '@/ui/places';
import { allUsersSource, departmentSource, userSource } from './references';

const company = columnsOf<Schemas['CompanyView']>();
const companyField = fieldsOf<Schemas['CompanyInput']>();

export const companyUi = defineMasterUi({
  module: 'system',
  resource: 'company',
  path: '/system/companies',
  icon: Building2,
  title: (row) => String(row['name'] ?? ''),
  // How many there are, and what one's own is called, is known of who is signed in.
  saved: () => useSession().load(),
  can: { remove: false, archive: false },
  facts: [
    company.choice('releasePolicy'),
    company.code('baseCurrency'),
    company.choice('country', { words: countryName }),
  ],
  columns: [
    company.text('name', { minWidth: 200 }),
    company.choice('country', { width: 130, words: countryName }),
    company.text('timeZone', { secondary: true }),
    company.code('baseCurrency', { width: 120 }),
    company.choice('language', { width: 110, secondary: true }),
    company.choice('releasePolicy', { width: 320 }),
    company.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        companyField.text('name', { required: true, span: 2 }),
        companyField.choice('country', { values: COUNTRIES, words: countryName, required: true, only: 'create' }),
        companyField.choice('timeZone', {
          values: TIME_ZONES,
          words: (zone) => zone,
          required: true,
          default: () => useSession().me?.company.timeZone,
        }),
        companyField.choice('language', {
          values: ['zh-CN', 'en'],
          required: true,
          default: () => useSession().me?.company.language,
        }),
      ],
    },
    {
      key: 'approvals',
      fields: [
        companyField.choice('releasePolicy', {
          values: ['release', 'covered', 'strict'],
          default: 'release',
          required: true,
          span: 2,
          hint: true,
        }),
        companyField.ids('finalPoolIds', { source: allUsersSource, required: true, span: 4, hint: true }),
      ],
    },
  ],
});

const department = columnsOf<Schemas['DepartmentView']>();
const departmentField = fieldsOf<Schemas['DepartmentInput']>();

export const departmentUi = defineMasterUi({
  module: 'system',
  resource: 'department',
  path: '/system/departments',
  icon: Network,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    department.text('name', { minWidth: 180, sort: 'sortKey' }),
    department.code('code'),
    department.ref('parent', { leads: ofType('department', 'parent') }),
    department.person('head', { secondary: false, width: 150 }),
    department.person('releaser', { width: 150 }),
    department.active('archived'),
    department.instant('updatedAt'),
  ],
  filters: [
    { key: 'parentId', kind: 'reference', source: departmentSource, pinned: true },
    { key: 'headId', kind: 'reference', source: userSource },
    { key: 'archived', kind: 'flag', options: 'archived', pinned: true },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        departmentField.text('name', { required: true, span: 2 }),
        departmentField.text('code', { required: true }),
        departmentField.reference('parent', {
          source: departmentSource,
          show: { leads: ofType('department', 'parent') },
        }),
        departmentField.reference('head', { source: userSource, span: 2, hint: true }),
        departmentField.reference('releaser', { source: userSource, span: 2, hint: true }),
      ],
    },
  ],
});

const team = columnsOf<Schemas['TeamView']>();
const teamField = fieldsOf<Schemas['TeamInput']>();

export const teamUi = defineMasterUi({
  module: 'system',
  resource: 'team',
  path: '/system/teams',
  icon: UsersRound,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    team.text('name', { minWidth: 200 }),
    team.person('leader', { secondary: false, width: 160 }),
    team.active('archived'),
    team.instant('updatedAt'),
    team.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        teamField.text('name', { required: true, span: 2 }),
        teamField.reference('leader', { source: userSource, span: 2 }),
        teamField.ids('memberIds', { source: allUsersSource, span: 4, default: () => [] }),
      ],
    },
  ],
});
