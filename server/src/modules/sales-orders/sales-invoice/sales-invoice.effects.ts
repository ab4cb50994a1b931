import { Injectable } from '@nestjs/common';
import { delivery, salesInvoice, salesOrder } from '@guanxi/shared/sales-orders';
import { Links, type Done } from '../../../kernel/documents/links.js';
import { Settlements } from '../../../kernel/documents/settlements.js';
import { Exposure } from '../credit/exposure.js';
import type { SalesInvoice, SalesInvoiceLine } from './sales-invoice.entity.js';

/** What an invoice does to deliveries and orders, to what the customer owes, and to the credit in use. */
@Injectable()
export class SalesInvoiceEffects {
  constructor(
    private readonly links: Links,
    private readonly settlements: Settlements,
    private readonly exposure: Exposure,
  ) {}

  async takeEffect(invoice: SalesInvoice, lines: readonly SalesInvoiceLine[]): Promise<void> {
    const done = lines.flatMap((line): Done[] => [
      { lineId: line.deliveryLineId, quantity: line.baseQuantity, byLineId: line.id },
      { lineId: line.orderLineId, quantity: line.baseQuantity, byLineId: line.id },
    ]);
    // In this order on one connection; whatever follows a refusal is taken back with it.
    await Promise.all([
      this.lockSources(lines, false),
      this.exposure.lock(invoice.customerId),
      this.links.record(doerOf(invoice), 'invoiced', done),
    ]);
    const { id, companyId, customerId, ownerId, title, date, dueDate, currency, exchangeRate, grossAmount } = invoice;
    await this.settlements.open({
      ...{
        id,
        documentType: salesInvoice.type,
        companyId,
        partyId: customerId,
        ownerId,
        side: 'debit',
        title,
        date,
        dueDate,
      },
      ...{ currency: currency!, exchangeRate, amount: grossAmount },
    });
    await this.exposure.refresh(customerId, ordersOf(lines));
  }

  /** @throws DomainError 409 when a receipt has settled some of it. */
  async undo(invoice: SalesInvoice, lines: readonly SalesInvoiceLine[]): Promise<void> {
    await this.settlements.assertUnsettled(invoice.id);
    await this.lockSources(lines, true);
    await this.exposure.lock(invoice.customerId);
    await this.links.reverse(doerOf(invoice));
    await this.settlements.undo(invoice.id);
    await this.exposure.refresh(invoice.customerId, ordersOf(lines));
  }

  private async lockSources(lines: readonly SalesInvoiceLine[], reversing: boolean): Promise<void> {
    await Promise.all([
      this.links.lockSources(
        delivery.type,
        lines.map((line) => line.deliveryId),
        { reversing },
      ),
      this.links.lockSources(
        salesOrder.type,
        lines.map((line) => line.orderId),
        { reversing: true },
      ),
    ]);
  }
}

const doerOf = (invoice: SalesInvoice): { type: string; id: string } => ({ type: salesInvoice.type, id: invoice.id });
const ordersOf = (lines: readonly SalesInvoiceLine[]): string[] => [...new Set(lines.map((line) => line.orderId))];
