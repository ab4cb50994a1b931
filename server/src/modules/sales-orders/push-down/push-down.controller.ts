import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delivery, quotation, salesInvoice, salesOrder } from '@guanxi/shared/sales-orders';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate } from '../../../kernel/http/documented.js';
import { DeliverInput, DeliveryView } from '../delivery/delivery.dto.js';
import { SalesInvoiceView } from '../sales-invoice/sales-invoice.dto.js';
import { SalesOrderView } from '../sales-order/sales-order.dto.js';
import { PushDownService } from './push-down.service.js';

/** From one document to the next: drafts with what is still open. */
@ApiTags('sales-orders')
@Controller()
export class PushDownController {
  constructor(private readonly pushDown: PushDownService) {}

  @Post(`${quotation.path}/:id/order`)
  @Can(salesOrder, 'create')
  @ApiCreate(quotation, SalesOrderView, 'order')
  order(@Param('id') id: string): Promise<SalesOrderView> {
    return this.pushDown.orderFrom(id);
  }

  @Post(`${salesOrder.path}/:id/delivery`)
  @Can(delivery, 'create')
  @ApiCreate(salesOrder, DeliveryView, 'deliver')
  deliver(@Param('id') id: string, @Body() input: DeliverInput): Promise<DeliveryView> {
    return this.pushDown.deliveryFrom(id, input);
  }

  @Post(`${delivery.path}/:id/invoice`)
  @Can(salesInvoice, 'create')
  @ApiCreate(delivery, SalesInvoiceView, 'invoice')
  invoice(@Param('id') id: string): Promise<SalesInvoiceView> {
    return this.pushDown.invoiceFrom(id);
  }
}
