import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delivery, quotation, salesInvoice, salesOrder } from '@guanxi/shared/sales-orders';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate } from '../../../kernel/http/documented.js';
import { DeliverInput, DeliveryView } from '../delivery/delivery.dto.js';
import { BillInput, SalesInvoiceView } from '../sales-invoice/sales-invoice.dto.js';
import { SalesOrderView, TakeUpInput } from '../sales-order/sales-order.dto.js';
import { DeliveryToInvoice } from './delivery-to-invoice.js';
import { OrderToDelivery } from './order-to-delivery.js';
import { QuotationToOrder } from './quotation-to-order.js';

/** From one document to the next: drafts with what is still open. */
@ApiTags('sales-orders')
@Controller()
export class PushDownController {
  constructor(
    private readonly toOrder: QuotationToOrder,
    private readonly toDelivery: OrderToDelivery,
    private readonly toInvoice: DeliveryToInvoice,
  ) {}

  @Post(`${quotation.path}/:id/order`)
  @Can(salesOrder, 'create')
  @ApiCreate(quotation, SalesOrderView, 'order')
  order(@Param('id') id: string, @Body() input: TakeUpInput): Promise<SalesOrderView> {
    return this.toOrder.run(id, input);
  }

  @Post(`${salesOrder.path}/:id/delivery`)
  @Can(delivery, 'create')
  @ApiCreate(salesOrder, DeliveryView, 'deliver')
  deliver(@Param('id') id: string, @Body() input: DeliverInput): Promise<DeliveryView> {
    return this.toDelivery.run(id, input);
  }

  @Post(`${delivery.path}/:id/invoice`)
  @Can(salesInvoice, 'create')
  @ApiCreate(delivery, SalesInvoiceView, 'invoice')
  invoice(@Param('id') id: string, @Body() input: BillInput): Promise<SalesInvoiceView> {
    return this.toInvoice.run(id, input);
  }
}
