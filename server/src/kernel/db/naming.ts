import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';

const snake = (text: string): string => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const tableName = (table: Table | string): string => (typeof table === 'string' ? table : table.name).split('.').pop()!;
const join = (prefix: string, table: Table | string, columns: string[]): string =>
  `${prefix}_${tableName(table)}_${columns.join('_')}`.slice(0, 63);

/** Snake case for tables and columns; constraints and indexes named after what they are on. */
export class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(target: string, given: string | undefined): string {
    return given ?? snake(target);
  }
  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, given ?? property].join('_'));
  }
  override primaryKeyName(table: Table | string): string {
    return `pk_${tableName(table)}`;
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return join('uq', table, columns);
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return join('fk', table, columns);
  }
  override indexName(table: Table | string, columns: string[], where?: string): string {
    return join(where ? 'ixp' : 'ix', table, columns);
  }
}
