export { Category } from './category/category.entity.js';
export { Product, type ProductUnit } from './product/product.entity.js';
export { Warehouse } from './warehouse/warehouse.entity.js';
export { Demand, StockBalance, StockLedger } from './stock/stock.entity.js';
