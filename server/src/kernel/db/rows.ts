import { Injectable } from '@nestjs/common';
import { DataSource, type EntityMetadata, type ObjectType } from 'typeorm';
import { settledDecimal } from './columns.js';
import { Context } from '../context/context.js';
import { Db } from './db.js';

/** An entity class. */
export type Entity<T> = ObjectType<T>;

interface ColumnInfo {
  readonly property: string;
  readonly column: string;
  readonly type: string;
  readonly array: boolean;
  /** Digits after the point of a number. */
  readonly scale: number;
  /** Whether rows that are read have it. */
  readonly read: boolean;
}

/** Table of an entity as SQL needs it. */
export interface TableInfo {
  readonly name: string;
  readonly columns: readonly ColumnInfo[];
  columnInfo(property: string): ColumnInfo;
  columnOf(property: string): string;
}

/**
 * Writes and reads rows of entities with one lean prepared statement each; no change tracking, no cascade, no second look
 * at what was just written.
 */
@Injectable()
export class Rows {
  private readonly tables = new Map<unknown, TableInfo>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  /** Rows by id that the running act has read and not changed since; nothing outside of a unit of work. */
  get seen(): ReadonlyMap<string, object> {
    return this.context.transaction?.seen ?? NONE;
  }

  table(entity: Entity<unknown>): TableInfo {
    const known = this.tables.get(entity);
    if (known) return known;
    const info = tableOf(this.dataSource.getMetadata(entity));
    this.tables.set(entity, info);
    return info;
  }

  /** Inserts rows in one statement, however many; undefined properties become null. */
  async insert<T extends object>(entity: Entity<T>, rows: readonly T[]): Promise<void> {
    const table = this.table(entity);
    if (rows.length > 1 && hasArrays(table)) {
      for (const row of rows) await this.insert(entity, [row]);
    } else if (rows.length > 0) {
      const { text, values } = this.insertion(entity, rows);
      await this.db.send(text, values);
    }
  }

  /** Inserts a row and those below it, such as a document and its lines, in one statement. */
  async insertWithin<T extends object, Part extends object>(
    [entity, row]: readonly [Entity<T>, T],
    [partEntity, parts]: readonly [Entity<Part>, readonly Part[]],
  ): Promise<void> {
    const table = this.table(entity);
    const part = this.table(partEntity);
    if (parts.length === 0 || hasArrays(part)) {
      await this.insert(entity, [row]);
      return this.insert(partEntity, parts);
    }
    const text = this.text(
      `insert ${table.name} with ${isOne(parts)} ${part.name}`,
      () => `WITH head AS (${insertSql(table, true)}) ${insertSql(part, isOne(parts), table.columns.length)}`,
    );
    await this.db.send(text, [...valuesOf(table, [row]), ...valuesOf(part, parts)]);
  }

  /** The statement that inserts rows, to be a part of another one, in which `before` parameters are somebody else's. */
  insertion<T extends object>(entity: Entity<T>, rows: readonly T[], before = 0): { text: string; values: unknown[] } {
    const table = this.table(entity);
    const isSingle = isOne(rows);
    const text = this.text(`insertion ${before} ${isSingle} ${table.name}`, () => insertSql(table, isSingle, before));
    return { text, values: valuesOf(table, rows) };
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
      for (const { property, scale } of numeric) {
        const value = row[property];
        if (typeof value === 'string') row[property] = settledDecimal(value, scale);
      }
    }
  }

  /** Changes named properties of the row with this id, which the caller has locked. */
  async update<T extends object>(entity: Entity<T>, id: string, patch: Partial<T>): Promise<void> {
    const table = this.table(entity);
    const names = Object.keys(patch)
      .filter((name) => patch[name as keyof T] !== undefined)
      .sort();
    const columns = names.map((name) => table.columnInfo(name));
    const set = (): string => columns.map(({ column }, index) => `"${column}" = $${index + 2}`).join(', ');
    const text = this.text(
      `update ${table.name} ${names.join()}`,
      () => `UPDATE "${table.name}" SET ${set()} WHERE id = $1`,
    );
    this.context.transaction?.seen.delete(id);
    await this.db.send(text, [id, ...columns.map((column) => encoded(column, patch[column.property as keyof T]))]);
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
    const values = names.map((name) => match[name as keyof T]);
    const conditions = (): string =>
      names.map((name, index) => condition(table, name, values[index], index + 1)).join(' AND ') || 'true';
    const text = this.text(
      `${lock ? 'lock' : 'read'} ${table.name} ${names.map((name, index) => name + kindOf(values[index])).join()}`,
      () =>
        `SELECT ${selectList(table)} FROM "${table.name}" t WHERE ${conditions()} ORDER BY t.id${lock ? ' FOR UPDATE' : ''}`,
    );
    const rows = await this.db.query(text, values);
    const found = rows.map((row) => Object.assign(Object.create(entity.prototype as object) as T, row));
    const seen = this.context.transaction?.seen;
    if (seen && seen.size < MOST_SEEN) for (const row of found as { id?: string }[]) if (row.id) seen.set(row.id, row);
    return found;
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

  /** A statement is put together once. */
  private text(what: string, make: () => string): string {
    const known = this.texts.get(what);
    if (known !== undefined) return known;
    const text = make();
    this.texts.set(what, text);
    return text;
  }
}

