import type { FieldChange } from '../audit/audit.js';

/** What people say with an act: a reason, a comment, to whom. */
export interface ActInput {
  readonly reason?: string | null;
  readonly comment?: string | null;
  readonly userId?: string;
}

/** The words of an act as the audit log keeps them. */
export const said = ({ reason, comment }: ActInput): FieldChange[] => [
  ...(reason ? [{ field: 'reason', to: reason }] : []),
  ...(comment ? [{ field: 'comment', to: comment }] : []),
];
