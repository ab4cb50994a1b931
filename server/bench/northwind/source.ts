import { readFileSync } from 'node:fs';
import { DATA, dataFile } from '../support/data.js';

export interface SourceEmployee {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly reportsTo: string | null;
}
export interface SourceCustomer {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
}
export interface SourceProduct {
  readonly id: string;
  readonly name: string;
  readonly categoryId: string;
  readonly packing: string | null;
  readonly price: string;
  readonly inStock: string;
}
export interface SourceLine {
  readonly productId: string;
  readonly price: string;
  readonly quantity: string;
  /** Share of the price, 0 to 1. */
  readonly discount: string;
  /** Price and discount as the file spells them, for checks that read them in another way. */
  readonly raw: { readonly price: string; readonly discount: string };
}
export interface SourceOrder {
  readonly id: string;
  readonly customerId: string;
  readonly employeeId: string;
  readonly date: string;
  readonly requiredDate: string | null;
  readonly shippedDate: string | null;
  readonly lines: readonly SourceLine[];
}
export interface Source {
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly employees: readonly SourceEmployee[];
  readonly customers: readonly SourceCustomer[];
  readonly products: readonly SourceProduct[];
  /** In order of their ids. */
  readonly orders: readonly SourceOrder[];
}

type Row = Readonly<Record<string, string | null>>;

const FILE = 'northwind/northwind.sql';
/** What is said where the dump is absent. */
export const NO_DUMP = `there is no ${FILE} in ${DATA}`;

/** The file of the dump; undefined where it is absent. */
export const northwindFile = (): string | undefined => dataFile(FILE);

export const readNorthwind = (file: string): Source => parseNorthwind(readFileSync(file, 'utf8'));

/** Reads what a trading company needs of the PostgreSQL dump. */
export function parseNorthwind(sql: string): Source {
  const rows = (table: string): Row[] => rowsOf(sql, table);
  const lines = Map.groupBy(rows('order_details'), (row) => text(row, 'order_id'));
  return {
    categories: rows('categories').map((row) => ({ id: text(row, 'category_id'), name: text(row, 'category_name') })),
    employees: rows('employees').map(toEmployee),
    customers: rows('customers').map(toCustomer),
    products: rows('products').map(toProduct),
    orders: rows('orders')
      .map((row) => toOrder(row, lines.get(text(row, 'order_id')) ?? []))
      .sort((a, b) => Number(a.id) - Number(b.id)),
  };
}

const toEmployee = (row: Row): SourceEmployee => ({
  id: text(row, 'employee_id'),
  name: `${text(row, 'first_name')} ${text(row, 'last_name')}`,
  title: row['title'] ?? null,
  reportsTo: row['reports_to'] ?? null,
});
const toCustomer = (row: Row): SourceCustomer => ({
  id: text(row, 'customer_id'),
  name: text(row, 'company_name'),
  address: row['address'] ?? null,
  city: row['city'] ?? null,
  postalCode: row['postal_code'] ?? null,
  country: row['country'] ?? null,
  phone: row['phone'] ?? null,
});
const toProduct = (row: Row): SourceProduct => ({
  id: text(row, 'product_id'),
  name: text(row, 'product_name'),
  categoryId: text(row, 'category_id'),
  packing: row['quantity_per_unit'] ?? null,
  price: decimalOfReal(text(row, 'unit_price')),
  inStock: text(row, 'units_in_stock'),
});
const toOrder = (row: Row, lines: readonly Row[]): SourceOrder => ({
  id: text(row, 'order_id'),
  customerId: text(row, 'customer_id'),
  employeeId: text(row, 'employee_id'),
  date: text(row, 'order_date'),
  requiredDate: row['required_date'] ?? null,
  shippedDate: row['shipped_date'] ?? null,
  lines: lines.map(toLine),
});
function toLine(row: Row): SourceLine {
  const raw = { price: text(row, 'unit_price'), discount: text(row, 'discount') };
  return {
    ...{ productId: text(row, 'product_id'), quantity: text(row, 'quantity'), raw },
    ...{ price: decimalOfReal(raw.price), discount: decimalOfReal(raw.discount) },
  };
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (value == null) throw new Error(`The source has no ${column} where one is needed`);
  return value;
}

/**
 * The decimal that a 4-byte float of the dump means: the shortest one that rounds to the same float. `0.150000006` is
 * 0.15, `9.80000019` is 9.8.
 */
export function decimalOfReal(raw: string): string {
  const float = Math.fround(Number(raw));
  for (let digits = 1; digits <= 9; digits += 1) {
    const candidate = Number(float.toPrecision(digits));
    if (Math.fround(candidate) === float) return String(candidate);
  }
  return raw;
}

/** A quoted text with doubled quotes inside, or a bare word, and what follows it. */
const VALUE = /\s*(?:'((?:[^']|'')*)'|([^',()\s]+))\s*([,)])/y;

function rowsOf(sql: string, table: string): Row[] {
  const columns = columnsOf(sql, table);
  return [...sql.matchAll(new RegExp(`^INSERT INTO ${table} VALUES \\(`, 'gm'))].map((start) => {
    const values = valuesFrom(sql, start.index + start[0].length);
    if (values.length !== columns.length) throw new Error(`A row of ${table} has ${values.length} values`);
    return Object.fromEntries(columns.map((column, index) => [column, values[index]!]));
  });
}

function valuesFrom(sql: string, start: number): (string | null)[] {
  const values: (string | null)[] = [];
  VALUE.lastIndex = start;
  for (;;) {
    const match = VALUE.exec(sql);
    if (!match) throw new Error(`Not a list of values: ${sql.slice(start, start + 80)}`);
    const [, quoted, bare, end] = match;
    values.push(quoted === undefined ? (bare === 'NULL' ? null : bare!) : quoted.replaceAll("''", "'"));
    if (end === ')') return values;
  }
}

function columnsOf(sql: string, table: string): string[] {
  const body = new RegExp(`^CREATE TABLE ${table} \\(([^;]*)\\);`, 'm').exec(sql)?.[1];
  if (!body) throw new Error(`The source has no table ${table}`);
  return [...body.matchAll(/^\s+(\w+) /gm)].map((match) => match[1]!);
}
