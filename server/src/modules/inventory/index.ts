export { Category } from './category/category.entity.js';
export { Product, type ProductUnit } from './product/product.entity.js';
export { Warehouse } from './warehouse/warehouse.entity.js';
export { Demand, StockBalance, StockLedger } from './stock/stock.entity.js';
export { InventoryModule } from './inventory.module.js';
export { ProductService } from './product/product.service.js';
export { Products, type ProductQuantity, type ResolvedProduct } from './product/products.js';
export { WarehouseService } from './warehouse/warehouse.service.js';
