import { Injectable } from '@nestjs/common';
import { dictionary } from '@guanxi/shared/system';
import { Db } from '../../../kernel/db/db.js';
import { defineList } from '../../../kernel/lists/list.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import type { DictionaryInput } from './dictionary.dto.js';
import { Dictionary } from './dictionary.entity.js';

const STEP = 10;

@Injectable()
export class DictionaryService implements RecordHandler<DictionaryInput, Dictionary> {
  readonly definition = dictionary;
  readonly entity = Dictionary;
  readonly list = defineList({
    definition: dictionary,
    entity: Dictionary,
    filters: ['type', 'code', 'name', 'nameEn', 'archived'],
    sorts: ['sortNo'],
    defaultSort: 'sortNo',
    search: 't.name ILIKE $q OR t.name_en ILIKE $q OR t.code ILIKE $q',
  });

  constructor(private readonly db: Db) {}

  async build(input: Partial<DictionaryInput>, record: Dictionary, isNew: boolean): Promise<void> {
    if (isNew) record.nameEn = null;
    const { sortNo, ...plain } = input;
    Object.assign(record, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
    if (sortNo != null) record.sortNo = sortNo;
    else if (isNew || sortNo === null) record.sortNo = await this.atTheEnd(record.type);
  }

  private async atTheEnd(type: string): Promise<number> {
    const last = await this.db.one<{ sortNo: number }>(
      'SELECT coalesce(max(sort_no), 0) AS "sortNo" FROM dictionary WHERE type = $1',
      [type],
    );
    return last!.sortNo + STEP;
  }
}
