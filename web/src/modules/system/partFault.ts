import type { Errors } from '@/documents/formRules';

/** The problem of a part of an entry, or of something in it: that of `steps.1.approver.userIds` for `steps.1.approver`. */
export const partFault = (errors: Errors, part: string): string | undefined =>
  Object.entries(errors).find(([entry]) => `${entry}.`.startsWith(`${part}.`))?.[1];
