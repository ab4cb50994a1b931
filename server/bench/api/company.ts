import { MODULES } from '@guanxi/shared/kernel';
import { Api, type Person } from '../support/client.js';
import { addUser, foundCompany, loginOf } from '../support/people.js';
import type { Owners } from './customers.js';

/** Enough that those who release at the same time seldom wait for the same balance. */
const PRODUCTS = 500;
/** More than every measurement together takes. */
const IN_STOCK = '10000000';
const TEAM = { many: 20, old: 3, others: 36 };

export const SCOPES = ['many', 'few', 'old', 'all'] as const;
/** What somebody sees: half of the customers, a hundred, the oldest ones only, all. */
export type ScopeName = (typeof SCOPES)[number];

/** Somebody of a scope, with somebody who reports to them. */
export interface Member {
  readonly scope: ScopeName;
  readonly person: Person;
  /** Writes the documents that the person decides. */
  readonly clerk: Person;
  /** Whose rows they see; undefined for everybody's. */
  readonly owners: readonly string[] | undefined;
}

export interface Company {
  readonly api: Api;
  readonly members: readonly Member[];
  readonly owners: Owners;
  readonly productIds: readonly string[];
  readonly warehouseId: string;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** Makes the company through the API: people with their scopes, products, and plenty of stock. */
export async function makeCompany(api: Api, token: string): Promise<Company> {
  const place = { country: 'CN', timeZone: 'Asia/Shanghai', language: 'zh-CN', baseCurrency: 'CNY' };
  const { admin, second } = await foundCompany(api, token, { name: '量远贸易', ...place }, 'Director');
  const people = await hire(api, admin);
  const warehouse = await admin.create<Made>('inventory/warehouses', { code: 'MAIN', name: '主仓' });
  const productIds = await makeProducts(admin);
  const lines = productIds.map((productId) => ({ productId, quantity: IN_STOCK, unitCost: '70' }));
  const stock = 'inventory/stock-entries';
  const draft = await admin.create<Made>(stock, { warehouseId: warehouse.id, reason: 'opening', lines });
  const pending = await admin.change<Made>('POST', `${stock}/${draft.id}/submit`, draft.version);
  await second.change('POST', `${stock}/${draft.id}/approve`, pending.version);
  return { api, ...people, productIds, warehouseId: warehouse.id };
}

async function makeProducts(admin: Person): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= PRODUCTS; n += 1) {
    const body = { code: `P-${n}`, name: `伺服电机 ${n}`, unit: '台', taxRate: '13', salePrice: '100' };
    ids.push((await admin.create<Made>('inventory/products', body)).id);
  }
  return ids;
}

async function hire(api: Api, admin: Person): Promise<Pick<Company, 'members' | 'owners'>> {
  const roles = await makeRoles(admin);
  const roleOf = { many: roles.team, few: roles.own, old: roles.team, all: roles.all };
  const members: Member[] = [];
  for (const scope of SCOPES) {
    const person = await addUser(api, admin, { name: `Sees ${scope}`, roleIds: [roleOf[scope]] });
    const clerk = await addUser(api, admin, { name: `Clerk ${scope}`, roleIds: [roles.all], superiorId: person.id });
    const reports = scope === 'many' || scope === 'old' ? await team(admin, scope, roles.own, person.id) : [];
    const seen = scope === 'few' ? [person.id] : [person.id, clerk.id, ...reports];
    members.push({ scope, person, clerk, owners: scope === 'all' ? undefined : seen });
  }
  const others = await team(admin, 'others', roles.own, null);
  const [many, few, old] = members as [Member, Member, Member, Member];
  const reportsOf = ({ owners }: Member): string[] => owners!.slice(2);
  return { members, owners: { many: reportsOf(many), few: few.person.id, old: reportsOf(old), others } };
}

/** Owners of customers who never sign in. */
async function team(
  admin: Person,
  name: keyof typeof TEAM,
  roleId: string,
  superiorId: string | null,
): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= TEAM[name]; n += 1) {
    const person = { name: `Owner ${name} ${n}`, login: loginOf(`owner ${name} ${n}`), roleIds: [roleId], superiorId };
    ids.push((await admin.create<Made>('system/users', person)).id);
  }
  return ids;
}

/** What colleagues may do, in three scopes. */
async function makeRoles(admin: Person): Promise<{ all: string; team: string; own: string }> {
  const { items } = await admin.get<{ items: (Made & { builtIn: boolean; permissions: string[] })[] }>('system/roles');
  const { id, permissions } = items.find((role) => !role.builtIn)!;
  const make = async (name: string, scope: string): Promise<string> => {
    const scopes = Object.fromEntries(MODULES.map((module) => [module, scope]));
    return (await admin.create<Made>('system/roles', { name, permissions, scopes })).id;
  };
  return { all: id, team: await make('Team', 'subordinates'), own: await make('Own', 'own') };
}
