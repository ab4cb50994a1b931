import type { World } from '../../../support/world.js';
import { GOODS } from './goods.js';
import { CHAINS } from './ledgers.js';
import { MONEY } from './money.js';
import { PAPERS } from './papers.js';

/**
 * The invariants of the books once more, each as one statement that answers what breaks it; written apart from the checks of
 * `guanxi verify`, so that one can be held against the other. What is not a matter of the books has its own place: there are
 * no serial numbers and lots yet (S4), and P1 is proved of every route. The seals themselves need the key (U1), so they are
 * left to `verify`.
 */
export const INVARIANTS: Readonly<Record<string, string>> = { ...GOODS, ...MONEY, ...PAPERS, ...CHAINS };

/** All of them as one statement, whose rows are what is broken. */
export const BROKEN = Object.entries(INVARIANTS)
  .map(([invariant, text]) => `SELECT '${invariant}: ' || x.id AS broken FROM (${text}) x(id)`)
  .join(' UNION ALL ');

/** Each broken invariant with what breaks it. */
export async function brokenIn(world: World): Promise<string[]> {
  return (await world.sqlAsApp(BROKEN)).map(({ broken }) => String(broken));
}
