import { foldText, queryGrams } from '@guanxi/shared/kernel';
import type { OwnerScope } from '../context/principal.js';
import type { TableInfo } from '../db/rows.js';
import type { FieldInfo } from './field-info.js';
import type { ListSpec } from './list.js';
import type { Filter, ListQuery } from './list-query.js';
import { searchedSql, type Owners } from './search-sql.js';

/** Of so many owners at most, the first rows of each are fetched and merged. */
const OWNERS_MERGED = 8;

const fromSql = (spec: ListSpec, table: TableInfo, source = `"${table.name}"`): string =>
  `FROM ${source} t ${spec.joins ?? ''}`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

class Values {
  readonly list: unknown[] = [];
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

const COMPARE: Partial<Record<Filter['operator'], string>> = {
  eq: '=',
  ne: 'IS DISTINCT FROM',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

function filterSql({ field, operator, value }: Filter, values: Values): string {
  if (operator === 'empty') return `${field.key} IS ${value === 'true' ? '' : 'NOT '}NULL`;
  if (operator === 'in') return `${field.key} = ANY(${values.add(value)}::${field.type}[])`;
  if (operator === 'contains') return `${field.key} ILIKE ${values.add(`%${escapeLike(value as string)}%`)}`;
  return `${field.key} ${COMPARE[operator]} ${values.add(value)}::${field.type}`;
}

const filtersSql = ({ filters }: ListQuery, values: Values): string[] =>
  filters.map((filter) => filterSql(filter, values));

/** The fields that `q` looks at: who may not see one of them may not find out about it by searching either. */
export function searchedFields(spec: ListSpec, table: TableInfo): string[] {
  if (spec.searchable) return [...spec.searchable];
  const columns = new Set([...(spec.search ?? '').matchAll(/\bt\.(\w+)/g)].map(([, column]) => column));
  return table.columns.filter(({ column }) => columns.has(column)).map(({ property }) => property);
}

const pattern = (q: string, values: Values): string => values.add(`%${escapeLike(foldText(q))}%`);

/** Search by grams: rows that contain every gram, and then the whole text. */
const gramsSql = (q: string, values: Values): { grams: string; text: string } => ({
  grams: `t.grams @> ${values.add(queryGrams(q))}::text[]`,
  text: `t.search_text LIKE ${pattern(q, values)}`,
});

function searchSql(spec: ListSpec, q: string, values: Values): string {
  if (spec.searchable) return Object.values(gramsSql(q, values)).join(' AND ');
  const grams = (): string => `${values.add(queryGrams(q))}::text[]`;
  if (!spec.search) return 'false';
  return `(${spec.search.replaceAll('$q', () => pattern(q, values)).replaceAll('$grams', grams)})`;
}

const selected = new WeakMap<readonly FieldInfo[], string>();

/** The columns of fields, put together once for each array. */
function columnsOf(shown: readonly FieldInfo[]): string {
  const known = selected.get(shown);
  if (known !== undefined) return known;
  const columns = shown.map(({ sql, name }) => `${sql} AS "${name}"`).join(', ');
  selected.set(shown, columns);
  return columns;
}

const ownerColumn = (spec: ListSpec, table: TableInfo): string => table.columnOf(spec.ownerProperty ?? 'ownerId');

function scopeSql(spec: ListSpec, table: TableInfo, scope: OwnerScope, values: Values): string | undefined {
  if (scope === 'all' || spec.definition.scope !== 'owner') return undefined;
  return `t."${ownerColumn(spec, table)}" = ANY(${values.add(scope)}::uuid[])`;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

function whereSql(spec: ListSpec, table: TableInfo, query: ListQuery, scope: OwnerScope, values: Values): string[] {
  const conditions = filtersSql(query, values);
  const scoped = scopeSql(spec, table, scope, values);
  if (scoped) conditions.push(scoped);
  if (query.q) conditions.push(searchSql(spec, query.q, values));
  return conditions;
}

function beyondSql({ cursor, sort: { field, descending } }: ListQuery, values: Values): string[] {
  if (!cursor) return [];
  const position = `(${values.add(cursor.value)}::${field.cast}, ${values.add(cursor.id)}::uuid)`;
  return [`(${field.key}, t.id) ${descending ? '<' : '>'} ${position}`];
}

/** One page plus one row, which tells whether there is a next. */
export function pageSql(
  spec: ListSpec,
  table: TableInfo,
  shown: readonly FieldInfo[],
  query: ListQuery,
  scope: OwnerScope,
): Statement {
  const values = new Values();
  const { field, descending } = query.sort;
  const direction = descending ? 'DESC' : 'ASC';
  const searched = query.q !== undefined && spec.searchable !== undefined;
  // Put together by owner, or else whose rows they are is a condition like others.
  const merged = !searched && isMergeable(spec, query, scope);
  const owners = searched || merged ? ownersOf(spec, table, scope, values) : undefined;
  const page: Page = {
    from: () => fromSql(spec, table),
    select: `SELECT ${columnsOf(shown)}, t.id AS "$id", ${field.key}::text AS "$sort"`,
    conditions: searched || owners ? filtersSql(query, values) : whereSql(spec, table, query, scope, values),
    ...{ beyond: beyondSql(query, values), order: `ORDER BY ${field.key} ${direction}, t.id ${direction}` },
    limit: merged ? `${query.limit + 1}` : `${values.add(query.limit + 1)}::bigint`,
  };
  const text = searched
    ? searchedSql({
        ...{ ...page, ...gramsSql(query.q, values), key: field.key, descending, owners },
        byCreation: field.name === 'createdAt',
      })
    : owners
      ? mergedSql(page, table, owners)
      : plainSql(page);
  return { text, values: values.list };
}

interface Page {
  readonly select: string;
  readonly from: () => string;
  readonly conditions: readonly string[];
  /** What lies behind the cursor. */
  readonly beyond: readonly string[];
  readonly order: string;
  readonly limit: string;
}

function ownersOf(spec: ListSpec, table: TableInfo, scope: OwnerScope, values: Values): Owners | undefined {
  if (scope === 'all' || spec.definition.scope !== 'owner') return undefined;
  return { column: `t."${ownerColumn(spec, table)}"`, parameter: `${values.add(scope)}::uuid[]`, count: scope.length };
}

const all = (...conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

const plainSql = ({ select, from, conditions, beyond, order, limit }: Page): string =>
  `${select} ${from()} ${all(...conditions, ...beyond)} ${order} LIMIT ${limit}`;

/**
 * The first rows of each owner, merged. The number of rows stands in the text: of a parameter PostgreSQL takes a tenth of an
 * owner's rows for likely, holds the general plan for dear, and plans anew each time. Filters come behind OFFSET, so that rows
 * are taken in their order from the index, however few the planner expects to pass.
 */
function mergedSql(page: Page, { name }: TableInfo, { column, parameter }: Owners): string {
  const { select, conditions, beyond, order, limit } = page;
  const inOrder = `SELECT * FROM "${name}" t ${all(`${column} = s.owner`, ...beyond)} ${order}`;
  const ofEach = `SELECT * FROM (${inOrder} OFFSET 0) t ${all(...conditions)} ${order} LIMIT ${limit}`;
  return `${select} FROM unnest(${parameter}) AS s(owner) CROSS JOIN LATERAL (${ofEach}) t ${order} LIMIT ${limit}`;
}

/**
 * Whether a page is merged from the first rows of each owner. They come from the index of owner and order; without it,
 * everybody's rows would be passed by where those of a few owners lie far behind.
 */
const isMergeable = (spec: ListSpec, query: ListQuery, scope: OwnerScope): boolean =>
  scope !== 'all' &&
  scope.length <= OWNERS_MERGED &&
  query.sort.field.name === spec.sorts[0] &&
  query.q === undefined &&
  spec.joins === undefined;

/** How many rows there are; counting stops at 1,001 unless an exact figure is asked for. */
export function countSql(spec: ListSpec, table: TableInfo, query: ListQuery, scope: OwnerScope): Statement {
  const values = new Values();
  const where = whereSql(spec, table, query, scope, values).join(' AND ') || 'true';
  const rows = `SELECT 1 ${fromSql(spec, table)} WHERE ${where}${query.count === 'capped' ? ' LIMIT 1001' : ''}`;
  return { text: `SELECT count(*)::int AS total FROM (${rows}) counted`, values: values.list };
}

/** One row by id, within scope. */
export function oneSql(
  spec: ListSpec,
  table: TableInfo,
  shown: readonly FieldInfo[],
  id: string,
  scope: OwnerScope,
): Statement {
  const values = new Values();
  const conditions = [`t.id = ${values.add(id)}`];
  const scoped = scopeSql(spec, table, scope, values);
  if (scoped) conditions.push(scoped);
  return {
    text: `SELECT ${columnsOf(shown) || '1'} ${fromSql(spec, table)} WHERE ${conditions.join(' AND ')}`,
    values: values.list,
  };
}

/** Some fields of some rows, each with its id as `$id`. */
export function restSql(
  spec: ListSpec,
  table: TableInfo,
  rest: readonly FieldInfo[],
  ids: readonly unknown[],
): Statement {
  const columns = rest.map(({ sql, name }) => `${sql} AS "${name}"`).join(', ');
  return {
    text: `SELECT t.id AS "$id", ${columns} ${fromSql(spec, table)} WHERE t.id = ANY($1::uuid[])`,
    values: [ids],
  };
}

/** Those of some ids that are within scope. */
export function idsSql(spec: ListSpec, table: TableInfo, ids: readonly string[], scope: OwnerScope): Statement {
  const values = new Values();
  const conditions = [`t.id = ANY(${values.add(ids)}::uuid[])`];
  const scoped = scopeSql(spec, table, scope, values);
  if (scoped) conditions.push(scoped);
  return { text: `SELECT t.id FROM "${table.name}" t WHERE ${conditions.join(' AND ')}`, values: values.list };
}

/** The rows that belong to a parent, in their own order. */
export function childrenSql(
  spec: ListSpec,
  table: TableInfo,
  shown: readonly FieldInfo[],
  property: string,
  parentId: string,
): Statement {
  const order = table.columnOf(spec.defaultSort ?? spec.sorts[0] ?? 'id');
  return {
    text: `SELECT ${columnsOf(shown)} ${fromSql(spec, table)} WHERE t."${table.columnOf(property)}" = $1 ORDER BY t."${order}", t.id`,
    values: [parentId],
  };
}

/** Rows that are not in the table, such as those of an earlier or a coming revision, shown as if they were. */
export function recordsSql(
  spec: ListSpec,
  table: TableInfo,
  shown: readonly FieldInfo[],
  records: readonly object[],
): Statement {
  const order = table.columnOf(spec.defaultSort ?? spec.sorts[0] ?? 'id');
  const source = `jsonb_populate_recordset(NULL::"${table.name}", $1::jsonb)`;
  return {
    text: `SELECT ${columnsOf(shown)} ${fromSql(spec, table, source)} ORDER BY t."${order}", t.id`,
    values: [JSON.stringify(records)],
  };
}
