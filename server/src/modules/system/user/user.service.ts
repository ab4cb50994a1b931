import { Injectable } from '@nestjs/common';
import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import { user } from '@guanxi/shared/system';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type Kept, type RecordHandler } from '../../../kernel/records/record-store.js';
import { DepartmentService } from '../department/department.service.js';
import { RoleGrants } from '../role/role-grants.service.js';
import type { UserInput } from './user.dto.js';
import { User } from './user.entity.js';

export const userList = defineList({
  definition: user,
  entity: User,
  omit: ['passwordHash'],
  refs: { company: { table: 'company' }, department: { table: 'department' }, superior: { table: 'user' } },
  manyRefs: { role: { table: 'role' } },
  filters: ['login', 'name', 'phone', 'departmentId', 'superiorId', 'active', 'archived'],
  sorts: ['sortKey'],
  defaultSort: 'sortKey',
  searchable: ['name', 'login'],
});

/** What users are kept by, for the services beside this one. */
export const userKept: Kept<User> = { definition: user, entity: User, list: userList };

@Injectable()
export class UserService implements RecordHandler<UserInput, User> {
  readonly definition = user;
  readonly entity = User;
  readonly list = userList;

  constructor(
    private readonly store: RecordStore,
    private readonly departments: DepartmentService,
    private readonly grants: RoleGrants,
    private readonly context: Context,
    private readonly companies: Companies,
    private readonly db: Db,
  ) {}

  async build(input: Partial<UserInput>, record: User, isNew: boolean): Promise<void> {
    if (isNew) {
      const { companyId, language } = this.context.principal;
      Object.assign(record, {
        companyId,
        language,
        active: true,
        passwordHash: null,
        roleIds: [],
        departmentId: null,
        superiorId: null,
      });
    }
    const { roleIds, companyId, ...plain } = input;
    if (companyId) record.companyId = (await this.companies.get(companyId)).id;
    const { departmentId, superiorId } = plain;
    if (departmentId && departmentId !== record.departmentId)
      await this.store.choose(this.departments, departmentId, 'departmentId');
    if (superiorId && superiorId !== record.superiorId) await this.store.choose(this, superiorId, 'superiorId');
    for (const [name, value] of Object.entries(plain))
      if (value !== undefined) Object.assign(record, { [name]: value });
    record.login = record.login.toLowerCase();
    if (roleIds) {
      const chosen = await this.grants.choose(roleIds, record.roleIds);
      if (record.roleIds.some((id) => !chosen.includes(id)))
        await this.grants.assertAdministratorRemains(record.id, chosen);
      record.roleIds = chosen;
    }
    if (record.superiorId) await this.assertNoCircle(record.id, record.superiorId);
    Object.assign(record, { sortKey: sortKey(record.name), ...searchKeys([record.name], [record.login]) });
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
