import { Building2, Network, UsersRound } from '@lucide/vue';
import type { Ref, RecordView } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf } from '@/documents/define';
import { allUsersSource, departmentSource, userSource } from './references';

interface CompanyView extends RecordView {
  name: string;
  country: string;
  timeZone: string;
  language: string;
  baseCurrency: string;
  strictReleases: boolean;
  finalPoolIds: string[];
}
const company = columnsOf<CompanyView>();
const companyField = fieldsOf<CompanyView>();

export const companyUi = defineMasterUi({
  module: 'system',
  resource: 'company',
  path: '/system/companies',
  icon: Building2,
  title: (row) => String(row['name'] ?? ''),
  searchable: false,
  can: { create: false, remove: false, archive: false },
  columns: [
    company.text('name', { minWidth: 200 }),
    company.code('country', { width: 90 }),
    company.text('timeZone'),
    company.code('baseCurrency', { width: 110 }),
    company.choice('language', { width: 110 }),
    company.flag('strictReleases', { width: 130 }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        companyField.text('name', { required: true, span: 2 }),
        companyField.choice('language', { values: ['zh-CN', 'en'], required: true }),
        companyField.text('timeZone', { required: true }),
      ],
    },
    {
      key: 'approvals',
      fields: [
        companyField.flag('strictReleases', { span: 4, hint: true }),
        companyField.ids('finalPoolIds', { source: allUsersSource, span: 4, hint: true }),
      ],
    },
  ],
});

interface DepartmentView extends RecordView {
  code: string;
  name: string;
  parent: Ref | null;
  head: Ref | null;
}
const department = columnsOf<DepartmentView>();
const departmentField = fieldsOf<DepartmentView>();

export const departmentUi = defineMasterUi({
  module: 'system',
  resource: 'department',
  path: '/system/departments',
  icon: Network,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    department.text('name', { minWidth: 180 }),
    department.code('code'),
    department.ref('parent'),
    department.person('head', { secondary: false, width: 150 }),
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
        departmentField.reference('parent', { source: departmentSource }),
        departmentField.reference('head', { source: userSource, span: 2, hint: true }),
      ],
    },
  ],
});

interface TeamView extends RecordView {
  name: string;
  leader: Ref | null;
  memberIds: string[];
}
const team = columnsOf<TeamView>();
const teamField = fieldsOf<TeamView>();

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
