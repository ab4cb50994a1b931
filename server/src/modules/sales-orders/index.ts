export { SalesOrdersModule } from './sales-orders.module.js';
export { QuotationToOrder } from './push-down/quotation-to-order.js';
export { SettlingService } from './receipt/settling.service.js';
