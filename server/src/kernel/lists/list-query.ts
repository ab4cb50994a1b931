import { isDateOnly, isDecimal } from '@guanxi/shared/kernel';
import { DomainError } from '../errors/domain-error.js';
import { UUID } from '../http/fields.js';
import type { FieldInfo } from './field-info.js';

export const OPERATORS = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'contains', 'empty'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Filter {
  readonly field: FieldInfo;
  readonly operator: Operator;
  readonly value: string | string[];
}

/** A list request, checked. */
export interface ListQuery {
  readonly limit: number;
  readonly cursor: { readonly value: string; readonly id: string } | undefined;
  readonly sort: { readonly field: FieldInfo; readonly descending: boolean };
  readonly filters: readonly Filter[];
  readonly q: string | undefined;
  readonly fields: readonly string[] | undefined;
  readonly count: 'none' | 'capped' | 'exact';
}

const RESERVED = new Set(['limit', 'cursor', 'sort', 'q', 'fields', 'count']);
const bad = (parameter: string): DomainError => new DomainError('request.bad-parameter', { parameter });

const OPERATORS_BY_TYPE: Record<FieldInfo['type'], readonly Operator[]> = {
  uuid: ['eq', 'ne', 'in', 'empty'],
  text: ['eq', 'ne', 'in', 'contains', 'empty'],
  numeric: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'empty'],
  date: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'empty'],
  timestamptz: ['gt', 'gte', 'lt', 'lte', 'empty'],
  boolean: ['eq'],
};

/** Whether a text is an instant that the database reads. */
export const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));

const VALID: Record<FieldInfo['type'], (value: string) => boolean> = {
  uuid: (value) => UUID.test(value),
  text: (value) => value.length <= 500 && !value.includes('\u0000') && value.isWellFormed(),
  numeric: (value) => isDecimal(value),
  date: (value) => isDateOnly(value),
  timestamptz: isInstant,
  boolean: (value) => value === 'true' || value === 'false',
};

/** Filters a field can take, for the documentation. */
export const operatorsOf = (field: FieldInfo): readonly Operator[] => OPERATORS_BY_TYPE[field.type];

function parseFilter(parameter: string, value: string, fields: ReadonlyMap<string, FieldInfo>): Filter {
  const match = /^(\w+)(?:\[(\w+)\])?$/.exec(parameter);
  const field = match ? fields.get(match[1]!) : undefined;
  if (!match || !field?.filterable) throw new DomainError('request.unknown-parameter', { parameter });
  const operator = (match[2] ?? 'eq') as Operator;
  if (!operatorsOf(field).includes(operator)) throw new DomainError('request.unknown-parameter', { parameter });
  if (operator === 'empty') {
    if (value !== 'true' && value !== 'false') throw bad(parameter);
    return { field, operator, value };
  }
  const values = operator === 'in' ? value.split(',') : [value];
  if (values.length > 200 || !values.every((one) => VALID[field.type](one))) throw bad(parameter);
  return { field, operator, value: operator === 'in' ? values : value };
}

/** How many rows are asked for: 50 unless said otherwise, 200 at most. @throws DomainError 400 */
export function parseLimit(text: string | undefined): number {
  if (text === undefined) return 50;
  const limit = Number(text);
  if (!/^\d{1,3}$/.test(text) || limit < 1 || limit > 200) throw bad('limit');
  return limit;
}

function parseSort(text: string, fields: ReadonlyMap<string, FieldInfo>): ListQuery['sort'] {
  const descending = text.startsWith('-');
  const field = fields.get(descending ? text.slice(1) : text);
  if (!field?.sortable) throw bad('sort');
  return { field, descending };
}

function parseFields(text: string | undefined, fields: ReadonlyMap<string, FieldInfo>): string[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').filter(Boolean);
  if (names.length === 0 || names.some((name) => !fields.get(name)?.shown)) throw bad('fields');
  return names;
}

/** The opaque position behind a row: bound to its sort, so that a cursor of another order is refused. */
export const encodeCursor = (sort: string, value: string, id: string): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');

const WHOLE = /^-?\d{1,18}$/;

/** Whether a cursor's value can be one of the field that it sorts by. */
function fits(value: string, { type, cast }: FieldInfo): boolean {
  if (cast === 'integer' || cast === 'bigint') return WHOLE.test(value);
  return VALID[type](value);
}

function decodeCursor(cursor: string | undefined, sort: string, field: FieldInfo): ListQuery['cursor'] {
  return readCursor(cursor, sort, (value) => fits(value, field));
}

/** The position that a cursor tells, for the order that it was made for. @throws DomainError 400 `request.bad-cursor` */
export function readCursor(
  cursor: string | undefined,
  sort: string,
  isValid: (value: string) => boolean,
): ListQuery['cursor'] {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const [forSort, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown, unknown];
    if (forSort === sort && typeof value === 'string' && typeof id === 'string' && UUID.test(id) && isValid(value))
      return { value, id };
  } catch {
    // falls through to the refusal below
  }
  throw new DomainError('request.bad-cursor');
}

/** Reads a list request against the fields that the list has. @throws DomainError 400 that names the parameter. */
export function parseListQuery(
  raw: Readonly<Record<string, unknown>>,
  fields: ReadonlyMap<string, FieldInfo>,
  defaultSort: string,
): ListQuery {
  const parameters = new Map<string, string>();
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value !== 'string' || value.includes('\u0000') || !value.isWellFormed()) throw bad(name);
    parameters.set(name, value);
  }
  const sortText = parameters.get('sort') ?? defaultSort;
  const count = parameters.get('count') ?? 'false';
  if (!['true', 'false', 'exact'].includes(count)) throw bad('count');
  const q = parameters.get('q')?.trim();
  if (q !== undefined && q.length > 100) throw bad('q');
  return {
    limit: parseLimit(parameters.get('limit')),
    sort: parseSort(sortText, fields),
    cursor: decodeCursor(parameters.get('cursor'), sortText, parseSort(sortText, fields).field),
    filters: [...parameters]
      .filter(([name]) => !RESERVED.has(name))
      .map(([name, value]) => parseFilter(name, value, fields)),
    q: q || undefined,
    fields: parseFields(parameters.get('fields'), fields),
    count: count === 'true' ? 'capped' : count === 'exact' ? 'exact' : 'none',
  };
}
