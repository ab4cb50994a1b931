import { ScrollText, UserRoundSearch } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { columnsOf, defineLogUi } from '@/documents/define';
import { userSource } from './references';

const audit = columnsOf<Schemas['AuditLogView']>();

export const auditLogUi = defineLogUi({
  module: 'system',
  resource: 'audit-log',
  path: '/system/audit-logs',
  icon: ScrollText,
  title: (row) => String(row['action'] ?? ''),
  searchable: false,
  columns: [
    audit.instant('at', { width: 130, secondary: false, sort: 'seq' }),
    audit.person('actor', { width: 140, secondary: false }),
    audit.choice('action', { options: 'action', width: 130 }),
    audit.code('recordType', { width: 150 }),
    audit.code('recordId', { width: 300 }),
    audit.code('ip', { width: 130 }),
    audit.code('requestId', { width: 300, hidden: true }),
  ],
  filters: [
    { key: 'actorId', kind: 'reference', source: userSource, pinned: true },
    { key: 'recordType', kind: 'text' },
    { key: 'action', kind: 'text' },
    { key: 'at', kind: 'date-range', pinned: true },
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
  searchable: false,
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
