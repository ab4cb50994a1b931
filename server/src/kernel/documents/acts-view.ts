import { DOCUMENT_ACTS, type DocumentAct, type DocumentDefinition, type DocumentState } from '@guanxi/shared/documents';
import { permissionOf, type ProblemCode } from '@guanxi/shared/kernel';
import { may, type Principal } from '../context/principal.js';

/** An act that the document's state offers, and why this user may not do it, if so. */
export interface ActView {
  readonly act: DocumentAct;
  readonly allowed: boolean;
  readonly reason?: ProblemCode;
}

const PERMISSION: Record<DocumentAct, string> = {
  edit: 'update',
  delete: 'delete',
  submit: 'submit',
  withdraw: 'submit',
  approve: 'approve',
  reject: 'approve',
  transfer: 'approve',
  close: 'close',
  void: 'void',
  copy: 'create',
};
const DECISIONS: readonly DocumentAct[] = ['approve', 'reject', 'transfer'];

/** What the acting user can do to a document now; decisions are shown to authors too, with the reason why not. */
export function describeActs(
  definition: DocumentDefinition,
  header: Readonly<Record<string, unknown>>,
  principal: Principal,
  part: { canDecide: boolean; isAuthor: boolean; isSubmitter: boolean },
): ActView[] {
  const status = header['status'] as DocumentState;
  return DOCUMENT_ACTS.filter((act) => definition.lifecycle[act]?.from.includes(status)).flatMap((act): ActView[] => {
    if (DECISIONS.includes(act)) {
      if (part.isAuthor) return act === 'approve' ? [{ act, allowed: false, reason: 'approval.author' }] : [];
      return part.canDecide ? [{ act, allowed: true }] : [];
    }
    if (act === 'delete' && header['number'] !== null) return [];
    if (act === 'withdraw' && !part.isSubmitter) return [];
    const allowed = may(principal, permissionOf(definition, PERMISSION[act]));
    return [allowed ? { act, allowed } : { act, allowed, reason: 'access.denied' }];
  });
}
