import { Injectable } from '@nestjs/common';
import { salesInvoice } from '@guanxi/shared/sales-orders';
import { Db } from '../../../kernel/db/db.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { ReceivableList } from './receivable.controller.js';

/** What a receipt may settle. */
interface Wanted {
  readonly ids: readonly string[];
  readonly customerId: string;
  readonly companyId: string;
  readonly currency: string | null;
  /** Items that the receipt names already: who may edit it keeps them, in scope or not. */
  readonly kept: readonly string[];
}

/** Looks up open items for receipts, within the scope of who asks. */
@Injectable()
export class OpenItems {
  constructor(
    private readonly db: Db,
    private readonly lists: Lists,
    private readonly receivables: ReceivableList,
  ) {}

  /** Whether all of these items are sales invoices. */
  async areInvoices(ids: readonly string[]): Promise<boolean> {
    const other = `SELECT 1 FROM open_item WHERE id = ANY($1) AND document_type <> $2 LIMIT 1`;
    return ids.length > 0 && !(await this.db.one(other, [ids, salesInvoice.type]));
  }

  /** Those of the items that are owed by this customer in this currency. */
  async owed({ ids, customerId, companyId, currency, kept }: Wanted): Promise<Set<string>> {
    const scope = this.lists.scopeOf(this.receivables.list);
    const items = await this.db.query<{ id: string }>(
      `SELECT id FROM open_item WHERE id = ANY($1) AND party_id = $2 AND currency = $3 AND side = 'debit' AND NOT voided AND company_id = $6
         AND ($4::uuid[] IS NULL OR owner_id = ANY($4) OR id = ANY($5))`,
      [ids, customerId, currency, scope === 'all' ? null : scope, kept, companyId],
    );
    return new Set(items.map((item) => item.id));
  }
}
