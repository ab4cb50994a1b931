import { MODULES, SCOPES, type ResourceDefinition, type Scope } from '@guanxi/shared/kernel';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Actor, Shown } from '../../support/actor.js';
import { prepare, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { NUMBERED, propertyOf, recordsAbout, takes, talkedAbout, type Property } from './belongings.js';
import { standingOf, type Standing } from './standing.js';

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

type Scopes = Readonly<Record<string, Scope>>;

interface Owned {
  /** By the name of the owner. */
  readonly properties: ReadonlyMap<string, Property>;
  /** What a stranger owns about the viewer's customer. */
  readonly crossed: ReadonlyMap<string, Shown>;
  readonly standing: Standing;
}

interface Known {
  readonly id: string;
  readonly owner: string;
  readonly resource: ResourceDefinition;
  readonly number: string | undefined;
}

/** A company of seven people around one viewer, each of whom owns a record of every resource that has owners. */
export class Company {
  private all: readonly Known[] | undefined;

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

  get standing(): Standing {
    return this.owned.standing;
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
    const viewer = people.get('Viewer')!;
    const definitions = world.app
      .get(ListRegistry)
      .all()
      .map((list) => list.definition);
    const resources = [...new Map(definitions.map((one) => [one.type, one])).values()].filter(
      (one) => one.scope === 'owner',
    );
    const properties = new Map<string, Property>();
    for (const [name, person] of people) {
      const property = await propertyOf(ground, person, name, resources);
      properties.set(name, await talkedAbout(ground, property, name, resources, viewer));
    }
    const customerOf = (name: string): Shown => properties.get(name)!.records.get('customer')!;
    const crossed = await recordsAbout(
      { ...ground, customer: customerOf('Viewer') },
      people.get('Stranger')!,
      resources,
    );
    const standing = await standingOf({ ground, people, customerOf });
    return new Company(world, ground, viewer, resources, { properties, crossed, standing }, roleId);
  }

  /** The same scope in every module, or one for each. */
  async scopeTo(scope: Scope | Scopes): Promise<void> {
    const { admin } = this.world;
    const role = await admin.get(`system/roles/${this.roleId}`);
    await admin.change('system/roles', role, { scopes: typeof scope === 'string' ? scopesOf(scope) : scope });
  }

  record(owner: string, type: string): Shown {
    return this.properties.get(owner)!.records.get(type)!;
  }

  /** Records of which it is known whose they are. */
  known(): readonly Known[] {
    return (this.all ??= this.listed());
  }

  private listed(): Known[] {
    const knownAs = (owner: string, type: string, { id, number }: Shown): Known => {
      const resource = this.resources.find((one) => one.type === type)!;
      return { id, owner, resource, number: (number as string | null | undefined) ?? undefined };
    };
    const { orders, quotation } = this.standing;
    return [
      ...[...this.properties].flatMap(([owner, { records }]) =>
        [...records].map(([type, record]) => knownAs(owner, type, record)),
      ),
      ...[...this.crossed]
        // A contact belongs to whoever looks after its customer.
        .filter(([type]) => type !== 'customer' && type !== 'contact')
        .map(([type, record]) => knownAs('Stranger', type, record)),
      ...[...orders].map(([owner, record]) => knownAs(owner, 'sales-order', record)),
      knownAs('Viewer', 'quotation', quotation),
    ];
  }

  /** Numbers of what is found by nothing else, by the ids of the records. */
  get numbers(): ReadonlyMap<string, string> {
    const numbered = [...this.properties.values()].flatMap(({ records }) =>
      NUMBERED.map(({ type }) => records.get(type)!),
    );
    return new Map(numbered.map(({ id, number }) => [id, number as string]));
  }

  /** Whether people can say something about records of a resource. */
  isTalkedAbout(resource: ResourceDefinition): boolean {
    return takes('comments', resource);
  }

  stop(): Promise<void> {
    return this.world.stop();
  }
}

const scopesOf = (scope: Scope): Scopes => Object.fromEntries(MODULES.map((module) => [module, scope]));

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
