import { Module } from '@nestjs/common';
import { delivery, openingBalance, quotation, receipt, salesInvoice, salesOrder } from '@guanxi/shared/sales-orders';
import { documentControllers, registerDocuments, type DocumentFeature } from '../../kernel/documents/feature.js';
import { CustomersModule } from '../customers/index.js';
import { InventoryModule } from '../inventory/index.js';
import { GoodsChecks } from './checks/goods-checks.js';
import { MoneyChecks } from './checks/money-checks.js';
import { CreditController } from './credit/credit.controller.js';
import { Exposure } from './credit/exposure.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { DeliveryView } from './delivery/delivery.dto.js';
import { DeliveryService } from './delivery/delivery.service.js';
import { OrderLines } from './delivery/order-lines.js';
import { OpeningBalanceController } from './opening-balance/opening-balance.controller.js';
import { OpeningBalanceView } from './opening-balance/opening-balance.dto.js';
import { OpeningBalanceService } from './opening-balance/opening-balance.service.js';
import { EarlierPricesController } from './pricing/earlier-prices.controller.js';
import { EarlierPrices } from './pricing/earlier-prices.js';
import { PricedLines } from './pricing/priced-lines.js';
import { TradeBuilder } from './pricing/trade-builder.js';
import { OpenLinesController } from './push-down/open-lines.controller.js';
import { PushDownController } from './push-down/push-down.controller.js';
import { DeliveryToInvoice } from './push-down/delivery-to-invoice.js';
import { OrderToDelivery } from './push-down/order-to-delivery.js';
import { QuotationToOrder } from './push-down/quotation-to-order.js';
import { DeliveryEffects } from './delivery/delivery.effects.js';
import { QuotedLines } from './sales-order/quoted-lines.js';
import { QuotationController } from './quotation/quotation.controller.js';
import { QuotationPatch, QuotationView } from './quotation/quotation.dto.js';
import { QuotationService } from './quotation/quotation.service.js';
import { ReceiptController } from './receipt/receipt.controller.js';
import { ReceiptView } from './receipt/receipt.dto.js';
import { ReceiptEffects } from './receipt/receipt.effects.js';
import { ReceiptService } from './receipt/receipt.service.js';
import { SettlingService } from './receipt/settling.service.js';
import { OpenItems } from './receivable/open-items.js';
import { ReceivableController, ReceivableList } from './receivable/receivable.controller.js';
import { DeliveryLines } from './sales-invoice/delivery-lines.js';
import { SalesInvoiceController } from './sales-invoice/sales-invoice.controller.js';
import { SalesInvoiceView } from './sales-invoice/sales-invoice.dto.js';
import { SalesInvoiceEffects } from './sales-invoice/sales-invoice.effects.js';
import { SalesInvoiceService } from './sales-invoice/sales-invoice.service.js';
import { SalesOrderController } from './sales-order/sales-order.controller.js';
import { SalesOrderPatch, SalesOrderView } from './sales-order/sales-order.dto.js';
import { SalesOrderEffects } from './sales-order/sales-order.effects.js';
import { SalesOrderService } from './sales-order/sales-order.service.js';

const documents: readonly DocumentFeature[] = [
  { definition: quotation, handler: QuotationService, view: QuotationView, patch: QuotationPatch },
  { definition: salesOrder, handler: SalesOrderService, view: SalesOrderView, patch: SalesOrderPatch },
  { definition: delivery, handler: DeliveryService, view: DeliveryView },
  { definition: salesInvoice, handler: SalesInvoiceService, view: SalesInvoiceView },
  { definition: receipt, handler: ReceiptService, view: ReceiptView },
  { definition: openingBalance, handler: OpeningBalanceService, view: OpeningBalanceView },
];

/** From the quotation to the collected cash. */
@Module({
  imports: [CustomersModule, InventoryModule],
  controllers: [
    ...[QuotationController, DeliveryController, SalesInvoiceController, ReceiptController, OpeningBalanceController],
    ...[
      ReceivableController,
      CreditController,
      EarlierPricesController,
      PushDownController,
      OpenLinesController,
      SalesOrderController,
      ...documentControllers(documents),
    ],
  ],
  providers: [
    ...[PricedLines, TradeBuilder, QuotationService, SalesOrderEffects, SalesOrderService, OrderLines, DeliveryService],
    ...[
      DeliveryLines,
      SalesInvoiceEffects,
      SalesInvoiceService,
      ReceiptEffects,
      ReceiptService,
      SettlingService,
      OpeningBalanceService,
    ],
    ...[
      Exposure,
      EarlierPrices,
      ReceivableList,
      OpenItems,
      QuotationToOrder,
      OrderToDelivery,
      DeliveryToInvoice,
      DeliveryEffects,
      QuotedLines,
      GoodsChecks,
      MoneyChecks,
    ],
    registerDocuments(documents),
  ],
  exports: [QuotationToOrder, SettlingService],
})
export class SalesOrdersModule {}
