import { Module } from '@nestjs/common';
import { delivery, quotation, salesOrder } from '@guanxi/shared/sales-orders';
import { documentControllers, registerDocuments, type DocumentFeature } from '../../kernel/documents/feature.js';
import { CustomersModule } from '../customers/index.js';
import { InventoryModule } from '../inventory/index.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { DeliveryView } from './delivery/delivery.dto.js';
import { DeliveryService } from './delivery/delivery.service.js';
import { OrderLines } from './delivery/order-lines.js';
import { PricedLines } from './pricing/priced-lines.js';
import { TradeBuilder } from './pricing/trade-builder.js';
import { PushDownController } from './push-down/push-down.controller.js';
import { PushDownService } from './push-down/push-down.service.js';
import { QuotationController } from './quotation/quotation.controller.js';
import { QuotationView } from './quotation/quotation.dto.js';
import { QuotationService } from './quotation/quotation.service.js';
import { SalesOrderController } from './sales-order/sales-order.controller.js';
import { SalesOrderView } from './sales-order/sales-order.dto.js';
import { SalesOrderEffects } from './sales-order/sales-order.effects.js';
import { SalesOrderService } from './sales-order/sales-order.service.js';

const documents: readonly DocumentFeature[] = [
  { definition: quotation, handler: QuotationService, view: QuotationView },
  { definition: salesOrder, handler: SalesOrderService, view: SalesOrderView },
  { definition: delivery, handler: DeliveryService, view: DeliveryView },
];

/** From the quotation to the goods at the customer's. */
@Module({
  imports: [CustomersModule, InventoryModule],
  controllers: [QuotationController, DeliveryController, PushDownController, SalesOrderController, ...documentControllers(documents)],
  providers: [
    ...[PricedLines, TradeBuilder, QuotationService, SalesOrderEffects, SalesOrderService, OrderLines, DeliveryService, PushDownService],
    registerDocuments(documents),
  ],
})
export class SalesOrdersModule {}
