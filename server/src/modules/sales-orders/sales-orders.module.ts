import { Module } from '@nestjs/common';
import { salesOrder } from '@guanxi/shared/sales-orders';
import { documentControllers, registerDocuments, type DocumentFeature } from '../../kernel/documents/feature.js';
import { CustomersModule } from '../customers/index.js';
import { InventoryModule } from '../inventory/index.js';
import { PricedLines } from './pricing/priced-lines.js';
import { SalesOrderController } from './sales-order/sales-order.controller.js';
import { SalesOrderView } from './sales-order/sales-order.dto.js';
import { SalesOrderService } from './sales-order/sales-order.service.js';

const documents: readonly DocumentFeature[] = [{ definition: salesOrder, handler: SalesOrderService, view: SalesOrderView }];

/** From the quotation to the collected cash. */
@Module({
  imports: [CustomersModule, InventoryModule],
  controllers: [SalesOrderController, ...documentControllers(documents)],
  providers: [PricedLines, SalesOrderService, registerDocuments(documents)],
})
export class SalesOrdersModule {}
