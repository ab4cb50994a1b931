import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Actor } from '../../support/actor.js';
import type { Company } from './company.js';
import type { Sight } from './sight.js';

type Telling = 'nothing' | 'ids' | 'everything';

/**
 * Resources that everybody with the permission sees whole, and how much of what other people own they tell: nothing, as
 * settings do; only by which document something moved, by its id; or everything, to whoever may read over everybody's shoulder.
 */
export const UNOWNED: Readonly<Record<string, Telling>> = {
  ...{ company: 'nothing', department: 'nothing', user: 'nothing', team: 'nothing', role: 'nothing' },
  ...{ 'approval-flow': 'nothing', 'numbering-rule': 'nothing', dictionary: 'nothing', currency: 'nothing' },
  ...{ 'tax-rate': 'nothing', 'fund-account': 'nothing', period: 'nothing', 'login-log': 'nothing' },
  ...{ category: 'nothing', product: 'nothing', warehouse: 'nothing', stock: 'nothing' },
  ...{ demand: 'ids', 'stock-ledger': 'ids', 'fund-ledger': 'ids' },
  'audit-log': 'everything',
};

const unowned = ({ world }: Company): ResourceDefinition[] => [
  ...new Map(
    world.app
      .get(ListRegistry)
      .all()
      .filter(({ definition }) => definition.scope !== 'owner')
      .map(({ definition }) => [definition.type, definition]),
  ).values(),
];

/** Resources without owners that nobody has decided on, and those decided on that are no more. */
export function undecided(company: Company): string[] {
  const types = unowned(company).map(({ type }) => type);
  return [
    ...types.filter((type) => !(type in UNOWNED)),
    ...Object.keys(UNOWNED).filter((type) => !types.includes(type)),
  ];
}

/** What resources without owners tell of documents and customers out of sight, beyond what they are allowed to. */
export async function unownedFindings(
  company: Company,
  sight: Sight,
  viewer: Actor,
  allowed: Readonly<Record<string, Telling>> = UNOWNED,
): Promise<string[]> {
  const findings: string[] = [];
  for (const { type, path, actions } of unowned(company)) {
    if (allowed[type] === 'everything') continue;
    for (const accept of ['application/json', ...(actions.includes('export') ? ['text/csv'] : [])]) {
      const { status, text } = await viewer.send('get', `${path}?limit=200`, undefined, { Accept: accept });
      if (status !== 200) findings.push(`${type} | answers ${status}`);
      const asked = allowed[type] === 'ids' ? withoutWords(text) : '';
      const told = sight.strangersIn(text, asked);
      if (told.length > 0) findings.push(`${type} | ${accept} | tells ${told.join(', ')}`);
    }
  }
  return findings;
}

/** The ids of an answer, which are no secret there. */
const withoutWords = (text: string): string => (text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []).join();
