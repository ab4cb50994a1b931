import { DECIDING_TABLES } from '../db/deciding.js';
import type { TableInfo } from '../db/rows.js';
import type { FieldInfo, Written } from './field-info.js';
import type { ListSpec, RefSpec } from './list.js';

const HIDDEN = ['searchText', 'grams', 'sortKey'];
const TYPES: Record<string, FieldInfo['type']> = {
  uuid: 'uuid',
  numeric: 'numeric',
  integer: 'numeric',
  bigint: 'numeric',
  date: 'date',
  timestamptz: 'timestamptz',
  boolean: 'boolean',
};

const CASTS = new Set(Object.keys(TYPES));

/** A reference to what the act has read. */
function seenLabel({ record, seen }: Written, property: string, { label = 'name', code }: RefSpec): unknown {
  const id = record[property] ?? null;
  if (id === null) return null;
  const referred = seen.get(id as string) as Record<string, unknown> | undefined;
  if (referred?.[label] === undefined) return undefined;
  return { id, name: referred[label], ...(code ? { code: referred[code] } : {}) };
}

/** A look-up for each row that is shown: joins in this number would take longer to plan than to run. */
const refSql = (column: string, ref: RefSpec): string =>
  `(SELECT ${labelSql(ref)} FROM "${ref.table}" r WHERE r.id = t."${column}")`;

function labelSql({ label = 'name', code }: RefSpec): string {
  const parts = [`'id', r.id, 'name', r.${label}`, ...(code ? [`'code', r.${code}`] : [])];
  return `jsonb_build_object(${parts.join(', ')})`;
}

/** The labels of some ids, each as `label`. */
export const labelsSql = (ref: RefSpec): string =>
  `SELECT r.id, ${labelSql(ref)} AS label FROM "${ref.table}" r WHERE r.id = ANY($1::uuid[])`;

/** Labels of what hardly ever changes are remembered, all others are looked up where they are shown. */
const referred = (property: string, column: string, ref: RefSpec): Pick<FieldInfo, 'sql' | 'labelled' | 'written'> =>
  DECIDING_TABLES.includes(ref.table)
    ? { sql: `t."${column}"`, written: ({ record }) => record[property] ?? null, labelled: ref }
    : { sql: refSql(column, ref), written: (written) => seenLabel(written, property, ref) };

const QUIET = { shown: true, detail: false, filterable: false, sortable: false } as const;

function columnFields(spec: ListSpec, table: TableInfo): FieldInfo[] {
  const hidden = new Set([...HIDDEN, ...(spec.omit ?? [])]);
  return table.columns.map(({ property, column, type, array }) => {
    const isRef = property.endsWith('Id') && spec.refs?.[property.slice(0, -2)] !== undefined;
    return {
      ...{ name: property, sql: `t."${column}"`, key: `t."${column}"` },
      written: ({ record }) => record[property] ?? null,
      ...{ type: array ? 'text' : (TYPES[type] ?? 'text'), cast: CASTS.has(type) && !array ? type : 'text' },
      shown: !hidden.has(property) && !isRef,
      detail: spec.detail?.includes(property) ?? false,
      filterable: spec.filters.includes(property),
      sortable: spec.sorts.includes(property),
    };
  });
}

/** The fields of a list by name. `customerId` filters by id and `customer` shows the reference. */
export function fieldsOf(spec: ListSpec, table: TableInfo): Map<string, FieldInfo> {
  const refs = Object.entries(spec.refs ?? {}).map(([name, ref]): FieldInfo => ({
    ...QUIET,
    name,
    ...{ key: 'NULL', type: 'text', cast: 'text' },
    ...referred(`${name}Id`, table.columnOf(`${name}Id`), ref),
  }));
  const computed = Object.entries(spec.computed ?? {}).map(([name, { sql, type = 'text', atFirst }]): FieldInfo => {
    const [detail, filterable] = [spec.detail?.includes(name) ?? false, spec.filters.includes(name)];
    return {
      ...QUIET,
      name,
      sql,
      key: sql,
      type,
      cast: type,
      detail,
      filterable,
      written: ({ record }) => (atFirst === undefined ? record[name] : atFirst),
    };
  });
  return new Map([...columnFields(spec, table), ...refs, ...computed].map((field) => [field.name, field]));
}
