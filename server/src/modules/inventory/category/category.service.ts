import { Injectable } from '@nestjs/common';
import { category } from '@guanxi/shared/inventory';
import { sortKey } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore, type RecordHandler } from '../../../kernel/records/record-store.js';
import type { CategoryInput } from './category.dto.js';
import { Category } from './category.entity.js';

@Injectable()
export class CategoryService implements RecordHandler<CategoryInput, Category> {
  readonly definition = category;
  readonly entity = Category;
  readonly list = defineList({
    definition: category,
    entity: Category,
    refs: { parent: { table: 'category', code: 'code' } },
    filters: ['code', 'name', 'parentId', 'archived'],
    sorts: ['sortKey'],
    defaultSort: 'sortKey',
    search: 't.name ILIKE $q OR t.code ILIKE $q OR t.sort_key LIKE $q',
  });

  constructor(
    private readonly store: RecordStore,
    private readonly db: Db,
  ) {}

  async build(input: Partial<CategoryInput>, record: Category, isNew: boolean): Promise<void> {
    if (isNew) record.parentId = null;
    const { parentId } = input;
    if (parentId && parentId !== record.parentId) {
      await this.store.choose(this, parentId, 'parentId');
      await this.assertNoCircle(record.id, parentId);
    }
    Object.assign(record, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
    record.sortKey = sortKey(record.name);
  }

  private async assertNoCircle(id: string, parentId: string): Promise<void> {
    const circle = await this.db.one(
      `WITH RECURSIVE line AS (SELECT $1::uuid AS id UNION SELECT c.parent_id FROM line JOIN category c ON c.id = line.id WHERE c.parent_id IS NOT NULL)
       SELECT 1 FROM line WHERE id = $2`,
      [parentId, id],
    );
    if (circle) throw new DomainError('record.cycle', { field: 'parentId' });
  }
}
