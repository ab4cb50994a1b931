/** The tables of all document types. */
export const TABLES = [
  ...['quotation', 'sales_order', 'delivery', 'sales_invoice', 'opening_balance'],
  ...['receipt', 'stock_entry', 'stock_issue', 'expense'],
] as const;

export const IN_FORCE = `('effective', 'completed')`;
/** States of a document that has, or had, consequences. */
export const POSTED = `('effective', 'completed', 'closed', 'void')`;

export const typeOf = (table: string): string => table.replaceAll('_', '-');
export const union = (...selects: readonly string[]): string => selects.join(' UNION ALL ');

/** The same of each of these tables. */
export const ofEach = (tables: readonly string[], select: (table: string) => string): string =>
  union(...tables.map(select));
