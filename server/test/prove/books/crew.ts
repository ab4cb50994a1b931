import type { Actor, Shown } from '../../support/actor.js';
import type { World } from '../../support/world.js';

/** Who acts on the documents of a desk. */
export interface Crew {
  /** They write and submit. */
  readonly makers: readonly [Actor, Actor];
  /** Whoever is asked to decide. */
  readonly decider: Actor;
  /** Has every right that it takes, but sees only what is their own, and nothing here is. */
  readonly stranger: Actor;
}

const TYPES = [
  ...['quotation', 'sales-order', 'delivery', 'sales-invoice', 'receipt', 'opening-balance'].map(
    (type) => `sales-orders.${type}`,
  ),
  ...['inventory.stock-entry', 'inventory.stock-issue', 'office.expense'],
];
const ACTIONS = ['read', 'update', 'delete', 'submit', 'void'];
/** The last day of the books that are closed. */
export const CLOSED = '2019-12-31';

/** Two who write, one who decides, one who sees nothing; and years that are closed. */
export async function hireCrew(world: World): Promise<Crew> {
  const { admin, second } = world;
  const { roleIds } = await admin.get(`system/users/${admin.id}`);
  const role = await admin.create('system/roles', {
    ...{ name: 'Sees own', permissions: TYPES.flatMap((type) => ACTIONS.map((action) => `${type}.${action}`)) },
    scopes: { 'sales-orders': 'own', inventory: 'own', office: 'own' },
  });
  const partner = await world.colleague('Lin Hao', { roleIds, superiorId: second.id });
  const stranger = await world.colleague('Xu Jing', { roleIds: [role.id] });
  const [period] = (await admin.get<{ items: Shown[] }>('system/periods')).items;
  await admin.change('system/periods', period!, { closedThrough: CLOSED });
  return { makers: [admin, partner], decider: second, stranger };
}
