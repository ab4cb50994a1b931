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
  /** Summed up in the bar under the list. */
  total?: boolean;
  /** The largest of the facts. */
  big?: boolean;
}

export interface ReferenceSource {
  /** Where `q=` searches. */
  path: string;
  /** Console path of the record. */
  route?: string;
  label?: (row: Row) => string;
  hint?: (row: Row) => string;
  query?: (edits: Edits) => Query;
  /** A figure beside each of the found, by id. */
  figures?: (rows: Row[], edits: Edits) => Promise<Record<string, string>>;
}

export interface Filter {
  /** Parameter of the list; ranges add `[gte]` and `[lt]`, several choices `[in]`. */
  key: string;
  kind: 'text' | 'choice' | 'dictionary' | 'reference' | 'date-range' | 'number-range' | 'flag';
  values?: readonly string[];
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
  values?: readonly string[] | (() => readonly string[]);
  options?: string;
  /** Words of a choice that come from elsewhere than the locale files; sorted by them. */
  words?: Words;
  source?: ReferenceSource;
  default?: unknown | (() => unknown);
  /** Texts of the field carry an explanation under the input. */
  hint?: boolean;
  /** What a picked record fills in elsewhere. */
  fill?: (picked: Row, edits: Edits) => Edits;
  /** Editor of a `custom` field; takes `modelValue`, `edits`, `errors`. */
  component?: () => Promise<{ default: Component }>;
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

export type LineKind =
  'reference' | 'text' | 'decimal' | 'percent' | 'date' | 'choice' | 'computed' | 'read-only' | 'note';

export interface LineColumn {
  key: string;
  kind: LineKind;
  width?: number;
  required?: boolean;
  source?: ReferenceSource;
  values?: readonly string[];
  options?: string;
  /** The choices are the company's own, of this dictionary. */
  dictionary?: string;
  digits?: number;
  /** Figure shown as money, with the digits of the company. */
  money?: boolean;
  fill?: (picked: Row, line: Edits, edits: Edits) => Edits;
  send?: string;
}

/** What the rail of the form has to say about a line, under the key of a column of kind `note`. */
export interface LineNote {
  text: string;
  tone?: 'bad';
  /** The whole sentence, for those who ask. */
  hint?: string;
}
export type LineNotes = Record<string, LineNote>[];

export interface Computed {
  lines: Record<string, string>[];
  totals: Record<string, string>;
}

/** Amounts of all lines and of the document; pure, the same on the server. */
export type Compute = (lines: Edits[], edits: Edits, digits: number) => Computed;

export interface LinesUi {
  /** Name of the array in view and input. */
  key: string;
  columns: LineColumn[];
  /** Columns on the record page. */
  view: Column[];
  /** Loaded with the form: lists need no arithmetic. */
  compute?: () => Promise<Compute>;
  /** Keys of the totals in the footer, the grand total last. */
  totals: string[];
  newLine?: (edits: Edits) => Edits;
  /** Lines come from elsewhere: they can be changed and left out, not added. */
  fixed?: boolean;
  /** What is open of other documents and can be taken along: its path below the record, and who may see it. */
  offers?: { path: string; permission: string };
  /** Fields of a line that are sent back as they came. */
  keep?: string[];
  /**
   * Stands beside the form and says what one must know while writing. Takes the entries as its model, `line` (the index of
   * the current one), `record`, `amending` and `ui`; emits `notes`, which the columns of kind `note` show.
   */
  rail?: PageLoader;
  /** In place of the spreadsheet; takes `ui`, `lines`, `errors` and the entries of the form as its model. */
  editor?: PageLoader;
}

/** An act of its own path, beside those that all records have. */
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
  panels?: () => Panel[];
  /** Stands under the facts of the record; takes `record`. */
  summary?: PageLoader;
  /** Where a row leads that has no page of its own. */
  leadsTo?: (row: Row) => string | undefined;
  /** What the resource can do beyond being listed. */
  can: { record: boolean; create: boolean; edit: boolean; remove: boolean; archive: boolean; timeline: boolean };
  /** What else changes with a record of it. */
  saved?: () => Promise<void>;
  hiddenInMenu?: boolean;
  searchable: boolean;
  pages?: { list?: PageLoader; record?: PageLoader; form?: PageLoader };
}

export type PageLoader = () => Promise<{ default: Component }>;

export const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

/** Whether a column is typed into; the others are worked out. */
export const isEntered = (column: LineColumn): boolean => !['computed', 'read-only', 'note'].includes(column.kind);

export const resolve = (condition: Condition | undefined, edits: Edits, otherwise: boolean): boolean =>
  typeof condition === 'function' ? condition(edits) : (condition ?? otherwise);
