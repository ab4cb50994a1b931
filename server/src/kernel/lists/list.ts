import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { Entity } from '../db/rows.js';

/** A reference of a row, shown as `{ id, name, code? }` under the name of the property without `Id`. */
export interface RefSpec {
  readonly table: string;
  /** SQL column of the label; `name` unless said otherwise. */
  readonly label?: string;
  readonly code?: string;
}

/** A computed field: SQL over `t` and the aliases of `joins`, with the type that its filters compare. */
export interface ComputedField {
  readonly sql: string;
  /**
   * What it is of every record that was just inserted, as it would be read. Without it the record itself may tell, by a
   * property of this name, and else the database is asked.
   */
  readonly atFirst?: string | null;
  readonly type?: 'text' | 'uuid' | 'numeric' | 'date' | 'boolean';
}

/**
 * What a list of a resource shows and how it can be narrowed. The same declaration answers lists, single reads and exports,
 * so that no field has two meanings.
 */
export interface ListSpec {
  readonly definition: ResourceDefinition;
  readonly entity: Entity<object>;
  /** Columns of the entity that are never shown. */
  readonly omit?: readonly string[];
  /** Columns shown for a single record only, such as long texts and nested lists. */
  readonly detail?: readonly string[];
  readonly refs?: Readonly<Record<string, RefSpec>>;
  /** What properties with several ids refer to: `role` for `roleIds`. */
  readonly manyRefs?: Readonly<Record<string, RefSpec>>;
  readonly joins?: string;
  readonly computed?: Readonly<Record<string, ComputedField>>;
  /** Fields (properties, or computed names) that may be filtered by. */
  readonly filters: readonly string[];
  /** Fields that may be sorted by: name → property; the first is the default, descending. Columns must be NOT NULL and indexed. */
  readonly sorts: readonly string[];
  readonly defaultSort?: string;
  /** The fields whose grams `q` searches (`search_text`, `grams`). */
  readonly searchable?: readonly string[];
  /** For documents and others without grams: SQL condition with `$q` for the escaped ILIKE pattern and `$grams`. */
  readonly search?: string;
  /** Property by which rows belong to somebody; needed where the definition's scope is `owner`. */
  readonly ownerProperty?: string;
}

/** Declares a list. */
export const defineList = (spec: ListSpec): ListSpec => spec;

/** A page of rows: `nextCursor` is null on the last one. */
export interface Page<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
  readonly total?: number;
  /** True when counting stopped at 1,000. */
  readonly totalIsCapped?: boolean;
}
