import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DocumentRegistry } from '../../../kernel/documents/registry.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** Where a currency's amounts are: companies, accounts, documents of every module. They keep its code, not its id. */
@Injectable()
export class CurrencyUse {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly documents: DocumentRegistry,
  ) {}

  /** @throws DomainError 409 `record.in-use` when anything is counted in the currency. */
  async assertNone(code: string): Promise<void> {
    const documents = this.documents
      .all()
      .map(({ entity }) => `SELECT 1 FROM "${this.rows.table(entity).name}" WHERE currency = $1`);
    const own = ['SELECT 1 FROM company WHERE base_currency = $1', 'SELECT 1 FROM fund_account WHERE currency = $1'];
    const used = await this.db.one(`${[...own, ...documents].join(' UNION ALL ')} LIMIT 1`, [code]);
    if (used) throw new DomainError('record.in-use');
  }
}
