import { randomUUID } from 'node:crypto';
import { Random } from '../../src/demo/stage/random.js';
import { SCOPES, type Company, type Member, type ScopeName } from './company.js';
import { LEVELS } from './customers.js';
import { Deliveries } from './deliveries.js';
import type { Supply } from '../support/load.js';
import { Names, namesFile } from './names.js';
import { inDatabase } from '../support/in-database.js';
import type { Site } from './sites.js';

export const KINDS = ['list', 'read', 'create', 'order', 'delivery'] as const;
export type Kind = (typeof KINDS)[number];

/** Something that both servers are asked to do. */
export interface Case {
  readonly kind: Kind;
  /** Reads are measured for each scope by itself; in writes the four people take turns. */
  readonly scope: ScopeName | 'each';
  readonly site: Site;
  /** What both servers need before each round. */
  prepare?(seconds: number): Promise<void>;
  ours(): Promise<Supply>;
  bare(): Supply;
}

const API = '/api/v1';
const PAGE = 20;
const SEED = 7;
/** So many customers of each scope are read and ordered for. */
const KNOWN = 2000;
const LINES = 3;

const turns = <Item>(items: readonly Item[]): (() => Item) => {
  let turn = 0;
  return () => items[turn++ % items.length]!;
};

/** The four people with the header of a token that is good for the round. */
const authorized = (members: readonly Member[]): Promise<(Member & { authorization: string })[]> =>
  Promise.all(members.map(async (member) => ({ ...member, authorization: await member.person.authorization() })));

/** A page of customers of one level, the newest first. */
function listCase(site: Site, member: Member): Case {
  const random = new Random(SEED, `list ${member.scope}`);
  return {
    ...{ kind: 'list', scope: member.scope, site },
    ours: async () => {
      const authorization = await member.person.authorization();
      const path = (): string => `${API}/customers?level=${random.pick(LEVELS)}&limit=${PAGE}`;
      return () => ({ method: 'GET', path: path(), headers: { authorization } });
    },
    bare: () => () => ({ method: 'GET', path: `/customers?level=${random.pick(LEVELS)}` }),
  };
}

function readCase(site: Site, member: Member, ids: readonly string[]): Case {
  const random = new Random(SEED, `read ${member.scope}`);
  return {
    ...{ kind: 'read', scope: member.scope, site },
    ours: async () => {
      const authorization = await member.person.authorization();
      return () => ({ method: 'GET', path: `${API}/customers/${random.pick(ids)}`, headers: { authorization } });
    },
    bare: () => () => ({ method: 'GET', path: `/customers/${random.pick(ids)}` }),
  };
}

function createCase(site: Site, { members }: Company): Case {
  const random = new Random(SEED, 'create');
  const names = new Names(namesFile());
  const body = (): object => ({ name: names.next(random), level: random.pick(LEVELS), phone: '0512-65432100' });
  return {
    ...{ kind: 'create', scope: 'each', site },
    ours: async () => {
      const next = turns(await authorized(members));
      return () => ({ method: 'POST', path: `${API}/customers`, headers: once(next()), body: body() });
    },
    bare: () => {
      const next = turns(members);
      return () => ({ method: 'POST', path: '/customers', body: { ...body(), ownerId: next().person.id } });
    },
  };
}

/** A write that is sent once. */
const once = ({ authorization }: { authorization: string }): Record<string, string> => ({
  ...{ authorization, 'idempotency-key': randomUUID() },
});

function orderCase(site: Site, { members, productIds, warehouseId }: Company, known: Known): Case {
  const random = new Random(SEED, 'order');
  const body = ({ scope }: Member): object => ({
    ...{ customerId: random.pick(known.get(scope)!), warehouseId },
    lines: random.sample(productIds, LINES).map((productId) => ({ productId, quantity: `${random.between(1, 9)}` })),
  });
  return {
    ...{ kind: 'order', scope: 'each', site },
    ours: async () => {
      const next = turns(await authorized(members));
      return () => {
        const member = next();
        return { method: 'POST', path: `${API}/sales-orders`, headers: once(member), body: body(member) };
      };
    },
    bare: () => {
      const next = turns(members);
      return () => {
        const member = next();
        return { method: 'POST', path: '/orders', body: { ...body(member), ownerId: member.person.id } };
      };
    },
  };
}

function deliveryCase(site: Site, company: Company, known: Known): Case {
  const deliveries = new Deliveries(site, company, known.get('all')!);
  return {
    ...{ kind: 'delivery', scope: 'each', site },
    prepare: (seconds) => deliveries.prepare(seconds),
    ours: async () => {
      const headers = new Map((await authorized(company.members)).map((member) => [member.scope, member]));
      return () => {
        const waiting = deliveries.waiting.pop();
        return (
          waiting && {
            ...{ method: 'POST', path: `${API}/sales-orders/deliveries/${waiting.id}/approve`, body: {} },
            headers: { ...once(headers.get(waiting.scope)!), 'if-match': `"${waiting.version}"` },
          }
        );
      };
    },
    bare: () => () => {
      const id = deliveries.copies.pop();
      return id === undefined ? undefined : { method: 'POST', path: `/deliveries/${id}/approve`, body: {} };
    },
  };
}

/** Ids of customers by the scope that shows them. */
type Known = ReadonlyMap<ScopeName, readonly string[]>;

function knownOf({ databaseUrl }: Site, { members }: Company): Promise<Known> {
  return inDatabase(databaseUrl, async (database) => {
    const known = new Map<ScopeName, string[]>();
    for (const { scope, owners } of members) {
      const { rows } = await database.query<{ id: string }>(
        `SELECT id FROM customer WHERE $1::uuid[] IS NULL OR owner_id = ANY($1) ORDER BY md5(code) LIMIT ${KNOWN}`,
        [owners],
      );
      known.set(
        scope,
        rows.map(({ id }) => id),
      );
    }
    return known;
  });
}

/**
 * What is measured, and what takes turns: lists of both sizes are compared with each other. Reads come before writes:
 * customers that are added would be the newest ones of their owners.
 */
export async function casesOf(
  company: Company,
  small: Site,
  large: Site,
  kinds: ReadonlySet<string>,
): Promise<Case[][]> {
  const known = await knownOf(large, company);
  const { members } = company;
  const ofEach = (make: (member: Member) => Case[]): Case[][] =>
    SCOPES.map((scope) => make(members.find((member) => member.scope === scope)!));
  const all = [
    ...ofEach((member) => [small, large].map((site) => listCase(site, member))),
    ...ofEach((member) => [readCase(large, member, known.get(member.scope)!)]),
    ...[createCase(large, company), orderCase(large, company, known), deliveryCase(large, company, known)].map(
      (one) => [one],
    ),
  ];
  return all.filter(([first]) => kinds.has(first!.kind));
}
