export { SalesOrdersModule } from './sales-orders.module.js';
export { QuotationToOrder } from './push-down/quotation-to-order.js';
export { OrderToDelivery } from './push-down/order-to-delivery.js';
export { DeliveryToInvoice } from './push-down/delivery-to-invoice.js';
export { SettlingService } from './receipt/settling.service.js';
