import { Injectable } from '@nestjs/common';
import { compare, subtract } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { QuotationService } from '../quotation/quotation.service.js';
import type { SalesOrder, SalesOrderLine } from './sales-order.entity.js';

interface Quoted {
  readonly customerId: string;
  readonly ownerId: string;
  readonly lineIds: readonly string[];
}

/** Checks what an order says of the quotation that it comes from. */
@Injectable()
export class QuotedLines {
  constructor(
    private readonly quotations: QuotationService,
    private readonly lists: Lists,
    private readonly db: Db,
  ) {}

  /** @throws DomainError 422 when the quotation is out of scope, of another customer, or a line is not its. */
  async assertFit(order: SalesOrder, lines: readonly { quotationLineId?: string | null }[]): Promise<void> {
    const taken = lines.map((line) => line.quotationLineId ?? null);
    if (!order.quotationId) {
      if (taken.some(Boolean)) throw new DomainError('record.unknown', { field: 'quotationId' });
      return;
    }
    const source = await this.db.one<Quoted>(
      `SELECT q.customer_id AS "customerId", q.owner_id AS "ownerId",
         ARRAY(SELECT l.id FROM quotation_line l WHERE l.document_id = q.id) AS "lineIds" FROM quotation q WHERE q.id = $1`,
      [order.quotationId],
    );
    if (!source || !this.lists.covers(this.quotations.list, source) || source.customerId !== order.customerId)
      throw new DomainError('record.unknown', { field: 'quotationId' });
    const known = new Set(source.lineIds);
    const foreign = taken.findIndex((id) => id !== null && !known.has(id));
    if (foreign >= 0) throw new DomainError('fulfilment.source', { lineNo: foreign + 1 });
  }

  /**
   * Looks at the submission whether a quotation in force has so much left; its lock decides when the order takes effect.
   * @throws DomainError 409 `fulfilment.exceeded` for the first line that takes too much.
   */
  async assertOpen(lines: readonly SalesOrderLine[]): Promise<void> {
    const quoted = lines.flatMap(({ quotationLineId }) => quotationLineId ?? []);
    if (quoted.length === 0) return;
    const progress = await this.db.query<{ lineId: string; open: string }>(
      `SELECT f.line_id AS "lineId", f.total - f.cancelled - f.ordered AS open FROM fulfilment f JOIN quotation q ON q.id = f.document_id
       WHERE f.line_id = ANY($1) AND q.status IN ('effective', 'completed')`,
      [quoted],
    );
    const open = new Map(progress.map((line) => [line.lineId, line.open]));
    for (const { quotationLineId, baseQuantity, lineNo } of lines) {
      const left = quotationLineId && open.get(quotationLineId);
      if (!left) continue;
      if (compare(baseQuantity, left) > 0)
        throw new DomainError('fulfilment.exceeded', { lineNo, open: left, required: baseQuantity });
      open.set(quotationLineId, subtract(left, baseQuantity));
    }
  }
}
