export { SalesOrdersModule } from './sales-orders.module.js';
