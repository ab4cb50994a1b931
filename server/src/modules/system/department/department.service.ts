import { Injectable } from '@nestjs/common';
import { sortKey } from '@guanxi/shared/kernel';
import { department } from '@guanxi/shared/system';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { DepartmentInput } from './department.dto.js';
import { Department } from './department.entity.js';

@Injectable()
export class DepartmentService implements RecordHandler<DepartmentInput, Department> {
  readonly definition = department;
  readonly entity = Department;
  readonly list = defineList({
    definition: department,
    entity: Department,
    refs: { parent: { table: 'department' }, head: { table: 'user' }, releaser: { table: 'user' } },
    filters: ['code', 'name', 'parentId', 'headId', 'releaserId', 'archived'],
    sorts: ['sortKey'],
    defaultSort: 'sortKey',
    search: 't.name ILIKE $q OR t.code ILIKE $q',
  });

  constructor(private readonly db: Db) {}

  async build(input: Partial<DepartmentInput>, record: Department, isNew: boolean): Promise<void> {
    if (isNew) Object.assign(record, { parentId: null, headId: null, releaserId: null });
    Object.assign(record, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
    record.sortKey = sortKey(record.name);
    if (record.parentId) await this.assertNoCircle(record.id, record.parentId);
  }

  private async assertNoCircle(id: string, parentId: string): Promise<void> {
    const circle = await this.db.one(
      `WITH RECURSIVE line AS (SELECT $1::uuid AS id UNION SELECT d.parent_id FROM line JOIN department d ON d.id = line.id WHERE d.parent_id IS NOT NULL)
       SELECT 1 FROM line WHERE id = $2`,
      [parentId, id],
    );
    if (circle) throw new DomainError('record.cycle', { field: 'parentId' });
  }
}
