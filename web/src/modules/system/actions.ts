/** What a role allows, in the order of the life of a record. */
export const PERMITTED_ACTIONS: readonly string[] = [
  'read',
  'create',
  'update',
  'delete',
  'submit',
  'activate',
  'settle',
  'reimburse',
  'close',
  'void',
  'verify',
  'export',
];

interface Permitted {
  action: string;
}
export const byLife = (a: Permitted, b: Permitted): number =>
  PERMITTED_ACTIONS.indexOf(a.action) - PERMITTED_ACTIONS.indexOf(b.action);

/** What the audit log says that somebody did. */
export const AUDITED_ACTIONS: readonly string[] = [
  ...['create', 'update', 'delete', 'archive', 'restore', 'export', 'attach', 'detach'],
  ...['comment', 'view'],
  ...['submit', 'withdraw', 'approve', 'reject', 'transfer', 'hand-over', 'close', 'void'],
  ...['amend', 'amend-edit', 'amend-discard', 'settle', 'reimburse', 'done', 'complete', 'reopen'],
  ...['link', 'password', 'activate', 'deactivate', 'retire', 'rate', 'fill'],
];
