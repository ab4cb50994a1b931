import { Injectable } from '@nestjs/common';
import { Rows } from '../../../kernel/db/rows.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import type { ReceiptView, SettleInput } from './receipt.dto.js';
import { ReceiptEffects } from './receipt.effects.js';
import { ReceiptLine, type Receipt } from './receipt.entity.js';
import { ReceiptService } from './receipt.service.js';

/** Uses a deposit for invoices that came later. */
@Injectable()
export class SettlingService {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly effects: ReceiptEffects,
    private readonly store: DocumentStore,
    private readonly rows: Rows,
  ) {}

  /** @throws DomainError 409 unless effective, or when more is used than is left of the receipt or open of an item. */
  async settle(id: string, expected: ExpectedVersion, input: SettleInput): Promise<ReceiptView> {
    const { document, lines } = await this.store.lock(this.receipts, id, expected);
    if (document.status !== 'effective')
      throw new DomainError('document.state', { state: document.status, act: 'settle' });
    // What a deposit is used for happens today, whenever it came.
    await this.store.holdOpen(document, await this.store.today(document.companyId));
    const added = await this.receipts.linesOf(input.lines, document as Receipt, []);
    await this.effects.settle(document as Receipt, added);
    await this.rows.insert(
      ReceiptLine,
      added.map((line, index) => ({ ...line, lineNo: lines.length + index + 1 })),
    );
    await this.store.note(
      this.receipts,
      'settle',
      document,
      added.map((line) => ({ field: 'settled', to: line.amount })),
    );
    return this.store.view<ReceiptView>(this.receipts, id);
  }
}
