import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata, type ObjectType } from 'typeorm';
import { plainDecimal } from './columns.js';
import { Db } from './db.js';

/** An entity class. */
export type Entity<T> = ObjectType<T>;

/** Table of an entity as SQL needs it. */
export interface TableInfo {
  readonly name: string;
  readonly columns: readonly {
    readonly property: string;
    readonly column: string;
    readonly type: string;
    readonly array: boolean;
  }[];
  columnOf(property: string): string;
}

/**
 * Writes and reads rows of entities with one lean prepared statement each; no change tracking, no cascade, no second look
 * at what was just written.
 */
@Injectable()
export class Rows {
  private readonly tables = new Map<unknown, TableInfo>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Db,
  ) {}

  table(entity: Entity<unknown>): TableInfo {
    const known = this.tables.get(entity);
    if (known) return known;
    const info = tableOf(this.dataSource.getMetadata(entity));
    this.tables.set(entity, info);
    return info;
  }

  /** Inserts rows in one statement, however many; undefined properties become null. */
  async insert<T extends object>(entity: Entity<T>, rows: readonly T[]): Promise<void> {
    if (rows.length === 0) return;
    const table = this.table(entity);
    const columns = table.columns.map((column) => column.column).join(', ');
    const records = this.toRecords(entity, rows);
    await this.db.send(
      `INSERT INTO "${table.name}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table.name}", $1::jsonb)`,
      [JSON.stringify(records)],
    );
  }

  /** Rows as the table's own columns, in values that JSON can hold. */
  toRecords<T extends object>(entity: Entity<T>, rows: readonly T[]): Record<string, unknown>[] {
    const { columns } = this.table(entity);
    return rows.map((row) =>
      Object.fromEntries(
        columns.map(({ property, column }) => [column, (row as Record<string, unknown>)[property] ?? null]),
      ),
    );
  }

  /** The opposite of `toRecords`. */
  fromRecords<T extends object>(entity: Entity<T>, records: readonly Record<string, unknown>[]): T[] {
    const { columns } = this.table(entity);
    return records.map((record) =>
      Object.assign(
        Object.create(entity.prototype as object) as T,
        Object.fromEntries(columns.map(({ property, column }) => [property, record[column] ?? null])),
      ),
    );
  }

  /** Gives numbers the notation in which they are read again, so that what is equal compares equal. */
  settle<T extends object>(entity: Entity<T>, rows: readonly T[]): void {
    const numeric = this.table(entity).columns.filter(({ type }) => type === 'numeric');
    for (const row of rows as Record<string, unknown>[]) {
      for (const { property } of numeric) {
        const value = row[property];
        if (typeof value === 'string') row[property] = plainDecimal(value);
      }
    }
  }

  /** Changes named properties of the row with this id, which the caller has locked. */
  async update<T extends object>(entity: Entity<T>, id: string, patch: Partial<T>): Promise<void> {
    const table = this.table(entity);
    const names = Object.keys(patch)
      .filter((name) => patch[name as keyof T] !== undefined)
      .sort();
    const columns = names.map((name) => table.columnOf(name));
    const record = Object.fromEntries(names.map((name) => [table.columnOf(name), patch[name as keyof T]]));
    const set = columns.map((column) => `"${column}" = r."${column}"`).join(', ');
    await this.db.send(
      `UPDATE "${table.name}" t SET ${set} FROM jsonb_populate_record(NULL::"${table.name}", $2::jsonb) r WHERE t.id = $1`,
      [id, JSON.stringify(record)],
    );
  }

  /** The row with this id, locked for change when asked. */
  async find<T extends object>(entity: Entity<T>, id: string, lock = false): Promise<T | undefined> {
    const rows = await this.where(entity, { id } as unknown as Partial<T>, lock);
    return rows[0];
  }

  /** Rows whose properties equal the values given; an array matches any of its members. Ordered by id. */
  async where<T extends object>(
    entity: Entity<T>,
    match: Partial<Record<keyof T, unknown>>,
    lock = false,
  ): Promise<T[]> {
    const table = this.table(entity);
    const names = Object.keys(match).sort();
    const conditions = names.map((name, index) => condition(table, name, match[name as keyof T], index + 1));
    const rows = await this.db.query(
      `SELECT ${selectList(table, 't')} FROM "${table.name}" t WHERE ${conditions.join(' AND ') || 'true'} ORDER BY t.id${lock ? ' FOR UPDATE' : ''}`,
      names.map((name) => match[name as keyof T]),
    );
    return rows.map((row) => Object.assign(Object.create(entity.prototype as object) as T, row));
  }

  /** Removes rows whose properties equal the values given. */
  async remove<T extends object>(entity: Entity<T>, match: Partial<Record<keyof T, unknown>>): Promise<void> {
    const table = this.table(entity);
    const names = Object.keys(match).sort();
    if (names.length === 0) throw new Error('refusing to remove every row');
    const conditions = names.map((name, index) => condition(table, name, match[name as keyof T], index + 1));
    await this.db.send(
      `DELETE FROM "${table.name}" t WHERE ${conditions.join(' AND ')}`,
      names.map((name) => match[name as keyof T]),
    );
  }
}

/** The table of an entity. */
export function tableOf(metadata: EntityMetadata): TableInfo {
  const columns = metadata.columns.map((column) => ({
    property: column.propertyName,
    column: column.databaseName,
    type: String(column.type),
    array: column.isArray,
  }));
  const byProperty = new Map(columns.map((column) => [column.property, column.column]));
  return {
    name: metadata.tableName,
    columns,
    columnOf(property) {
      const column = byProperty.get(property);
      if (!column) throw new Error(`${metadata.name} has no property ${property}`);
      return column;
    },
  };
}

/** `t.owner_id AS "ownerId", …` of every column. */
export const selectList = (table: TableInfo, alias: string): string =>
  table.columns.map(({ column, property }) => `${alias}."${column}" AS "${property}"`).join(', ');

function condition(table: TableInfo, property: string, value: unknown, position: number): string {
  const column = `t."${table.columnOf(property)}"`;
  if (value === null) return `${column} IS NOT DISTINCT FROM $${position}`;
  return Array.isArray(value) ? `${column} = ANY($${position})` : `${column} = $${position}`;
}
