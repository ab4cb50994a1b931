import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { ListRegistry } from '../lists/list-registry.js';
import type { ListSpec } from '../lists/list.js';
import { actsSql } from '../verify/acts-sql.js';
import { compareSql } from '../verify/compare.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { MasterRecord } from './master-record.js';

/** What a company starts with is written in its own instant, and is no act of its own. */
const UNNOTED = { least: '0', most: 'EXISTS (SELECT 1 FROM company c WHERE c.created_at = t.created_at)::int' };

/** Of acts on a record, what they name in a field, as rows of `at` and `fact`. */
const named = (action: string, field: string): string =>
  `SELECT l.record_type || ' ' || l.record_id, '${field} ' || (c ->> 'to') FROM audit_log l CROSS JOIN jsonb_array_elements(l.changes::jsonb) c
   WHERE l.action = '${action}' AND c ->> 'field' = '${field}'`;
const present = (table: string, what: string): string =>
  `SELECT record_type || ' ' || record_id, '${table} ' || ${what} FROM ${table}`;
const SAID = compareSql('U1', named('comment', 'comment'), present('comment', 'id'));
const ATTACHED = compareSql(
  'U1',
  `${named('attach', 'attachment')} EXCEPT ALL ${named('detach', 'attachment')}`,
  present('attachment', 'name'),
);

/** Proves that every change of master data was noted, and everything that was said and attached (U1). */
@Injectable()
export class RecordChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly lists: ListRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'acts on master data', check: () => this.check() },
      { name: 'comments', check: () => this.db.query<Difference>(SAID) },
      { name: 'attachments', check: () => this.db.query<Difference>(ATTACHED) },
    );
  }

  private async check(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const { definition, entity } of this.lists.all().filter(isOfMasterData))
      found.push(
        ...(await this.db.query<Difference>(actsSql(this.rows.table(entity).name, UNNOTED), [definition.type])),
      );
    return found;
  }
}

const isOfMasterData = ({ entity }: ListSpec): boolean =>
  typeof entity === 'function' && entity.prototype instanceof MasterRecord;
