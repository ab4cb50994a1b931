import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

const DANGEROUS = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Text of a cell; what a spreadsheet would take for a formula is quoted with an apostrophe (OWASP CSV injection). */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return csvCell((value as { name?: unknown }).name ?? JSON.stringify(value));
  const text = String(value);
  return DANGEROUS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Streams rows as CSV (RFC 4180) with a byte-order mark, so that spreadsheets read UTF-8. */
export function csvStream(columns: readonly string[], rows: AsyncIterable<Record<string, unknown>>): Readable {
  const cells = async function* (): AsyncGenerator<string[]> {
    yield [...columns];
    for await (const row of rows) yield columns.map((column) => csvCell(row[column]));
  };
  const formatter = stringify({ bom: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
  // Whatever ends one ends the other: nobody reads rows on for a client who has left.
  return pipeline(Readable.from(cells()), formatter, () => undefined);
}
