import { Injectable } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Rows } from '../../../kernel/db/rows.js';
import type { DeliverInput, DeliveryView } from '../delivery/delivery.dto.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { fromBase, OrderLines } from '../delivery/order-lines.js';
import { Quotation } from '../quotation/quotation.entity.js';
import { QuotationService } from '../quotation/quotation.service.js';
import { DeliveryLines } from '../sales-invoice/delivery-lines.js';
import type { SalesInvoiceView } from '../sales-invoice/sales-invoice.dto.js';
import { SalesInvoiceService } from '../sales-invoice/sales-invoice.service.js';
import type { SalesOrderView } from '../sales-order/sales-order.dto.js';
import { SalesOrderService } from '../sales-order/sales-order.service.js';

interface OpenQuotationLine {
  readonly id: string;
  readonly productId: string;
  readonly unit: string;
  readonly quantity: string;
  readonly price: string;
  readonly discountRate: string;
  readonly taxRate: string;
}

/** Makes the next document of the chain as a draft, with what is still open of the one before. */
@Injectable()
export class PushDownService {
  constructor(
    private readonly store: DocumentStore,
    private readonly quotations: QuotationService,
    private readonly orders: SalesOrderService,
    private readonly deliveries: DeliveryService,
    private readonly invoices: SalesInvoiceService,
    private readonly orderLines: OrderLines,
    private readonly deliveryLines: DeliveryLines,
    private readonly rows: Rows,
    private readonly db: Db,
  ) {}

  /** A draft order of what a quotation still offers. @throws DomainError 409 unless it is effective and something is open. */
  async orderFrom(quotationId: string): Promise<SalesOrderView> {
    if (!(await this.store.isReadable(this.quotations, quotationId))) throw new DomainError('record.not-found');
    const source = (await this.rows.find(Quotation, quotationId))!;
    const open = await this.db.query<OpenQuotationLine>(
      `SELECT l.id, l.product_id AS "productId", l.unit, round((f.total - f.cancelled - f.ordered) * l.quantity / l.base_quantity, 6)::text AS quantity,
         l.price, l.discount_rate AS "discountRate", l.tax_rate AS "taxRate"
       FROM quotation_line l JOIN fulfilment f ON f.line_id = l.id WHERE l.document_id = $1 AND f.total - f.cancelled - f.ordered > 0 ORDER BY l.line_no`,
      [quotationId],
    );
    if (source.status !== 'effective' || open.length === 0)
      throw new DomainError('document.state', { status: source.status, act: 'order' });
    const { customerId, contactId, currency, taxMode, discount } = source;
    const lines = open.map(({ id, ...line }) => ({ ...line, quotationLineId: id }));
    return this.store.create<SalesOrderView>(this.orders, {
      customerId,
      contactId,
      currency,
      taxMode,
      discount,
      quotationId,
      lines,
    });
  }

  /** A draft delivery of what an order still needs. @throws DomainError 409 unless it is effective and something is open. */
  async deliveryFrom(orderId: string, input: DeliverInput): Promise<DeliveryView> {
    if (!(await this.store.isReadable(this.orders, orderId))) throw new DomainError('record.not-found');
    const open = await this.orderLines.openOf(orderId);
    const first = open[0];
    if (!first) throw new DomainError('document.state', { status: 'completed', act: 'deliver' });
    const warehouseId = input.warehouseId ?? first.warehouseId;
    if (!warehouseId) throw new DomainError('record.unknown', { field: 'warehouseId' });
    const lines = open.map((line) => ({ orderLineId: line.id, quantity: fromBase(line, line.open) }));
    return this.store.create<DeliveryView>(this.deliveries, { warehouseId, lines });
  }

  /** A draft invoice of what a delivery still has to be invoiced. @throws DomainError 409 when nothing is open. */
  async invoiceFrom(deliveryId: string): Promise<SalesInvoiceView> {
    if (!(await this.store.isReadable(this.deliveries, deliveryId))) throw new DomainError('record.not-found');
    const open = await this.deliveryLines.openOf(deliveryId);
    if (open.length === 0) throw new DomainError('document.state', { status: 'completed', act: 'invoice' });
    const lines = open.map((line) => ({ deliveryLineId: line.id, quantity: fromBase(line, line.open) }));
    return this.store.create<SalesInvoiceView>(this.invoices, { lines });
  }
}
