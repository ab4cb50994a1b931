import type { RefSpec } from './list.js';

/** A record as it was inserted, and what the act that did read by its ids. */
export interface Written {
  readonly record: Readonly<Record<string, unknown>>;
  readonly seen: ReadonlyMap<string, object>;
}

/** A field of a list: what it selects and what may be done with it. */
export interface FieldInfo {
  readonly name: string;
  readonly sql: string;
  /** Expression that filters and sorts compare. */
  readonly key: string;
  /** What a cursor is cast to, so that an index on the key serves. */
  readonly cast: string;
  readonly type: 'uuid' | 'text' | 'numeric' | 'date' | 'timestamptz' | 'boolean';
  readonly shown: boolean;
  readonly detail: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  /** What it is of a record that was just inserted; undefined where only the database tells. */
  readonly written: (record: Written) => unknown;
  /** What an id refers to that is shown with its label only after it was read. */
  readonly labelled?: RefSpec;
}