/** An act that reads more does not create one thing. */
const MOST_SEEN = 1000;
const NONE: ReadonlyMap<string, object> = new Map();

/** A value as the driver sends it. */
const encoded = ({ type }: ColumnInfo, value: unknown): unknown =>
  value === undefined || value === null ? null : type === 'jsonb' ? JSON.stringify(value) : value;

/** PostgreSQL has no arrays of arrays of several lengths, so such rows are written one by one. */
const hasArrays = ({ columns }: TableInfo): boolean => columns.some(({ array }) => array);

const isOne = (rows: readonly object[]): boolean => rows.length === 1;

/** One row from its values, or any number from one array for each column; `before` parameters are somebody else's. */
function insertSql({ name, columns }: TableInfo, one: boolean, before = 0): string {
  const into = `INSERT INTO "${name}" (${columns.map(({ column }) => `"${column}"`).join(', ')})`;
  const places = columns.map(({ type }, index) => `$${before + index + 1}${one ? '' : `::${type}[]`}`).join(', ');
  return one ? `${into} VALUES (${places})` : `${into} SELECT * FROM unnest(${places})`;
}

function valuesOf({ columns }: TableInfo, rows: readonly object[]): unknown[] {
  const values = columns.map((column) =>
    rows.map((row) => encoded(column, (row as Record<string, unknown>)[column.property])),
  );
  return isOne(rows) ? values.map(([value]) => value) : values;
}

/** The table of an entity. */
export function tableOf(metadata: EntityMetadata): TableInfo {
  const columns = metadata.columns.map((column) => ({
    property: column.propertyName,
    column: column.databaseName,
    type: String(column.type),
    array: column.isArray,
    scale: column.scale ?? 0,
    read: column.isSelect,
  }));
  const byProperty = new Map(columns.map((column) => [column.property, column]));
  const columnInfo = (property: string): ColumnInfo => {
    const column = byProperty.get(property);
    if (!column) throw new Error(`${metadata.name} has no property ${property}`);
    return column;
  };
  return { name: metadata.tableName, columns, columnInfo, columnOf: (property) => columnInfo(property).column };
}

/** `t.owner_id AS "ownerId", …` of every column that is read. */
const selectList = ({ columns }: TableInfo): string =>
  columns
    .filter(({ read }) => read)
    .map(({ column, property }) => `t."${column}" AS "${property}"`)
    .join(', ');

/** How a value is compared. */
const kindOf = (value: unknown): string => (value === null ? ' IS' : Array.isArray(value) ? ' IN' : '');

function condition(table: TableInfo, property: string, value: unknown, position: number): string {
  const column = `t."${table.columnOf(property)}"`;
  if (value === null) return `${column} IS NOT DISTINCT FROM $${position}`;
  return Array.isArray(value) ? `${column} = ANY($${position})` : `${column} = $${position}`;
}
