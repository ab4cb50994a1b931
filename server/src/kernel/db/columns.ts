import { round, trim } from '@guanxi/shared/kernel';
import { Column, ForeignKey, PrimaryColumn, type ColumnOptions, type ObjectType } from 'typeorm';

/** Column types of the whole database: an entity's property is one of these lines. */

/** With `select: false` a column is written and searched, and no row that is read has it. */
type Options = Pick<ColumnOptions, 'nullable' | 'default' | 'unique' | 'select'>;
const column = (type: ColumnOptions['type'], options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type, ...options } as ColumnOptions);

/** UUIDv7 made by the application. */
export const Id = (): PropertyDecorator => PrimaryColumn('uuid');
/** Reference to a row of another table; the target is a class, or its name where importing it would break the layers. */
export const RefColumn =
  (target: string | (() => ObjectType<unknown>), options: Options & { onDelete?: 'CASCADE' } = {}): PropertyDecorator =>
  (prototype, property) => {
    const { onDelete, ...rest } = options;
    column('uuid', rest)(prototype, property);
    const foreign = { onDelete: onDelete ?? ('NO ACTION' as const) };
    (typeof target === 'string' ? ForeignKey(target, foreign) : ForeignKey(target, foreign))(prototype, property);
  };
export const UuidColumn = (options: Options = {}): PropertyDecorator => column('uuid', options);
export const TextColumn = (options: Options = {}): PropertyDecorator => column('text', options);
export const BooleanColumn = (options: Options = {}): PropertyDecorator =>
  column('boolean', { default: false, ...options });
export const IntColumn = (options: Options = {}): PropertyDecorator => column('integer', options);
export const DateColumn = (options: Options = {}): PropertyDecorator => column('date', options);
export const InstantColumn = (options: Options = {}): PropertyDecorator => column('timestamptz', options);
export const JsonColumn = (options: Options = {}): PropertyDecorator => column('jsonb', options);
export const TextArrayColumn = (options: Options = {}): PropertyDecorator =>
  column('text', { array: true, default: '{}', ...options });
export const UuidArrayColumn = (options: Options = {}): PropertyDecorator =>
  column('uuid', { array: true, default: '{}', ...options });
/** An amount of money in a currency's minor unit or finer: 20 digits before, 4 after the point. */
export const MoneyColumn = (options: Options = {}): PropertyDecorator =>
  column('numeric', { precision: 24, scale: 4, ...options });
/** A quantity, unit price or factor: 18 digits before, 6 after the point. */
export const QuantityColumn = (options: Options = {}): PropertyDecorator =>
  column('numeric', { precision: 24, scale: 6, ...options });
/** A rate in per cent or an exchange rate. */
export const RateColumn = (options: Options = {}): PropertyDecorator =>
  column('numeric', { precision: 18, scale: 8, ...options });

/** The one notation of a number as it is read: 12.5, never 12.500000. */
export const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A number as it is read again from a column with so many digits after the point: 640.1 of 0640.10, 0 of -0.00. */
export function settledDecimal(text: string, scale: number): string {
  const [integer, fraction = ''] = text.split('.') as [string, string?];
  if (fraction.length > scale || /^-0|^0\d/.test(integer)) return trim(round(text, scale)).replace(/^-0$/, '0');
  return plainDecimal(text);
}
