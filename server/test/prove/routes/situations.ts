import type { Shown } from '../../support/actor.js';
import { INPUTS, type Ground } from '../../support/factories.js';
import type { Refusal } from './judge.js';

/** What keeps a record that is no document from an act: the route, and the record that is in the way. */
export interface Situation {
  readonly route: string;
  readonly name: string;
  readonly id: string;
  readonly refusal: Refusal;
}

const FLOWS = 'system/approval-flows';
const USERS = 'system/users';
const ROLES = 'system/roles';
const INTERACTIONS = 'relations/interactions';
const CURRENCIES = 'system/currencies';
const IN_USE: Refusal = { status: 409, code: 'record.in-use' };
const inState = (state: string, act: string): Refusal => ({
  ...{ status: 409, code: 'document.state', facts: { state, act } },
});

/** Situations of one record: method, act below it, refusal. */
const of = (
  path: string,
  name: string,
  { id }: { id: string },
  ...refusals: [string, string, Refusal][]
): Situation[] =>
  refusals.map(([method, act, refusal]) => ({
    ...{ route: `${method} /api/v1/${path}/{id}${act && `/${act}`}`, name, id, refusal },
  }));

const administratorsOf = (roles: readonly Shown[]): Shown => roles.find((one) => one['builtIn'] === true)!;

/** Flows of one name: the draft of the administrator, what is in force, and what was before. */
async function flows({ world, ...ground }: Ground): Promise<Situation[]> {
  const { admin } = world;
  const roles = await admin.get<{ items: Shown[] }>(ROLES);
  const other = await world.colleague('Other', { roleIds: [administratorsOf(roles.items).id] });
  const input = INPUTS['approval-flow']!({ world, ...ground });
  const activated = async (): Promise<Shown> => admin.act(FLOWS, await other.create(FLOWS, input), 'activate');
  const retired = await activated();
  const active = await activated();
  const next = await admin.create(FLOWS, input);
  return [
    ...of(
      ...([FLOWS, 'a draft of one’s own', next] as const),
      ['POST', 'activate', { status: 403, code: 'approval.author' }],
      ['POST', 'retire', inState('draft', 'retire')],
    ),
    ...of(
      ...([FLOWS, 'a flow in force', active] as const),
      ['POST', 'activate', inState('active', 'activate')],
      ['DELETE', '', IN_USE],
    ),
    ...of(
      ...([FLOWS, 'a flow that was retired', retired] as const),
      ['POST', 'activate', inState('retired', 'activate')],
      ['POST', 'retire', inState('retired', 'retire')],
      ['DELETE', '', IN_USE],
    ),
  ];
}

/** Somebody who is out of use, and oneself. */
async function people({ world, ...ground }: Ground): Promise<Situation[]> {
  const { admin } = world;
  const user = (): Promise<Shown> => admin.create(USERS, INPUTS['user']!({ world, ...ground }));
  const inactive = await admin.act(USERS, await user(), 'deactivate');
  const archived = await admin.act(USERS, await user(), 'archive');
  const self: Refusal = { status: 422, code: 'user.self' };
  return [
    ...of(USERS, 'somebody out of use', inactive, ['POST', 'link', { status: 409, code: 'user.inactive' }]),
    ...of(USERS, 'somebody archived', archived, ['POST', 'link', { status: 422, code: 'record.archived' }]),
    ...of(USERS, 'oneself', admin, ['POST', 'deactivate', self], ['POST', 'archive', self], ['DELETE', '', self]),
  ];
}

async function others({ world, ...ground }: Ground): Promise<Situation[]> {
  const { admin } = world;
  const roles = await admin.get<{ items: Shown[] }>(ROLES);
  const currencies = await admin.get<{ items: Shown[] }>(`${CURRENCIES}?code=CNY`);
  const { nextStep: _step, nextDate: _date, ...input } = INPUTS['interaction']!({ world, ...ground });
  const plain = await admin.create(INTERACTIONS, input);
  return [
    ...of(
      ...([ROLES, 'the role of administrators', administratorsOf(roles.items)] as const),
      ['PATCH', '', IN_USE],
      ['DELETE', '', IN_USE],
      ['POST', 'archive', IN_USE],
      ['POST', 'restore', IN_USE],
    ),
    ...of(...([CURRENCIES, 'the currency of the company', currencies.items[0]!] as const), [
      'POST',
      'rates',
      { status: 422, code: 'currency.base' },
    ]),
    ...of(...([INTERACTIONS, 'an interaction without a next step', plain] as const), [
      'POST',
      'done',
      { status: 422, code: 'interaction.no-next-step' },
    ]),
  ];
}

/** Brings records that are no documents into states that acts do not start from. */
export const situationsOf = async (ground: Ground): Promise<Situation[]> => [
  ...(await flows(ground)),
  ...(await people(ground)),
  ...(await others(ground)),
];

/** Acts on records that are no documents and start from every state, as what is so already stays as it is. */
export const FROM_EVERY_STATE: readonly RegExp[] = [
  /\/(archive|restore)$/,
  /^POST \/api\/v1\/system\/users\/\{id\}\/activate$/,
];
