import { describe, expect, it } from 'vitest';
import type { Approval, ApprovalTask } from '@/api/types';
import { approvalState, namesOf, waited } from './approval';

const person = (id: string) => ({ id, name: `Person ${id}` });
const task = (id: string, state: ApprovalTask['state']): ApprovalTask => ({
  id: `t${id}`,
  assignee: person(id),
  state,
  openedAt: state === 'open' ? '2026-10-19T09:00:00Z' : null,
  decidedAt: null,
  comment: null,
});
const approval: Approval = {
  id: 'a',
  revision: 1,
  kind: 'commitment',
  status: 'open',
  coveredBy: null,
  submittedBy: person('1'),
  submittedAt: '2026-10-19T08:00:00Z',
  completedAt: null,
  steps: [
    { no: 1, name: 'first', mode: 'any', tasks: [task('2', 'approved')] },
    { no: 2, name: 'second', mode: 'any', tasks: [task('3', 'open'), task('4', 'open')] },
    { no: 3, name: 'third', mode: 'any', tasks: [task('5', 'waiting')] },
  ],
};

describe('who decides', () => {
  it('is the open step, with the one after it', () => {
    const state = approvalState(approval, [person('1')], '4');
    expect(state).toMatchObject({ index: 1, author: false, submitter: false, since: '2026-10-19T09:00:00Z' });
    expect(namesOf(state.waiting.map((item) => item.assignee))).toBe('Person 3、Person 4');
    expect(state.next?.name).toBe('third');
    expect(state.mine?.assignee.id).toBe('4');
  });
  it('is never an author', () => {
    expect(approvalState(approval, [person('1')], '1')).toMatchObject({
      mine: undefined,
      author: true,
      submitter: true,
    });
  });
  it('counts how long it has waited', () => {
    const now = new Date('2026-10-19T11:14:00Z');
    expect(waited('2026-10-19T09:00:00Z', now)).toMatchObject({ unit: 'hours', h: 2, m: 14 });
    expect(waited('2026-10-19T11:00:00Z', now)).toMatchObject({ unit: 'minutes', n: 14 });
    expect(waited('2026-10-14T11:00:00Z', now)).toMatchObject({ unit: 'days', n: 5 });
  });
});
