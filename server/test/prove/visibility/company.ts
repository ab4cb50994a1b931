import { MODULES, SCOPES, type ResourceDefinition, type Scope } from '@guanxi/shared/kernel';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, prepare, recordOf, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';

/** Whose records the viewer sees under each scope. */
export const SEEN: Readonly<Record<Scope, readonly string[]>> = {
  own: ['Viewer'],
  subordinates: ['Viewer', 'Junior', 'Trainee'],
  department: ['Viewer', 'Peer'],
  'department-below': ['Viewer', 'Peer', 'Junior', 'East'],
  departments: ['Viewer', 'Trainee', 'Clerk'],
  all: ['Viewer', 'Peer', 'Junior', 'Trainee', 'East', 'Clerk', 'Stranger'],
};
export { SCOPES };

/** What one person owns: a customer of their own, and a record of each resource about it. */
export interface Property {
  readonly person: Actor;
  readonly records: ReadonlyMap<string, Shown>;
}

interface Owned {
  /** By the name of the owner. */
  readonly properties: ReadonlyMap<string, Property>;
  /** What a stranger owns about the viewer's customer. */
  readonly crossed: ReadonlyMap<string, Shown>;
}

/** A company of seven people around one viewer, each of whom owns a record of every resource that has owners. */
export class Company {
  private constructor(
    readonly world: World,
    readonly ground: Ground,
    readonly viewer: Actor,
    readonly resources: readonly ResourceDefinition[],
    private readonly owned: Owned,
    private readonly roleId: string,
  ) {}

  get properties(): Owned['properties'] {
    return this.owned.properties;
  }

  get crossed(): Owned['crossed'] {
    return this.owned.crossed;
  }

  static async found(): Promise<Company> {
    const world = await World.start();
    try {
      return await Company.fill(world);
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  private static async fill(world: World): Promise<Company> {
    const ground = await prepare(world);
    const { people, roleId } = await staff(world);
    const definitions = world.app
      .get(ListRegistry)
      .all()
      .map((list) => list.definition);
    const resources = [...new Map(definitions.map((one) => [one.type, one])).values()].filter(
      (one) => one.scope === 'owner',
    );
    const properties = new Map<string, Property>();
    for (const [name, person] of people) properties.set(name, await propertyOf(ground, person, name, resources));
    const customer = properties.get('Viewer')!.records.get('customer')!;
    const crossed = await recordsAbout({ ...ground, customer }, people.get('Stranger')!, resources);
    return new Company(world, ground, people.get('Viewer')!, resources, { properties, crossed }, roleId);
  }

  /** The same scope in every module. */
  async scopeTo(scope: Scope): Promise<void> {
    const { admin } = this.world;
    const role = await admin.get(`system/roles/${this.roleId}`);
    await admin.change('system/roles', role, { scopes: scopesOf(scope) });
  }

  record(owner: string, type: string): Shown {
    return this.properties.get(owner)!.records.get(type)!;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }
}

const scopesOf = (scope: Scope): Record<string, Scope> => Object.fromEntries(MODULES.map((module) => [module, scope]));

async function staff(world: World): Promise<{ people: Map<string, Actor>; roleId: string }> {
  const { admin } = world;
  const sales = await admin.create('system/departments', { code: 'S', name: 'Sales' });
  const east = await admin.create('system/departments', { code: 'E', name: 'Sales East', parentId: sales.id });
  const finance = await admin.create('system/departments', { code: 'F', name: 'Finance' });
  const { items } = await admin.get<{ items: { code: string }[] }>('system/permissions');
  const permissions = items.map(({ code }) => code);
  const role = await admin.create('system/roles', {
    ...{ name: 'Viewer', permissions, scopes: scopesOf('all'), scopeDepartmentIds: [finance.id] },
  });
  const viewer = await world.colleague('Viewer', { departmentId: sales.id, roleIds: [role.id] });
  const junior = await world.colleague('Junior', { departmentId: east.id, superiorId: viewer.id });
  const people = new Map([
    ['Viewer', viewer],
    ['Peer', await world.colleague('Peer', { departmentId: sales.id })],
    ['Junior', junior],
    ['Trainee', await world.colleague('Trainee', { departmentId: finance.id, superiorId: junior.id })],
    ['East', await world.colleague('East', { departmentId: east.id })],
    ['Clerk', await world.colleague('Clerk', { departmentId: finance.id })],
    ['Stranger', await world.colleague('Stranger')],
  ]);
  return { people, roleId: role.id };
}

/** The word by which the customer of a person is searched. */
export const wordOf = (name: string): string => `Zx${name.toLowerCase()}`;

/** Resources whose records come with a document of the same id. */
const COMES_WITH: Readonly<Record<string, { type: string; path: string }>> = {
  receivable: { type: 'opening-balance', path: 'sales-orders/opening-balances' },
};

/** A record of each resource that a person makes about a customer. */
async function recordsAbout(
  ground: Ground,
  person: Actor,
  resources: readonly ResourceDefinition[],
): Promise<Map<string, Shown>> {
  const records = new Map<string, Shown>([['customer', ground.customer]]);
  for (const resource of resources.filter((one) => one.type !== 'customer')) {
    const source = COMES_WITH[resource.type];
    const record = source
      ? await approved(ground, source.path, await recordOf(ground, source, person))
      : await recordOf(ground, resource, person);
    records.set(resource.type, record);
  }
  return records;
}

async function propertyOf(
  ground: Ground,
  person: Actor,
  name: string,
  resources: readonly ResourceDefinition[],
): Promise<Property> {
  const customer = await ground.world.admin.create('customers', { name: `${wordOf(name)} Ltd`, ownerId: person.id });
  const records = await recordsAbout({ ...ground, customer }, person, resources);
  await ground.world.admin.send('post', `customers/${customer.id}/comments`, { text: `About ${name}` });
  return { person, records };
}
