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
    await this.lockItems(lines.map((line) => line.itemId));
    await this.exposure.lock(document.customerId);
    const { id, companyId, customerId, ownerId, title, date, currency, exchangeRate, amount } = document;
    await this.settlements.open({
      ...{
        id,
        documentType: receipt.type,
        companyId,
        partyId: customerId,
        ownerId,
        side: 'credit',
        title,
        date,
        dueDate: date,
      },
      ...{ currency: currency!, exchangeRate, amount: amount! },
    });
    await this.settlements.settle(lines.map((line) => ({ debitId: line.itemId, creditId: id, amount: line.amount })));
    await this.funds.post({
      accountId: document.fundAccountId,
      amount: amount!,
      date,
      documentType: receipt.type,
      documentId: id,
    });
    await this.exposure.refresh(customerId, []);
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

  /** The documents of the items are locked before the items, as everywhere. */
  private async lockItems(ids: readonly string[]): Promise<void> {
    const types = await this.db.query<{ type: string; ids: string[] }>(
      'SELECT document_type AS type, array_agg(DISTINCT id) AS ids FROM open_item WHERE id = ANY($1) GROUP BY 1 ORDER BY 1',
      [ids],
    );
    for (const { type, ids: documents } of types) await this.links.lockSources(type, documents, { reversing: true });
  }
}
