import type { Act } from './attempts.js';
import { DECIDING } from './deciding.js';
import { amend, release } from './larger.js';
import { MAKING } from './making.js';

const { quote, order, delivery, invoice, balance, claim, receipt, takeUp, entry, issue } = MAKING;
const { submit, approve, reject, withdraw, takeBack, close, settle, reimburse, edit, remove, pry } = DECIDING;

const times = (count: number, act: Act): Act[] => Array.from({ length: count }, () => act);

const PAPERS: readonly Act[] = [
  ...[quote, quote, balance, claim, claim, takeUp, takeUp, entry, entry, issue, issue],
  ...times(5, order),
  ...times(7, delivery),
  ...times(5, invoice),
  ...times(2, receipt),
  ...[edit, remove, withdraw, pry],
];
const DECISIONS: readonly Act[] = [
  ...times(14, approve),
  ...times(2, takeBack),
  ...times(3, settle),
  ...times(2, reimburse),
  ...[release, release, amend, amend, close, reject],
];

/** Everything that is tried, what moves things on more often. */
export const ACTS: readonly Act[] = [...PAPERS, ...times(14, submit), ...DECISIONS];
/** What many do at the same time: first papers pile up, then much is decided at once. */
export const PREPARING: readonly Act[] = [...PAPERS, ...times(8, submit)];
export const PRESSING: readonly Act[] = DECISIONS;
