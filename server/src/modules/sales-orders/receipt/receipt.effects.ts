import { Injectable } from '@nestjs/common';
import { receipt } from '@guanxi/shared/sales-orders';
import { Db } from '../../../kernel/db/db.js';
import { Links } from '../../../kernel/documents/links.js';
import { Settlements } from '../../../kernel/documents/settlements.js';
import { Funds } from '../../system/index.js';
import { Exposure } from '../credit/exposure.js';
import type { Receipt, ReceiptLine } from './receipt.entity.js';

/** What a receipt does to invoices, to the fund account and to the credit in use. */
@Injectable()
export class ReceiptEffects {
  constructor(
    private readonly settlements: Settlements,
    private readonly links: Links,
    private readonly funds: Funds,
    private readonly exposure: Exposure,
    private readonly db: Db,
  ) {}

  async takeEffect(document: Receipt, lines: readonly ReceiptLine[]): Promise<void> {
    const documents = await this.documentsOf(lines.map((line) => line.itemId));
    const { id, companyId, customerId, ownerId, title, date, currency, exchangeRate, amount } = document;
    const used = lines.map((line) => ({ debitId: line.itemId, creditId: id, amount: line.amount }));
    // In this order on one connection; whatever follows a refusal is taken back with it.
    await Promise.all([
      ...this.lockAll(documents),
      this.exposure.lock(customerId),
      this.settlements.open({
        ...{ id, documentType: receipt.type, companyId, partyId: customerId, ownerId, side: 'credit', title },
        ...{ date, dueDate: date, currency: currency!, exchangeRate, amount: amount! },
      }),
      this.settlements.settle(used),
    ]);
    await Promise.all([
      this.exposure.refresh(customerId, []),
      this.funds.post({
        ...{ accountId: document.fundAccountId, amount: amount!, date },
        ...{ documentType: receipt.type, documentId: id },
      }),
    ]);
  }

  /** Uses what is left of a receipt for further items. */
  async settle(document: Receipt, lines: readonly { itemId: string; amount: string }[]): Promise<void> {
    await this.lockItems(lines.map((line) => line.itemId));
    await this.exposure.lock(document.customerId);
    await this.settlements.settle(
      lines.map((line) => ({ debitId: line.itemId, creditId: document.id, amount: line.amount })),
    );
    await this.exposure.refresh(document.customerId, []);
  }

  async undo(document: Receipt): Promise<void> {
    const settled = await this.db.query<{ id: string }>(
      'SELECT DISTINCT debit_id AS id FROM settlement_entry WHERE credit_id = $1',
      [document.id],
    );
    await this.lockItems(settled.map((item) => item.id));
    await this.exposure.lock(document.customerId);
    await this.settlements.undo(document.id);
    await this.funds.reverse(document.id, document.date);
    await this.exposure.refresh(document.customerId, []);
  }

  private async lockItems(ids: readonly string[]): Promise<void> {
    await Promise.all(this.lockAll(await this.documentsOf(ids)));
  }

  /** The documents of the items are locked before the items, as everywhere. */
  private lockAll(documents: readonly Documents[]): Promise<void>[] {
    return documents.map(({ type, ids }) => this.links.lockSources(type, ids, { reversing: true }));
  }

  private documentsOf(itemIds: readonly string[]): Promise<Documents[]> {
    return this.db.query<Documents>(
      'SELECT document_type AS type, array_agg(DISTINCT id) AS ids FROM open_item WHERE id = ANY($1) GROUP BY 1 ORDER BY 1',
      [itemIds],
    );
  }
}

interface Documents {
  readonly type: string;
  readonly ids: readonly string[];
}
