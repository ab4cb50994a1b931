import { ScrollText, UserRoundSearch } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { columnsOf, defineLogUi, fieldsOf } from '@/documents/define';
import { allResources } from '@/documents/registry';
import { AUDITED_ACTIONS } from './actions';
import { userSource } from './references';

const audit = columnsOf<Schemas['AuditLogView']>();
const auditField = fieldsOf<Schemas['AuditLogView']>();
const who = audit.person('actor', { width: 150, secondary: false });
const what = audit.choice('action', { options: 'action', width: 150 });
/** What kind of record it was, which leads to the record. */
const which = audit.choice('recordType', {
  options: 'recordType',
  ...{ width: undefined, minWidth: 200 },
  leads: (row) => ({ type: String(row['recordType']), id: String(row['recordId']) }),
});

export const auditLogUi = defineLogUi({
  module: 'system',
  resource: 'audit-log',
  path: '/system/audit-logs',
  icon: ScrollText,
  title: (row) => `#${String(row['seq'] ?? '')}`,
  searchable: false,
  can: { record: true },
  columns: [
    audit.instant('at', { width: 130, secondary: false, sort: 'seq' }),
    who,
    what,
    which,
    audit.text('ip', { width: 140, minWidth: undefined, secondary: true }),
    audit.text('recordId', { width: 300, minWidth: undefined, hidden: true }),
    audit.text('requestId', { width: 300, minWidth: undefined, hidden: true }),
  ],
  filters: [
    { key: 'actorId', kind: 'reference', source: userSource, pinned: true },
    {
      key: 'recordType',
      kind: 'choice',
      get values() {
        return allResources().map(({ resource }) => resource);
      },
      pinned: true,
    },
    { key: 'action', kind: 'choice', values: AUDITED_ACTIONS, pinned: true },
    { key: 'at', kind: 'date-range', pinned: true },
  ],
  facts: [audit.instant('at'), who, what, which],
  sections: [
    {
      key: 'changes',
      fields: [auditField.custom('changes', { span: 4, viewer: () => import('./AuditChanges.vue') })],
    },
    {
      key: 'origin',
      fields: [
        auditField.text('recordId', { span: 2 }),
        auditField.text('requestId', { span: 2 }),
        auditField.text('ip'),
      ],
    },
  ],
  pages: { list: () => import('./AuditLogPage.vue') },
});

const login = columnsOf<Schemas['LoginLogView']>();

export const loginLogUi = defineLogUi({
  module: 'system',
  resource: 'login-log',
  path: '/system/login-logs',
  icon: UserRoundSearch,
  title: (row) => String(row['login'] ?? ''),
  columns: [
    login.instant('at', { width: 130, secondary: false, sort: true }),
    login.code('login', { width: 180 }),
    login.person('user', { width: 140, secondary: false }),
    login.flag('succeeded', { options: 'loginResult', width: 90 }),
    login.choice('reason', { options: 'loginReason', width: 130 }),
    login.code('ip', { width: 130 }),
    login.text('userAgent', { minWidth: 220 }),
  ],
  filters: [
    { key: 'userId', kind: 'reference', source: userSource, pinned: true },
    { key: 'succeeded', kind: 'flag', options: 'loginResult', pinned: true },
    { key: 'at', kind: 'date-range', pinned: true },
  ],
});
