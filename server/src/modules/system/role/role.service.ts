import { Injectable } from '@nestjs/common';
import { role } from '@guanxi/shared/system';
import { RouteAudit } from '../../../kernel/auth/route-audit.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { RoleInput } from './role.dto.js';
import { Role } from './role.entity.js';

@Injectable()
export class RoleService implements RecordHandler<RoleInput, Role> {
  readonly definition = role;
  readonly entity = Role;
  readonly list = defineList({
    definition: role,
    entity: Role,
    filters: ['name', 'builtIn', 'archived'],
    sorts: ['createdAt'],
    defaultSort: 'createdAt',
    search: 't.name ILIKE $q',
  });

  constructor(
    private readonly routes: RouteAudit,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  build(input: Partial<RoleInput>, record: Role, isNew: boolean): void {
    if (isNew) Object.assign(record, { scopes: {}, scopeDepartmentIds: [], fieldRules: {}, permissions: [], builtIn: false });
    if (record.builtIn) throw new DomainError('record.in-use');
    if (input.permissions) this.assertGrantable(input.permissions);
    const { name, permissions, scopes, scopeDepartmentIds, fieldRules } = input;
    if (name !== undefined) record.name = name;
    if (permissions) record.permissions = [...new Set(permissions)].sort();
    if (scopes !== undefined) record.scopes = scopes ?? {};
    if (scopeDepartmentIds !== undefined) record.scopeDepartmentIds = scopeDepartmentIds ?? [];
    if (fieldRules !== undefined) record.fieldRules = fieldRules ?? {};
  }

  /** Refuses to remove a role that somebody holds. */
  async assertUnused(id: string): Promise<void> {
    if (await this.db.one('SELECT 1 FROM "user" WHERE role_ids @> ARRAY[$1]::uuid[] LIMIT 1', [id])) throw new DomainError('record.in-use');
  }

  /** Nobody puts into a role what they don't hold themselves. */
  private assertGrantable(permissions: readonly string[]): void {
    const known = new Set(this.routes.permissions());
    const held = this.context.principal.permissions;
    for (const [index, permission] of permissions.entries()) {
      if (!known.has(permission)) throw invalidField(`/permissions/${index}`, 'choice', { choices: '/system/permissions' });
      if (!held.has('*') && !held.has(permission)) throw new DomainError('access.denied', { permission });
    }
  }
}
