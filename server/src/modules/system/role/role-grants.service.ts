import { Injectable } from '@nestjs/common';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Role } from './role.entity.js';

/** People who may do everything and can sign in. */
const ADMINISTRATORS = `SELECT u.id FROM "user" u WHERE u.active AND NOT u.archived AND u.password_hash IS NOT NULL
  AND EXISTS (SELECT 1 FROM role r WHERE r.id = ANY(u.role_ids) AND NOT r.archived AND '*' = ANY(r.permissions))`;

/** Nobody hands out more than they hold, neither by a role nor by the roles that somebody has already. */
@Injectable()
export class RoleGrants {
  constructor(
    private readonly rows: Rows,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  /** The roles that somebody is to have; those that they have already stay, whoever changes the rest. */
  async choose(roleIds: readonly string[], held: readonly string[]): Promise<string[]> {
    const ids = [...new Set(roleIds)];
    const roles = await this.rows.where(Role, { id: ids });
    if (roles.length !== ids.length) throw new DomainError('record.unknown', { field: 'roleIds' });
    const added = roles.filter((role) => !held.includes(role.id));
    const archived = added.find((role) => role.archived);
    if (archived) throw new DomainError('record.archived', { field: 'roleIds', name: archived.name });
    this.assertHeld(added.flatMap((role) => role.permissions));
    return ids;
  }

  /** @throws DomainError 403 when roles allow something that the acting user may not do. */
  async assertWithin(roleIds: readonly string[]): Promise<void> {
    const roles = await this.rows.where(Role, { id: [...roleIds], archived: false });
    this.assertHeld(roles.flatMap((role) => role.permissions));
  }

  /** @throws DomainError 403 that names the first permission that the acting user lacks. */
  assertHeld(permissions: readonly string[]): void {
    const held = this.context.principal.permissions;
    const missing = held.has('*') ? undefined : permissions.find((permission) => !held.has(permission));
    if (missing) throw new DomainError('access.denied', { permission: missing });
  }

  /**
   * Whoever may do everything can't be made anew by others, so the last one stays. The lock makes two who leave at once take
   * turns. `roleIds` are those that the user is left with.
   * @throws DomainError 409 `user.last-administrator`
   */
  async assertAdministratorRemains(userId: string, roleIds: readonly string[]): Promise<void> {
    const all = await this.db.query<{ id: string }>(
      `SELECT id FROM role WHERE '*' = ANY(permissions) ORDER BY id FOR UPDATE`,
    );
    if (all.some(({ id }) => roleIds.includes(id))) return;
    const administrators = await this.db.query<{ id: string }>(ADMINISTRATORS);
    if (administrators.length === 1 && administrators[0]!.id === userId)
      throw new DomainError('user.last-administrator');
  }
}
