import type { Component } from 'vue';
import type { Column, Edits, PageLoader, ReferenceSource, Row, Words } from './column-ui';
import type { LinesUi } from './lines-ui';

export * from './column-ui';
export * from './lines-ui';

/** What there is to choose from; of what is registered or loaded later, as it is when somebody chooses. */
export type Values = readonly string[] | (() => readonly string[]);
export const valuesOf = ({ values }: { values?: Values }): readonly string[] =>
  (typeof values === 'function' ? values() : values) ?? [];

export interface Filter {
  /** Parameter of the list; ranges add `[gte]` and `[lt]`, several choices `[in]`. */
  key: string;
  kind: 'text' | 'choice' | 'dictionary' | 'reference' | 'date-range' | 'number-range' | 'flag';
  values?: Values;
  options?: string;
  source?: ReferenceSource;
  /** Shown as a chip from the start. */
  pinned?: boolean;
}

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'decimal'
  | 'integer'
  | 'percent'
  | 'date'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'dictionary'
  | 'reference'
  | 'references'
  | 'ids'
  | 'flag'
  | 'tags'
  | 'custom';

export type Condition = boolean | ((edits: Edits) => boolean);

/** One entry of a form. References send `<key>Id`, several `<key>Ids` without their plural s. */
export interface Field {
  key: string;
  kind: FieldKind;
  required?: Condition;
  visible?: Condition;
  disabled?: Condition;
  /** Columns of the grid of four. */
  span?: 1 | 2 | 4;
  values?: Values;
  options?: string;
  /** Words of a choice that come from elsewhere than the locale files; sorted by them. */
  words?: Words;
  source?: ReferenceSource;
  /** A new form begins with the record of the source where there is only one. */
  sole?: boolean;
  default?: unknown | (() => unknown);
  /** Texts of the field carry an explanation under the input. */
  hint?: boolean;
  /** What a picked record fills in elsewhere. */
  fill?: (picked: Row, edits: Edits) => Edits;
  /** Editor of a `custom` field; takes `modelValue`, `edits`, `errors`. */
  component?: () => Promise<{ default: Component }>;
  /** The editor shows the problems of its parts itself, as `steps.1.name`. */
  parts?: boolean;
  /** Viewer of a `custom` field; takes `value`, `record`. */
  viewer?: () => Promise<{ default: Component }>;
  /** How the record page shows it, where that does not follow from the kind. */
  show?: Partial<Column> | false | (() => Partial<Column> | false);
  /** Name in the request, where it does not follow from key and kind. */
  send?: string;
  /** Only when creating or only when editing. */
  only?: 'create' | 'edit';
}

export interface Section {
  key: string;
  fields: Field[];
}

export interface RecordAct {
  name: string;
  icon: Component;
  permission: string;
  danger?: boolean;
  /** Asks first; the texts are `<resource>.acts.<name>-ask`. */
  confirm?: boolean;
  visible?: (record: Row) => boolean;
  /** What has to be said with it. */
  fields?: Field[];
  /** What of the record it is about, told above the fields. */
  facts?: Column[];
  /** Asks in its own way; takes `record` and `loading`, emits `close` and `done` with what is sent. */
  dialog?: PageLoader;
  /** Path of a link in the answer, shown to be copied. */
  link?: string;
}

/** The next document of the chain, made by the server as a draft of what is still open. */
export interface PushDown {
  /** Resource id of the document that is made, `<module>.<resource>`. */
  to: string;
  icon: Component;
  /** Act of this document that makes it; without one the form opens with what `origins` takes over. */
  act?: string;
}

export interface Origin {
  path: string;
  /** Entries of the new document, taken over from the one it comes from. */
  map: (view: Row) => Edits;
}

export interface Panel {
  ui: ResourceUi;
  /** Filter of the list that names the record. */
  filter: string;
  /** Entry of the new record that names this one. */
  preset: string;
}

export interface ResourceUi {
  kind: 'document' | 'master' | 'log';
  module: string;
  resource: string;
  /** `<module>.<resource>`: stem of permissions and texts. */
  permission: string;
  /** Where the API has it and where the console shows it. */
  path: string;
  icon: Component;
  columns: Column[];
  filters: Filter[];
  sections: Section[];
  facts: Column[];
  /** Figures that whoever decides has to weigh, where they are not zero. */
  weighed?: Column[];
  defaultSort?: string;
  /** What the list is narrowed to when nobody has said anything. */
  startWith?: Readonly<Record<string, string>>;
  title: (record: Row) => string;
  mark?: (record: Row) => string | null;
  lines?: LinesUi;
  acts?: RecordAct[];
  pushDown?: PushDown[];
  origins?: Record<string, Origin>;
  /** Documents that can be amended: the fields that an amendment leaves as they are. */
  amendable?: { readonly fixedFields: readonly string[]; readonly sideFields: readonly string[] };
  /** Of documents: what may be changed in every state, because it binds nobody. */
  sideFields?: readonly string[];
  panels?: () => Panel[];
  /** Stands under the facts of the record; takes `record`. */
  summary?: PageLoader;
  /** Stands above the list where there is something to say. */
  notice?: PageLoader;
  /** Where a row leads that has no page of its own. */
  leadsTo?: (row: Row) => string | undefined;
  /** What the resource can do beyond being listed. */
  can: { record: boolean; create: boolean; edit: boolean; remove: boolean; archive: boolean };
  /** What else changes with a record of it. */
  saved?: () => Promise<void>;
  hiddenInMenu?: boolean;
  searchable: boolean;
  pages?: { list?: PageLoader; record?: PageLoader; form?: PageLoader };
}

export const resolve = (condition: Condition | undefined, edits: Edits, otherwise: boolean): boolean =>
  typeof condition === 'function' ? condition(edits) : (condition ?? otherwise);
