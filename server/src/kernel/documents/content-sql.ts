import { type Entity, type Rows } from '../db/rows.js';

/** SQL of a row of an entity's table, as JSON, from JSON that holds the entity's properties; equal rows are equal JSON. */
export function rowSql(rows: Rows, entity: Entity<unknown>, properties: string): string {
  const { name, columns } = rows.table(entity);
  const parts = columns.map(
    ({ column, property }) => `jsonb_build_object('${column}', ${properties} -> '${property}')`,
  );
  return settled(name, `(${parts.join(' || ')})`);
}

/** SQL of a row of a table, as JSON, from JSON that holds its columns. */
export const settled = (table: string, columns: string): string =>
  `to_jsonb(jsonb_populate_record(NULL::"${table}", ${columns}))`;
