import { permissionOf, type FieldRule } from '@guanxi/shared/kernel';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { ListSpec } from '../../../src/kernel/lists/list.js';
import type { Actor } from '../../support/actor.js';
import type { World } from '../../support/world.js';

/** Ways in which a field is kept from somebody. */
export const KEPT = ['hidden', 'masked'] as const satisfies readonly FieldRule[];
export type Kept = (typeof KEPT)[number];

/** Somebody who holds every permission and sees every row, but for whom each sensitive field of some lists is hidden or masked. */
export async function clerkOf(world: World, lists: readonly ListSpec[], kept: Kept): Promise<Actor> {
  const { items } = await world.admin.get<{ items: { code: string }[] }>('system/permissions');
  const rules = lists.map(({ definition }): [string, Record<string, string>] => [
    definition.type,
    Object.fromEntries(definition.sensitive.map((field) => [field, kept])),
  ]);
  const role = await world.admin.create('system/roles', {
    ...{ name: 'Sees no secrets', permissions: items.map(({ code }) => code) },
    scopes: Object.fromEntries(
      world.app
        .get(ListRegistry)
        .all()
        .map(({ definition }) => [definition.module, 'all']),
    ),
    fieldRules: Object.fromEntries(rules),
  });
  // Whoever could read nothing would be told nothing.
  const missing = lists
    .map(({ definition }) => permissionOf(definition, 'read'))
    .filter((code) => !role['permissions'].includes(code));
  if (missing.length > 0) throw new Error(`no permission ${missing.join()}`);
  return world.colleague('Clerk', { roleIds: [role.id] });
}
