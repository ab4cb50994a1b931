import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delivery, salesInvoice, salesOrder } from '@guanxi/shared/sales-orders';
import { Can } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiGet } from '../../../kernel/http/documented.js';
import { OpenOrderLinesView } from '../delivery/delivery.dto.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { OrderLines } from '../delivery/order-lines.js';
import { DeliveryLines } from '../sales-invoice/delivery-lines.js';
import { OpenDeliveryLinesView } from '../sales-invoice/sales-invoice.dto.js';
import { SalesInvoiceService } from '../sales-invoice/sales-invoice.service.js';

/** What else a document could take: one delivery for several orders, one invoice for several deliveries. */
@ApiTags('sales-orders')
@Controller()
export class OpenLinesController {
  constructor(
    private readonly store: DocumentStore,
    private readonly deliveries: DeliveryService,
    private readonly invoices: SalesInvoiceService,
    private readonly orderLines: OrderLines,
    private readonly deliveryLines: DeliveryLines,
  ) {}

  @Get(`${delivery.path}/:id/open-lines`)
  @Can(salesOrder, 'read')
  @ApiGet(delivery, OpenOrderLinesView, 'openLines')
  async forDelivery(@Param('id') id: string): Promise<OpenOrderLinesView> {
    return { items: await this.orderLines.openFor(await this.store.readable(this.deliveries, id)) };
  }

  @Get(`${salesInvoice.path}/:id/open-lines`)
  @Can(delivery, 'read')
  @ApiGet(salesInvoice, OpenDeliveryLinesView, 'openLines')
  async forInvoice(@Param('id') id: string): Promise<OpenDeliveryLinesView> {
    return { items: await this.deliveryLines.openFor(await this.store.readable(this.invoices, id)) };
  }
}
