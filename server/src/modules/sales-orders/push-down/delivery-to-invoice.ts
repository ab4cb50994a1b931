import { Injectable } from '@nestjs/common';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { fromBase } from '../delivery/order-lines.js';
import { DeliveryLines } from '../sales-invoice/delivery-lines.js';
import type { BillInput, SalesInvoiceView } from '../sales-invoice/sales-invoice.dto.js';
import { SalesInvoiceService } from '../sales-invoice/sales-invoice.service.js';

/** Makes an invoice of what a delivery still has to be invoiced. */
@Injectable()
export class DeliveryToInvoice {
  constructor(
    private readonly store: DocumentStore,
    private readonly deliveries: DeliveryService,
    private readonly invoices: SalesInvoiceService,
    private readonly deliveryLines: DeliveryLines,
  ) {}

  /** A draft invoice. @throws DomainError 409 unless the delivery is effective and something is open. */
  async run(deliveryId: string, given: BillInput): Promise<SalesInvoiceView> {
    const [{ status }, open] = await Promise.all([
      this.store.readable(this.deliveries, deliveryId),
      this.deliveryLines.openOf(deliveryId),
    ]);
    if (status !== 'effective' || open.length === 0)
      throw new DomainError('document.state', { state: status, act: 'invoice' });
    const lines = open.map((line) => ({ deliveryLineId: line.id, quantity: fromBase(line, line.open) }));
    return this.store.create<SalesInvoiceView>(this.invoices, { ...given, lines });
  }
}
