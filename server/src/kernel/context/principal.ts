import type { FieldRule, Language, ModuleName } from '@guanxi/shared/kernel';

/** Whose rows a principal may see: everybody's, or those of the users named. */
export type OwnerScope = 'all' | readonly string[];

/** Who acts: a signed-in user with everything that decides what they may do. */
export interface Principal {
  readonly userId: string;
  readonly name: string;
  readonly login: string;
  readonly language: Language;
  readonly sessionId: string | null;
  /** Of which state of the settings this is; undefined where nobody compares. */
  readonly epoch?: number;
  readonly departmentId: string | null;
  readonly companyId: string;
  /** Permission codes; `*` stands for all. */
  readonly permissions: ReadonlySet<string>;
  readonly scopes: Readonly<Partial<Record<ModuleName, OwnerScope>>>;
  /** By resource type and field; where several roles disagree, the most permissive wins. */
  readonly fieldRules: Readonly<Record<string, Readonly<Record<string, FieldRule>>>>;
}

export const may = (principal: Principal, permission: string): boolean =>
  principal.permissions.has('*') || principal.permissions.has(permission);
