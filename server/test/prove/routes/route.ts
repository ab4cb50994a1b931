import { readFileSync } from 'node:fs';
import type { ResourceDefinition } from '@guanxi/shared/kernel';

/** As much of a JSON schema as the cases need. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly security?: readonly unknown[];
  readonly 'x-permission'?: string;
  readonly 'x-list'?: string;
}

/** A route of the API as the OpenAPI document has it. */
export interface Route {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly name: string;
  readonly isPublic: boolean;
  readonly permission: string | undefined;
  readonly isList: boolean;
  readonly parameters: readonly string[];
  readonly filters: readonly Parameter[];
  readonly needsVersion: boolean;
  readonly isUpload: boolean;
  /** Name of the class of its JSON body, with the schema. */
  readonly body: { readonly name: string; readonly schema: Schema } | undefined;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const document = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8')) as OpenApi;

/** The class that a reference names. */
export const nameOf = (ref: string): string => ref.split('/').at(-1)!;

/** The schema behind a reference. */
export const resolve = (schema: Schema): Schema =>
  schema.$ref ? document.components.schemas[nameOf(schema.$ref)]! : schema;

function routeOf(path: string, method: string, operation: Operation): Route {
  const parameters = operation.parameters ?? [];
  const content = operation.requestBody?.content ?? {};
  const json = content['application/json']?.schema;
  return {
    ...{ method: method.toUpperCase(), path, name: `${method.toUpperCase()} ${path}` },
    isPublic: operation.security === undefined,
    permission: operation['x-permission'],
    isList: operation['x-list'] !== undefined,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
    filters: parameters.filter((one) => one.in === 'query'),
    needsVersion: parameters.some((one) => one.name === 'If-Match'),
    isUpload: 'multipart/form-data' in content,
    body: json?.$ref ? { name: nameOf(json.$ref), schema: resolve(json) } : undefined,
  };
}

/** Every route of the OpenAPI document. */
export const ROUTES: readonly Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => routeOf(path, method, operation)),
);

/** The resource whose records `{id}` of a route names: the one whose path it follows. */
export function resourceOf(
  { path }: Pick<Route, 'path'>,
  resources: readonly ResourceDefinition[],
): ResourceDefinition | undefined {
  const [above] = path.replace('/api/v1/', '').split('/{id}');
  return path.includes('/{id}') ? resources.find((one) => one.path === above) : undefined;
}

/**
 * The route that an address belongs to, by the letter of RFC 3986: segments are compared after decoding, nothing is
 * collapsed, dropped or walked up; words go before parameters.
 */
export function routeAt(method: string, target: string): Route | undefined {
  const segments = target.split('?')[0]!.split('/').map(decoded);
  const fits = (route: Route): boolean => {
    const own = route.path.split('/');
    return (
      route.method === method &&
      own.length === segments.length &&
      own.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
    );
  };
  return ROUTES.filter(fits).sort((a, b) => a.parameters.length - b.parameters.length)[0];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
