import type { Approval, ApprovalStep, ApprovalTask, DocumentView, RecordView, Ref } from '@/api/types';
import { listed } from '@/ui/format';

export interface ApprovalState {
  /** The step that decides now; undefined once all are done. */
  step?: ApprovalStep;
  index: number;
  waiting: ApprovalTask[];
  next?: ApprovalStep;
  /** The task of this person, if the decision is theirs. */
  mine?: ApprovalTask;
  author: boolean;
  submitter: boolean;
  since: string;
  rejected?: ApprovalTask;
}

const isOpen = (task: ApprovalTask) => task.state === 'open';
export const namesOf = (people: (Ref | null)[]): string =>
  listed(people.filter((person) => person !== null).map((person) => person.name));

/** Whether the document's content may be changed: while it is a draft, or was rejected. */
export const isEditable = (view: RecordView): boolean =>
  (view as Partial<DocumentView>).acts?.some(({ act }) => act === 'edit') ?? false;

/** Whether what was submitted, the document or its amendment, waits for somebody; else it took effect at once. */
export const awaitsDecision = (view: RecordView): boolean =>
  ((view as Partial<DocumentView>).amendment?.status ?? view['status']) === 'pending';

/** What has become of a record by an act, as the words for it are named. */
export const outcomeOf = (act: string, view: RecordView): string =>
  act === 'submit' && !awaitsDecision(view) ? 'at-once' : act;

/** Who decides, since when, what follows, and whether this person may. */
export function approvalState(approval: Approval, authors: Ref[], userId: string | undefined): ApprovalState {
  const index = approval.steps.findIndex((step) => step.tasks.some(isOpen));
  const step = approval.steps[index];
  const waiting = step?.tasks.filter(isOpen) ?? [];
  return {
    step,
    index,
    waiting,
    next: approval.steps[index + 1],
    mine: waiting.find((task) => task.assignee.id === userId),
    author: authors.some((author) => author.id === userId),
    submitter: approval.submittedBy.id === userId,
    since: waiting[0]?.openedAt ?? approval.submittedAt,
    rejected: approval.steps.flatMap((item) => item.tasks).find((task) => task.state === 'rejected'),
  };
}

export type Waited = { unit: 'minutes' | 'hours' | 'days'; n: number; h: number; m: number };

export function waited(since: string, now = new Date()): Waited {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h >= 48) return { unit: 'days', n: Math.floor(h / 24), h, m };
  return h > 0 ? { unit: 'hours', n: h, h, m } : { unit: 'minutes', n: m, h, m };
}
