import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  MODULES,
  type FieldOf,
  type FieldRule,
  type Language,
  type ModuleName,
  type Scope,
} from '@guanxi/shared/kernel';
import { user } from '@guanxi/shared/system';
import { Audit } from '../../../kernel/audit/audit.js';
import { Accounts, type Account } from '../../../kernel/auth/ports.js';
import type { OwnerScope, Principal } from '../../../kernel/context/principal.js';
import { Db } from '../../../kernel/db/db.js';
import { ListRegistry } from '../../../kernel/lists/list-registry.js';

interface UserRow extends Account {
  readonly companyId: string;
  readonly departmentId: string | null;
  readonly roleIds: string[];
}

interface RoleRow {
  readonly permissions: string[];
  readonly scopes: Partial<Record<ModuleName, Scope>>;
  readonly scopeDepartmentIds: string[];
  readonly fieldRules: Record<string, Record<string, FieldRule>>;
}

/** A field that would tell another one. */
interface Follower {
  readonly type: string;
  readonly field: string;
  readonly followed: FieldOf;
}

const ACCOUNT = `SELECT id AS "userId", login, name, language, password_hash AS "passwordHash", active AND NOT archived AS active,
  company_id AS "companyId", department_id AS "departmentId", role_ids AS "roleIds" FROM "user"`;

/** Whose rows each scope shows, as a set of owners. */
const OWNERS: Record<Exclude<Scope, 'own' | 'all'>, string> = {
  subordinates: `WITH RECURSIVE line AS (SELECT $1::uuid AS id UNION SELECT u.id FROM line JOIN "user" u ON u.superior_id = line.id) SELECT id FROM line`,
  department: `SELECT id FROM "user" WHERE department_id = (SELECT department_id FROM "user" WHERE id = $1) OR id = $1`,
  'department-below': `WITH RECURSIVE tree AS (SELECT department_id AS id FROM "user" WHERE id = $1 UNION SELECT d.id FROM tree JOIN department d ON d.parent_id = tree.id)
    SELECT u.id FROM "user" u WHERE u.department_id IN (SELECT id FROM tree) OR u.id = $1`,
  departments: `WITH RECURSIVE tree AS (SELECT unnest($2::uuid[]) AS id UNION SELECT d.id FROM tree JOIN department d ON d.parent_id = tree.id)
    SELECT u.id FROM "user" u WHERE u.department_id IN (SELECT id FROM tree) OR u.id = $1`,
};
const OPENNESS: Record<FieldRule, number> = { hidden: 0, masked: 1, 'read-only': 2 };

/** Users as the kernel's sign-in and guard see them. */
@Injectable()
export class AccountsService extends Accounts implements OnModuleInit {
  private followers: readonly Follower[] = [];

  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly lists: ListRegistry,
  ) {
    super();
  }

  onModuleInit(): void {
    this.followers = this.lists
      .all()
      .flatMap(({ definition: { type, follows = {} } }) =>
        Object.entries(follows).map(([field, followed]) => ({ type, field, followed })),
      );
  }

  findByLogin(login: string): Promise<Account | undefined> {
    return this.db.one<UserRow>(`${ACCOUNT} WHERE login = $1`, [login]);
  }

  find(userId: string): Promise<Account | undefined> {
    return this.db.one<UserRow>(`${ACCOUNT} WHERE id::text = $1`, [userId]);
  }

  async setPassword(userId: string, passwordHash: string): Promise<void> {
    await this.db.send('UPDATE "user" SET password_hash = $2 WHERE id = $1', [userId, passwordHash]);
    await this.audit.record({ action: 'password', recordType: user.type, recordId: userId });
  }

  async setLanguage(userId: string, language: Language): Promise<void> {
    const update = `UPDATE "user" u SET language = $2 FROM (SELECT id, language FROM "user" WHERE id = $1 FOR UPDATE) b
      WHERE u.id = b.id AND b.language <> $2 RETURNING u.id, u.version, 'update' AS action,
        jsonb_build_array(jsonb_build_object('field', 'language', 'from', b.language, 'to', u.language))::text AS changes`;
    await this.audit.recordUpdate(user.type, update, [userId, language]);
  }

  async principal(userId: string, sessionId: string | null): Promise<Principal | undefined> {
    const user = (await this.find(userId)) as UserRow | undefined;
    if (!user?.active) return undefined;
    const roles = await this.db.query<RoleRow>(
      `SELECT permissions, scopes, scope_department_ids AS "scopeDepartmentIds", field_rules AS "fieldRules" FROM role WHERE id = ANY($1) AND NOT archived`,
      [user.roleIds],
    );
    return {
      ...{ userId, sessionId, name: user.name, login: user.login, language: user.language },
      ...{ departmentId: user.departmentId, companyId: user.companyId },
      permissions: new Set(roles.flatMap((role) => role.permissions)),
      scopes: await this.scopesOf(userId, roles),
      fieldRules: withFollowers(mergeFieldRules(roles), this.followers),
    };
  }

  private async scopesOf(userId: string, roles: readonly RoleRow[]): Promise<Partial<Record<ModuleName, OwnerScope>>> {
    const known = new Map<string, Promise<string[]>>();
    const owners = (scope: Scope, departmentIds: readonly string[]): Promise<string[]> => {
      const key = `${scope} ${scope === 'departments' ? departmentIds.join() : ''}`;
      const found = known.get(key) ?? this.owners(userId, scope, departmentIds);
      known.set(key, found);
      return found;
    };
    const scopes: Partial<Record<ModuleName, OwnerScope>> = {};
    for (const module of MODULES) {
      const granted = roles.filter((role) => role.scopes[module]);
      if (granted.some((role) => role.scopes[module] === 'all')) scopes[module] = 'all';
      else {
        const sets = await Promise.all(granted.map((role) => owners(role.scopes[module]!, role.scopeDepartmentIds)));
        scopes[module] = [...new Set([userId, ...sets.flat()])];
      }
    }
    return scopes;
  }

  private async owners(userId: string, scope: Scope, departmentIds: readonly string[]): Promise<string[]> {
    if (scope === 'own' || scope === 'all') return [userId];
    const values = scope === 'departments' ? [userId, departmentIds] : [userId];
    return (await this.db.query<{ id: string }>(OWNERS[scope], values)).map((row) => row.id);
  }
}

/** A field is as open as the most open role makes it; a role that says nothing leaves it open. */
function mergeFieldRules(roles: readonly RoleRow[]): Principal['fieldRules'] {
  const [first, ...others] = roles;
  const merged: Record<string, Record<string, FieldRule>> = structuredClone(first?.fieldRules ?? {});
  for (const [type, fields] of Object.entries(merged)) {
    for (const [field, rule] of Object.entries(fields)) {
      const rules = [rule, ...others.map((role) => role.fieldRules[type]?.[field])];
      if (rules.includes(undefined)) delete fields[field];
      else fields[field] = (rules as FieldRule[]).reduce((a, b) => (OPENNESS[a] >= OPENNESS[b] ? a : b));
    }
  }
  return merged;
}

/** What follows a field that is not seen whole is hidden: even a part of it, asked for often enough, would tell that field. */
function withFollowers(rules: Principal['fieldRules'], followers: readonly Follower[]): Principal['fieldRules'] {
  return followers.reduce((all, { type, field, followed }) => {
    const rule = rules[followed.type]?.[followed.field];
    return rule === 'hidden' || rule === 'masked' ? { ...all, [type]: { ...all[type], [field]: 'hidden' } } : all;
  }, rules);
}
