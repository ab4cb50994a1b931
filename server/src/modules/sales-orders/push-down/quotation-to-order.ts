import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { assignGiven } from '../../../kernel/documents/building.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { Quotation } from '../quotation/quotation.entity.js';
import { QuotationService } from '../quotation/quotation.service.js';
import type { SalesOrderInput, SalesOrderView, TakeUpInput } from '../sales-order/sales-order.dto.js';
import { SalesOrderService } from '../sales-order/sales-order.service.js';

type Line = Omit<SalesOrderInput['lines'][number], 'id'>;

/** Makes an order of what a quotation still offers. */
@Injectable()
export class QuotationToOrder {
  constructor(
    private readonly store: DocumentStore,
    private readonly quotations: QuotationService,
    private readonly orders: SalesOrderService,
    private readonly db: Db,
  ) {}

  /** A draft order. @throws DomainError 409 unless the quotation is effective and something is open. */
  async run(quotationId: string, given: TakeUpInput): Promise<SalesOrderView> {
    const [source, lines] = await Promise.all([
      this.store.readable<Quotation>(this.quotations, quotationId),
      this.openLines(quotationId),
    ]);
    const { status, companyId, customerId, contactId, currency, taxMode, discount } = source;
    if (status !== 'effective' || lines.length === 0)
      throw new DomainError('document.state', { state: status, act: 'order' });
    const input: SalesOrderInput = {
      companyId,
      customerId,
      contactId,
      currency,
      taxMode,
      discount,
      quotationId,
      lines,
    };
    assignGiven(input, given);
    return this.store.create<SalesOrderView>(this.orders, input);
  }

  private openLines(quotationId: string): Promise<Line[]> {
    return this.db.query<Line>(
      `SELECT l.id AS "quotationLineId", l.product_id AS "productId", l.unit, l.price, l.discount_rate AS "discountRate",
         l.tax_rate AS "taxRate", round((f.total - f.cancelled - f.ordered) * l.quantity / l.base_quantity, 6) AS quantity
       FROM quotation_line l JOIN fulfilment f ON f.line_id = l.id
       WHERE l.document_id = $1 AND f.total - f.cancelled - f.ordered > 0 ORDER BY l.line_no`,
      [quotationId],
    );
  }
}
