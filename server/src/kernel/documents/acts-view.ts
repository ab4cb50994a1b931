import {
  AMENDMENT,
  DOCUMENT_ACTS,
  type AmendmentState,
  type DocumentAct,
  type DocumentDefinition,
  type DocumentState,
} from '@guanxi/shared/documents';
import { permissionOf, type ProblemCode } from '@guanxi/shared/kernel';
import { may, type Principal } from '../context/principal.js';

/** An act that the document's state offers, and why this user may not do it, if so. */
export interface ActView {
  readonly act: DocumentAct;
  readonly allowed: boolean;
  readonly reason?: ProblemCode;
}

/** What a person has to do with a document. */
export interface PersonsPart {
  readonly canDecide: boolean;
  readonly isAuthor: boolean;
  readonly isSubmitter: boolean;
  /** Whether it is in scope; otherwise it is only shown, because the person decides or has decided on it. */
  readonly mayChange: boolean;
}

/** The open amendment as its document shows it. */
export interface AmendmentInView {
  readonly revision: number;
  readonly status: AmendmentState;
  readonly reason: string;
  readonly submittedAt: string | null;
  readonly editedBy: { readonly id: string; readonly name: string };
}

const PERMISSION: Record<DocumentAct, string> = {
  edit: 'update',
  delete: 'delete',
  submit: 'submit',
  withdraw: 'submit',
  approve: 'approve',
  reject: 'approve',
  transfer: 'approve',
  amend: 'update',
  close: 'close',
  void: 'void',
  copy: 'create',
};
/** What who decides does, whatever the scope. */
export const DECISIONS: readonly DocumentAct[] = ['approve', 'reject', 'transfer'];
/** Acts that wait until no amendment is open. */
const HELD_BY_AMENDMENT: readonly DocumentAct[] = ['amend', 'close', 'void'];

/** What the acting user can do to a document now; decisions are shown to authors too, with the reason why not. */
export function describeActs(
  definition: DocumentDefinition,
  header: Readonly<Record<string, unknown>>,
  principal: Principal,
  part: PersonsPart & { readonly isAmended?: boolean },
  permissions: Readonly<Record<DocumentAct, string>> = PERMISSION,
): ActView[] {
  const status = header['status'] as DocumentState;
  return DOCUMENT_ACTS.filter((act) => definition.lifecycle[act]?.from.includes(status)).flatMap((act): ActView[] => {
    if (DECISIONS.includes(act)) {
      if (part.isAuthor) return act === 'approve' ? [{ act, allowed: false, reason: 'approval.author' }] : [];
      return part.canDecide ? [{ act, allowed: true }] : [];
    }
    if (act === 'delete' && header['number'] !== null) return [];
    if (act === 'withdraw' && !part.isSubmitter) return [];
    if (act !== 'copy' && !part.mayChange) return [{ act, allowed: false, reason: 'access.decider' }];
    if (part.isAmended && HELD_BY_AMENDMENT.includes(act)) return [{ act, allowed: false, reason: 'amendment.open' }];
    const allowed = may(principal, permissionOf(definition, permissions[act]));
    return [allowed ? { act, allowed } : { act, allowed, reason: 'access.denied' }];
  });
}

/** Giving an amendment up needs no more than editing it. */
const OF_AMENDMENTS: typeof PERMISSION = { ...PERMISSION, delete: 'update' };

/** What the acting user can do to the open amendment of a document; `delete` gives it up. */
export function describeAmendment(
  definition: DocumentDefinition,
  amendment: AmendmentInView,
  principal: Principal,
  part: PersonsPart,
): ActView[] {
  const header = { status: amendment.status, number: null };
  return describeActs({ ...definition, lifecycle: AMENDMENT }, header, principal, part, OF_AMENDMENTS);
}
