import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { Rows } from '../../../src/kernel/db/rows.js';
import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import type { ListSpec } from '../../../src/kernel/lists/list.js';
import { Lists } from '../../../src/kernel/lists/lists.js';
import type { World } from '../../support/world.js';
import { ROUTES, resolve, type Schema } from '../routes/route.js';

/** A column that a role may hide or mask. */
export interface Secret {
  readonly resource: ResourceDefinition;
  readonly field: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The input that changes it; undefined where it only follows from what other documents do. */
  readonly input: string | undefined;
  /** Where it is told to whom it is not hidden, whoever set it. */
  readonly channels: readonly Channel[];
}

/** A way in which a secret could come to light. */
export type Channel =
  'list' | 'csv' | 'filter' | 'sort' | 'q' | 'record' | 'timeline' | 'audit log' | 'elsewhere' | 'try';

/** Two values each, whose masks are the same. */
const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  numeric: ['111.11', '888.88'],
  jsonb: [
    '[{"title":"Secret A","kind":"invoice","street":"A"}]',
    '[{"title":"Secret B","kind":"invoice","street":"B"}]',
  ],
  text: ['secret-a-13811112222', 'secret-b-13988882222'],
};

/** The values between which a secret changes when the database is written. */
export const valuesOf = ({ type }: Pick<Secret, 'type'>): readonly [string, string] => VALUES[type] ?? VALUES['text']!;

/** Two figures of which a mask that kept the ends of texts would tell much. */
export const LARGE = ['111111111.11', '888888888.88'] as const;

type Three = readonly [neutral: unknown, one: unknown, other: unknown];

const TITLE = (name: string): unknown => [{ title: `Secret ${name}`, bankAccount: `6222-${name}` }];
const ADDRESS = (name: string): unknown => [{ kind: 'invoice', street: `Secret ${name} 1` }];
/** Values that people could enter, by the name of the field where its column's type says too little. */
const ENTERED: Readonly<Record<string, Three>> = {
  creditCode: ['91330100799655058B', '91110105518665082Q', '91110101381275082Q'],
  invoiceTitles: [TITLE('N'), TITLE('A'), TITLE('B')],
  addresses: [ADDRESS('N'), ADDRESS('A'), ADDRESS('B')],
  email: ['neutral@example.com', 'secret-a@example.com', 'secret-b@example.com'],
};

/** A value to come from and to go back to, and the two between which a secret changes when it is written like everything else. */
export const enteredOf = (secret: Pick<Secret, 'type' | 'field'>): Three =>
  ENTERED[secret.field] ?? [secret.type === 'numeric' ? '500' : 'neutral-13600000000', ...valuesOf(secret)];

/** Inputs by which fields are changed that are computed. */
const COMPUTED: Readonly<Record<string, string>> = { 'stock-entry.cost': 'unitCost', 'stock-entry.amount': 'unitCost' };

const routeOf = (method: string, path: string): (typeof ROUTES)[number] | undefined =>
  ROUTES.find((route) => route.method === method && route.path === `/api/v1/${path}`);

/** Whether a body takes the field, itself or in its lines. */
function takes(schema: Schema, field: string): boolean {
  const { properties = {} } = schema;
  const lines = properties['lines']?.items;
  return field in properties || (lines !== undefined && takes(resolve(lines), field));
}

function inputOf({ type, path }: ResourceDefinition, field: string): string | undefined {
  const input = COMPUTED[`${type}.${field}`] ?? field;
  const body = routeOf('PATCH', `${path}/{id}`)?.body;
  return body && takes(body.schema, input) ? input : undefined;
}

/** Where the declarations of a list and the routes of its resource promise to tell a field. */
function channelsOf(world: World, list: ListSpec, field: string): Channel[] {
  const { path } = list.definition;
  const info = world.app.get(Lists).fieldsOf(list).get(field);
  const inRows = info?.shown === true && !info.detail;
  const can = (is: unknown, ...channels: Channel[]): Channel[] => (is ? channels : []);
  return [
    ...can(inRows, 'list', 'csv'),
    ...can(info?.filterable, 'filter'),
    ...can(info?.sortable, 'sort'),
    ...can(list.searchable?.includes(field), 'q'),
    ...can(routeOf('GET', `${path}/{id}`), 'record'),
    ...can(routeOf('PATCH', `${path}/{id}`), 'try'),
  ];
}

/** @throws when the field has no column, so that none is left out. */
export function secretOf(world: World, list: ListSpec, field: string): Secret {
  const { definition: resource, entity } = list;
  const rows = world.app.get(Rows);
  const handlers = world.app.get(DocumentRegistry).all();
  const lines = handlers.find((one) => one.definition.type === resource.type)?.lines;
  const channels = channelsOf(world, list, field);
  for (const { name: table, columns } of [entity, ...(lines ? [lines.entity] : [])].map((one) => rows.table(one))) {
    const found = columns.find(({ property }) => property === field);
    if (!found) continue;
    const { column, type } = found;
    return { resource, field, table, column, type, input: inputOf(resource, field), channels };
  }
  throw new Error(`${resource.type}.${field} has no column`);
}
