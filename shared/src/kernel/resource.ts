/** The nine modules, in the order of the menu. */
export const MODULES = [
  'customers',
  'relations',
  'sales',
  'marketing',
  'procurement',
  'sales-orders',
  'inventory',
  'office',
  'system',
] as const;
export type ModuleName = (typeof MODULES)[number];

/** Whose rows a user may see: by owner, by assigned warehouse, or by permission alone. */
export type ScopeKey = 'owner' | 'warehouse' | 'none';

/** A field of another resource. */
export interface FieldOf {
  readonly type: string;
  readonly field: string;
}

/** What server and console both know of a resource. */
export interface ResourceDefinition {
  /** Kebab-case noun, also folder, table (snake case) and locale key: `sales-order`. */
  readonly type: string;
  readonly module: ModuleName;
  /** Path below `/api/v1/`, the same in the console: `sales-orders/quotations`. */
  readonly path: string;
  readonly scope: ScopeKey;
  /** Actions that roles can grant, e.g. `read`. The permission code is `module.type.action`. */
  readonly actions: readonly string[];
  /** Fields of the view that role field rules may hide or mask. */
  readonly sensitive: readonly string[];
  /**
   * Fields that are computed from a sensitive one of another resource, with that one. They would tell it to who varies what
   * they are computed from, so they are hidden from everybody who does not see it whole.
   */
  readonly follows?: Readonly<Record<string, FieldOf>>;
  /** Whether the audit log notes who looked at a record. */
  readonly watched: boolean;
}

const MASTER_ACTIONS = ['read', 'create', 'update', 'delete', 'export'] as const;

/** Declares a master-data resource: standard verbs, no life cycle beyond active and archived. */
export const defineResource = (
  definition: Pick<ResourceDefinition, 'type' | 'module' | 'path'> & Partial<ResourceDefinition>,
): ResourceDefinition => ({ scope: 'none', actions: MASTER_ACTIONS, sensitive: [], watched: false, ...definition });

/** `module.resource.action`. */
export type Permission = `${string}.${string}.${string}`;

export const permissionOf = (definition: ResourceDefinition, action: string): Permission =>
  `${definition.module}.${definition.type}.${action}`;

/** Which rows a role shows in a module, from narrow to wide. */
export const SCOPES = ['own', 'subordinates', 'department', 'department-below', 'departments', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a role may do to a field: not see it, see it masked, or see it without changing it. */
export const FIELD_RULES = ['hidden', 'masked', 'read-only'] as const;
export type FieldRule = (typeof FIELD_RULES)[number];

/** Keeps the first three and the last four characters, `138****1234`, where that hides four or more; others are hidden whole. */
export const mask = (value: string): string =>
  value.length < 11 ? '****' : `${value.slice(0, 3)}****${value.slice(-4)}`;
