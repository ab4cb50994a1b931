import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { ListRegistry } from '../lists/list-registry.js';
import type { ListSpec } from '../lists/list.js';
import { actsSql } from '../verify/acts-sql.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import { MasterRecord } from './master-record.js';

/** What a company starts with is written with it, and is no act of its own. */
const FOUNDING = `SELECT 1 FROM company c WHERE t.created_at BETWEEN c.created_at - interval '1 minute' AND c.created_at + interval '1 minute'`;
const UNNOTED = { least: '0', most: `EXISTS (${FOUNDING})::int` };

/** Proves that every change of master data was noted (U1). */
@Injectable()
export class RecordChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly lists: ListRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register({ name: 'acts on master data', check: () => this.check() });
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
