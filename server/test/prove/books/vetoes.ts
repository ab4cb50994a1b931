import type { ProblemCode } from '@guanxi/shared/kernel';

/** Why something must be refused, and the problems that say so. */
export const VETOES = {
  'not in such a state': ['document.state'],
  'it has a number': ['record.in-use'],
  'what it came from has ended': ['document.source'],
  'more than is quoted': ['fulfilment.exceeded'],
  'more than is ordered': ['fulfilment.exceeded'],
  'more than is delivered': ['fulfilment.exceeded'],
  'not enough in stock': ['stock.insufficient'],
  'more than was received': ['settlement.exceeded'],
  'more than is owed': ['settlement.exceeded'],
  'nothing is owed': ['fulfilment.source'],
  'spent more than it is': ['receipt.overspent'],
  'something depends on it': ['document.depended-on'],
  'the money is gone': ['fund.insufficient'],
  'nothing changes': ['amendment.unchanged'],
  'below what is done': ['amendment.below-done'],
  'an author decides': ['approval.author'],
  'not asked to decide': ['approval.not-yours'],
  'not who submitted it': ['approval.not-submitter'],
  'its period is closed': ['period.closed'],
  'out of sight': ['record.not-found'],
  'no such thing': ['record.unknown'],
  'no such line': ['fulfilment.source'],
} as const satisfies Record<string, readonly ProblemCode[]>;

/** Nothing when it must happen. */
export type Veto = keyof typeof VETOES | undefined;
