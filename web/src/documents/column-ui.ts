import type { Component } from 'vue';
import type { Query } from '@/api/http';
import type { Ref } from '@/api/types';

/** What a person has typed so far. References are kept whole, so that their names can be shown. */
export type Edits = Record<string, unknown>;
export type Row = Record<string, unknown>;

export type CellKind =
  | 'text'
  | 'number'
  | 'code'
  | 'party'
  | 'ref'
  | 'refs'
  | 'person'
  | 'money'
  | 'quantity'
  | 'percent'
  | 'integer'
  | 'date'
  | 'due'
  | 'instant'
  | 'progress'
  | 'status'
  | 'choice'
  | 'dictionary'
  | 'flag'
  | 'active'
  | 'product';

/** What a value is called in a language. */
export type Words = (value: string, language: string) => string;

/** A value of a record as it is shown: column of a list, fact of a record, cell of a line. */
export interface Column {
  /** Path in the row; dots lead into parts. */
  key: string;
  kind: CellKind;
  width?: number;
  minWidth?: number;
  /** The list may be sorted by it; a string when the parameter is named differently. */
  sort?: boolean | string;
  /** Choices: `<module>.options.<name>`; dictionaries: their type. */
  options?: string;
  /** Words of a choice that come from elsewhere than the locale files. */
  words?: Words;
  /** Path of the unit or the currency beside the figure. */
  unit?: string;
  /** Path of a short mark beside the name, such as the level of a customer. */
  mark?: string;
  /** Digits after the point; money takes them from the company. */
  digits?: number;
  /** Path of the whole of which a progress is a part; without it the value is a share from 0 to 1. */
  of?: string;
  /** Whether what was due has come, so that it is not late any more. */
  met?: (row: Row) => boolean;
  /** Dropped while the preview is open. */
  secondary?: boolean;
  /** Off until the person asks for it. */
  hidden?: boolean;
  /** Of a figure, whether it counts against the others: money paid ahead among what is owed. */
  negative?: (row: Row) => boolean;
  /** Summed up in the bar under the list, by currency. */
  total?: boolean;
  /** The largest of the facts. */
  big?: boolean;
  /** The record that the value names; of a reference it is of the type that its key says. */
  leads?: (row: Row) => Named | undefined;
}

/** A record by the short type that documents carry, such as `sales-order`. */
export interface Named {
  type: string;
  id: string;
}

export interface ReferenceSource {
  /** Where `q=` searches. */
  path: string;
  label?: (row: Row) => string;
  hint?: (row: Row) => string;
  query?: (edits: Edits) => Query;
  /** A figure beside each of the found, by id. */
  figures?: (rows: Row[], edits: Edits) => Promise<Record<string, string>>;
}

export type PageLoader = () => Promise<{ default: Component }>;

export const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
