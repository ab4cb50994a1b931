import type { Column, Edits, PageLoader, ReferenceSource, Row } from './column-ui';

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
  /** Called when the editor is set up: answers which of the choices a line has; without an answer it has all of them. */
  among?: (lines: () => Edits[]) => (line: Edits) => readonly string[] | undefined;
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
  /** What else the form knows of a saved line; it is not sent. */
  known?: (line: Row) => Edits;
  /**
   * Stands beside the form and says what one must know while writing. Takes the entries as its model, `line` (the index of
   * the current one), `record`, `amending` and `ui`; emits `notes`, which the columns of kind `note` show.
   */
  rail?: PageLoader;
  /** In place of the spreadsheet; takes `ui`, `lines`, `errors` and the entries of the form as its model. */
  editor?: PageLoader;
}

/** An act of its own path, beside those that all records have. */

/** Whether a column is typed into; the others are worked out. */
export const isEntered = (column: LineColumn): boolean => !['computed', 'read-only', 'note'].includes(column.kind);
