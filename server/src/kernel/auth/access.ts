import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { permissionOf, type ResourceDefinition } from '@guanxi/shared/kernel';

export const ACCESS = Symbol('access');

/** What a route asks of its caller. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'permission'; readonly permission: string; readonly definition: ResourceDefinition };

/** Open to everybody: a closed list of at most six routes. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Open to every signed-in user, because it shows or changes only what is their own. */
export const SignedIn = (): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, { kind: 'signed-in' } satisfies Access), ApiBearerAuth());

/** Open to holders of a permission on a resource. */
export const Can = (definition: ResourceDefinition, action: string): MethodDecorator => {
  const permission = permissionOf(definition, action);
  if (!definition.actions.includes(action)) throw new Error(`${permission} is not an action of the resource`);
  return applyDecorators(
    SetMetadata(ACCESS, { kind: 'permission', permission, definition } satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
  );
};
