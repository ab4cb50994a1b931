import { PATHS } from './desk.js';
import type { Counts } from './properties.js';

const BOTH = [
  ...Object.keys(PATHS).map((kind) => `create ${kind}`),
  ...['take up', 'submit', 'approve', 'reject', 'withdraw', 'void', 'close', 'settle', 'reimburse'],
  ...['edit', 'delete', 'amend'],
];
/** What even a few acts come to. */
const AT_LEAST = ['submit done', 'submit refused', 'approve done', 'approve refused'];

/** What random acts must have come to, and have not: in the whole, each kind of act happens, and is refused. */
export const unseen = (happened: Counts, isWhole: boolean): string[] => {
  const both = BOTH.flatMap((name) => [`${name} done`, `${name} refused`]);
  const wanted = isWhole ? [...both, 'pry refused', 'release done', 'release some done'] : AT_LEAST;
  return wanted.filter((what) => !happened.has(what));
};
