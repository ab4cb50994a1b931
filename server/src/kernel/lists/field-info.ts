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
}
