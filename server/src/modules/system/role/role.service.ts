import { Injectable } from '@nestjs/common';
import { role } from '@guanxi/shared/system';
import { RouteAudit } from '../../../kernel/auth/route-audit.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { ListRegistry } from '../../../kernel/lists/list-registry.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import type { FieldRulesOfTypes, RoleInput, RoleView } from './role.dto.js';
import { RoleGrants } from './role-grants.service.js';
import { Role } from './role.entity.js';

@Injectable()
export class RoleService implements RecordHandler<RoleInput, Role> {
  readonly definition = role;
  readonly entity = Role;
  readonly list = defineList({
    definition: role,
    entity: Role,
    manyRefs: { scopeDepartment: { table: 'department' } },
    filters: ['name', 'builtIn', 'archived'],
    sorts: ['createdAt'],
    defaultSort: 'createdAt',
    search: 't.name ILIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly routes: RouteAudit,
    private readonly grants: RoleGrants,
    private readonly lists: ListRegistry,
    private readonly db: Db,
  ) {}

  build(input: Partial<RoleInput>, record: Role, isNew: boolean): void {
    if (isNew)
      Object.assign(record, { scopes: {}, scopeDepartmentIds: [], fieldRules: {}, permissions: [], builtIn: false });
    if (record.builtIn) throw new DomainError('record.in-use');
    if (input.permissions) this.assertGrantable(input.permissions, record.permissions);
    if (input.fieldRules) this.assertRulable(input.fieldRules, record.fieldRules);
    const { name, permissions, scopes, scopeDepartmentIds, fieldRules } = input;
    if (name !== undefined) record.name = name;
    if (permissions) record.permissions = [...new Set(permissions)].sort();
    if (scopes !== undefined) record.scopes = scopes ?? {};
    if (scopeDepartmentIds !== undefined) record.scopeDepartmentIds = scopeDepartmentIds ?? [];
    if (fieldRules !== undefined) record.fieldRules = fieldRules ?? {};
  }

  /** Refuses to remove a role that somebody holds. */
  async assertUnused(id: string): Promise<void> {
    if (await this.db.one('SELECT 1 FROM "user" WHERE role_ids @> ARRAY[$1]::uuid[] LIMIT 1', [id]))
      throw new DomainError('record.in-use');
  }

  /** Takes a role out of use, and with it what it grants; the administrator's stays. */
  archive(id: string, expected: ExpectedVersion, archived: boolean): Promise<RoleView> {
    return this.store.change<RoleView, Role>(this, id, expected, archived ? 'archive' : 'restore', (record) => {
      if (record.builtIn) throw new DomainError('record.in-use');
      if (!archived) this.grants.assertHeld(record.permissions);
      record.archived = archived;
    });
  }

  /** What a role has already may stay, even where nothing asks for it any more. */
  private assertGrantable(permissions: readonly string[], held: readonly string[]): void {
    const known = new Set([...this.routes.permissions(), ...held]);
    const unknown = permissions.findIndex((permission) => !known.has(permission));
    if (unknown >= 0) throw invalidField(`/permissions/${unknown}`, 'choice', { choices: '/system/permissions' });
    this.grants.assertHeld(permissions);
  }

  /**
   * Rules are for the fields that their resource declares sensitive: of those it is proven that nothing tells them but such
   * fields. Those that follow from each other, as a cost from its amount, have to be ruled together. What a role has may stay.
   */
  private assertRulable(rules: FieldRulesOfTypes, held: FieldRulesOfTypes): void {
    const sensitive = new Map(this.lists.all().map(({ definition }) => [definition.type, definition.sensitive]));
    for (const [type, fields] of Object.entries(rules)) {
      const choices = sensitive.get(type) ?? [];
      for (const [field, rule] of Object.entries(fields))
        if (!choices.includes(field) && held[type]?.[field] !== rule)
          throw invalidField(`/fieldRules/${type}/${field}`, 'choice', { choices: choices.join(', ') || '–' });
    }
  }
}
