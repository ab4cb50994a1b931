import type { ResourceDefinition } from '../kernel/index.js';
import type { Lifecycle } from './lifecycle.js';
import { STANDARD } from './lifecycle.js';

/** How numbers look: prefix, department, date part in the company's time zone, counter of at least `digits` digits. */
export interface NumberingPattern {
  readonly prefix: string;
  readonly datePart: '' | 'yyyy' | 'yyyyMM' | 'yyyyMMdd';
  readonly digits: number;
  /** Gapless series give the number when the document takes effect, fast ones at the first submit. */
  readonly gapless: boolean;
  /** Each department has a series of its own, named by its code. */
  readonly perDepartment?: boolean;
}

/** A commitment binds the company; an execution carries out a commitment and is released. */
export type ApprovalKind = 'commitment' | 'release';

/**
 * How executions that stay inside their commitment take effect in a company: released by the superior or a releaser, covered
 * by the approval of the commitment, or (strict) approved like the commitment itself.
 */
export const RELEASE_POLICIES = ['release', 'covered', 'strict'] as const;
export type ReleasePolicy = (typeof RELEASE_POLICIES)[number];

/** A flow that a document type starts with, besides the one that asks the direct superior. */
export interface DefaultFlow {
  readonly zh: string;
  readonly en: string;
  /** Flows are tried from the highest priority down. */
  readonly priority: number;
  readonly conditions: readonly { readonly field: string; readonly operator: 'gt' | 'eq'; readonly value: string }[];
  /** How many superiors decide, one after the other. */
  readonly superiors: number;
}

/** What server and console both know of a document type. */
export interface DocumentDefinition extends ResourceDefinition {
  readonly document: true;
  readonly numbering: NumberingPattern;
  readonly lifecycle: Lifecycle;
  readonly approval: ApprovalKind;
  /** For executions, the type of the commitment that they carry out; its flows decide on what goes beyond it. */
  readonly executes: string | null;
  /** Document types that this one may come from. */
  readonly origins: readonly string[];
  /** What can be done to it in parts; its status `completed` means that all of these are done. */
  readonly progress: readonly string[];
  /** Fields that stay editable after submission, audited like all others. */
  readonly sideFields: readonly string[];
  /** Fields that name who gains from it: their people are authors, whoever wrote it. The triggers of its table say the same. */
  readonly beneficiaries: readonly string[];
  /** Fields that an amendment leaves as they are: with another party or currency it would be another document. */
  readonly fixedFields: readonly string[];
  /**
   * Fields of document and lines that tell of this one document alone, with what a copy starts with: what came after it took
   * effect, what it came from, other people's numbers for it.
   */
  readonly uncopied: Readonly<Record<string, string | null>>;
  readonly flows: readonly DefaultFlow[];
}

const DOCUMENT_ACTIONS = ['read', 'create', 'update', 'delete', 'submit', 'close', 'void', 'export'] as const;

type Required = 'type' | 'module' | 'path' | 'numbering' | 'approval';

/** The side fields that every document has. */
export const SIDE_FIELDS: readonly string[] = ['note', 'tags'];

/** Nobody is allowed what cannot be done: a document without a rest has no `close`. */
const actionsOf = (lifecycle: Lifecycle): readonly string[] =>
  DOCUMENT_ACTIONS.filter((action) => action !== 'close' || lifecycle.close);

/** Declares a document type; what is not said is the standard. */
export const defineDocument = (
  definition: Pick<DocumentDefinition, Required> & Partial<DocumentDefinition>,
): DocumentDefinition => ({
  document: true,
  scope: 'owner',
  actions: actionsOf(definition.lifecycle ?? STANDARD),
  sensitive: [],
  watched: false,
  lifecycle: STANDARD,
  executes: null,
  origins: [],
  progress: [],
  sideFields: SIDE_FIELDS,
  beneficiaries: [],
  fixedFields: [],
  flows: [],
  ...definition,
  uncopied: {
    ...Object.fromEntries(
      (definition.sideFields ?? []).filter((field) => !SIDE_FIELDS.includes(field)).map((field) => [field, null]),
    ),
    ...definition.uncopied,
  },
});
