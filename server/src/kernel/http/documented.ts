import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtension,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
} from '@nestjs/swagger';
import type { ResourceDefinition } from '@guanxi/shared/kernel';

export const toCamel = (type: string): string => type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Names a class that a function made, for logs and the documentation. */
export function named(type: Type, name: string): Type {
  Object.defineProperty(type, 'name', { value: name });
  return type;
}

const operation = (definition: ResourceDefinition, verb: string): MethodDecorator =>
  ApiOperation({ operationId: `${toCamel(definition.type)}.${verb}` });

const pages = new Map<Type, Type>();

/** The class that documents a page of rows. */
function pageOf(view: Type): Type {
  const known = pages.get(view);
  if (known) return known;
  class PageView {
    @ApiProperty({ type: () => [view] }) items!: object[];
    @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
    @ApiProperty({ type: 'integer', required: false }) total?: number;
    @ApiProperty({ required: false, description: 'True when counting stopped at 1,000' }) totalIsCapped?: boolean;
  }
  Object.defineProperty(PageView, 'name', { value: `${view.name.replace(/View$/, '')}Page` });
  pages.set(view, PageView);
  return PageView;
}

/** The documentation of the standard verbs; list parameters are added when the document is made, from the list itself. */
export const ApiList = (definition: ResourceDefinition, view: Type): MethodDecorator =>
  applyDecorators(
    operation(definition, 'list'),
    ApiOkResponse({ type: pageOf(view) }),
    ApiExtension('x-list', definition.type),
  );
export const ApiGet = (definition: ResourceDefinition, view: Type, verb = 'get'): MethodDecorator =>
  applyDecorators(operation(definition, verb), ApiOkResponse({ type: view }));
export const ApiCreate = (definition: ResourceDefinition, view: Type, verb = 'create'): MethodDecorator =>
  applyDecorators(operation(definition, verb), ApiCreatedResponse({ type: view }));
export const ApiUpdate = (definition: ResourceDefinition, view: Type, verb = 'update'): MethodDecorator =>
  applyDecorators(operation(definition, verb), ApiOkResponse({ type: view }));
export const ApiRemove = (definition: ResourceDefinition, verb = 'remove'): MethodDecorator =>
  applyDecorators(operation(definition, verb), ApiNoContentResponse());
