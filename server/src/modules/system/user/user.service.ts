import { Injectable } from '@nestjs/common';
import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import { user } from '@guanxi/shared/system';
import { Links } from '../../../kernel/auth/links.js';
import { Sessions } from '../../../kernel/auth/sessions.js';
import { Audit } from '../../../kernel/audit/audit.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import { Role } from '../role/role.entity.js';
import type { UserInput, UserView } from './user.dto.js';
import { User } from './user.entity.js';

const LINK_HOURS = 72;

export const userList = defineList({
  definition: user,
  entity: User,
  omit: ['passwordHash'],
  refs: { company: { table: 'company' }, department: { table: 'department' }, superior: { table: 'user' } },
  filters: ['login', 'name', 'departmentId', 'superiorId', 'active', 'archived'],
  sorts: ['sortKey'],
  defaultSort: 'sortKey',
  searchable: true,
});

@Injectable()
export class UserService implements RecordHandler<UserInput, User> {
  readonly definition = user;
  readonly entity = User;
  readonly list = userList;

  constructor(
    private readonly store: RecordStore,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly links: Links,
    private readonly sessions: Sessions,
    private readonly context: Context,
    private readonly audit: Audit,
  ) {}

  async build(input: Partial<UserInput>, record: User, isNew: boolean): Promise<void> {
    if (isNew) {
      const { companyId, language } = this.context.principal;
      Object.assign(record, { companyId, language, active: true, passwordHash: null, roleIds: [], departmentId: null, superiorId: null });
    }
    const { roleIds, ...plain } = input;
    for (const [name, value] of Object.entries(plain)) if (value !== undefined) Object.assign(record, { [name]: value });
    record.login = record.login.toLowerCase();
    if (roleIds) record.roleIds = await this.grantable(roleIds, record.roleIds);
    if (record.superiorId) await this.assertNoCircle(record.id, record.superiorId);
    Object.assign(record, { sortKey: sortKey(record.name), ...searchKeys([record.name], [record.login]) });
  }

  /** A link with which the user chooses a password; the one before it ends. */
  async link(id: string): Promise<{ link: string }> {
    const target = await this.store.choose(this, id, 'id');
    const token = await this.links.make('password', target.id, LINK_HOURS);
    await this.audit.record({ action: 'link', recordType: user.type, recordId: id });
    return { link: `/link/${token}` };
  }

  /** Lets somebody in or keeps them out; their sessions end. */
  async setActive(id: string, expected: ExpectedVersion, active: boolean): Promise<UserView> {
    if (!active) {
      if (id === this.context.principal.userId) throw new DomainError('record.in-use');
      await this.sessions.end(id, {});
    }
    return this.store.change<UserView, User>(this, id, expected, active ? 'activate' : 'deactivate', (record) => {
      record.active = active;
    });
  }

  /** Takes somebody out of the choices, or back into them; who is archived is out at once. */
  async archive(id: string, expected: ExpectedVersion, archived: boolean): Promise<UserView> {
    if (archived) {
      if (id === this.context.principal.userId) throw new DomainError('record.in-use');
      await this.sessions.end(id, {});
    }
    return this.store.archive<UserView, User>(this, id, expected, archived);
  }

  /** Nobody hands out more than they hold: only holders of everything may grant the role that allows everything. */
  private async grantable(roleIds: readonly string[], held: readonly string[]): Promise<string[]> {
    const ids = [...new Set(roleIds)];
    const roles = await this.rows.where(Role, { id: ids });
    if (roles.length !== ids.length) throw new DomainError('record.unknown', { field: 'roleIds' });
    const changed = roles.filter((role) => !held.includes(role.id));
    const archived = changed.find((role) => role.archived);
    if (archived) throw new DomainError('record.archived', { field: 'roleIds', name: archived.name });
    const { permissions } = this.context.principal;
    if (changed.some((role) => role.permissions.includes('*')) && !permissions.has('*')) throw new DomainError('access.denied', { permission: '*' });
    return ids;
  }

  private async assertNoCircle(id: string, superiorId: string): Promise<void> {
    const circle = await this.db.one(
      `WITH RECURSIVE line AS (SELECT $1::uuid AS id UNION SELECT u.superior_id FROM line JOIN "user" u ON u.id = line.id WHERE u.superior_id IS NOT NULL)
       SELECT 1 FROM line WHERE id = $2`,
      [superiorId, id],
    );
    if (circle) throw new DomainError('record.cycle', { field: 'superiorId' });
  }
}
