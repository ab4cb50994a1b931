import type { DocumentAct, DocumentDefinition } from '@guanxi/shared/documents';
import type { Entity } from '../db/rows.js';
import type { ListSpec } from '../lists/list.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';

/** What happens inside the transaction when a document takes effect, is amended, voided or closed. */
export interface Effects<Doc, Line> {
  effective?(document: Doc, lines: Line[]): Promise<void>;
  /** The next revision is in place; `before` and `linesBefore` are what was in force until now. */
  amend?(document: Doc, lines: Line[], before: Doc, linesBefore: Line[]): Promise<void>;
  void?(document: Doc, lines: Line[]): Promise<void>;
  close?(document: Doc, lines: Line[]): Promise<void>;
}

/** Where a document says what it came from: a property of its header or of its lines that holds a document's id. */
export interface SourceLink {
  /** Types that the property may point to. */
  readonly types: readonly string[];
  readonly on: 'header' | 'lines';
  readonly property: string;
}

/**
 * What is particular to a document type; the kernel's store and lifecycle do the rest. A further member needs a decision
 * record and three documents that need it.
 */
export interface DocumentHandler<
  Input = object,
  Doc extends DocumentHeader = DocumentHeader,
  Line extends DocumentLine = DocumentLine,
> {
  readonly definition: DocumentDefinition;
  readonly entity: Entity<Doc>;
  /** What lists and views show of the header. */
  readonly list: ListSpec;
  /** The lines, for documents that have them; a submission needs at least one unless they are optional. */
  readonly lines?: { readonly entity: Entity<Line>; readonly list: ListSpec; readonly optional?: boolean };
  /** What it came from: for the chain, and because it must be in force when the document is submitted. */
  readonly sources?: readonly SourceLink[];
  /**
   * Puts the input onto the document: look-ups, prices, totals, `title`, `amount`, `currency`. Answers the lines as they
   * shall be; missing input stays as it is.
   */
  build(input: Partial<Input>, document: Doc, lines: Line[]): Promise<Line[]>;
  /** Vetoes an act by throwing a DomainError; may note on the document what its approval should know. */
  check?(document: Doc, lines: Line[], act: DocumentAct): Promise<void>;
  /** For executions, whether they stay inside what their commitment says: quantities, prices, terms. */
  isInside?(document: Doc, lines: Line[]): Promise<boolean>;
  readonly effects?: Effects<Doc, Line>;
}
