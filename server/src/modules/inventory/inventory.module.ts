import { Module } from '@nestjs/common';
import { product, warehouse } from '@guanxi/shared/inventory';
import { timelineController } from '../../kernel/comments/timeline.js';
import { CategoryController } from './category/category.controller.js';
import { CategoryService } from './category/category.service.js';
import { ProductController } from './product/product.controller.js';
import { ProductService } from './product/product.service.js';
import { Products } from './product/products.js';
import { WarehouseController } from './warehouse/warehouse.controller.js';
import { WarehouseService } from './warehouse/warehouse.service.js';

/** What is bought, stocked and sold, and where it lies. */
@Module({
  controllers: [
    ...[CategoryController, ProductController, WarehouseController],
    ...[timelineController(product, ProductService), timelineController(warehouse, WarehouseService)],
  ],
  providers: [CategoryService, ProductService, Products, WarehouseService],
  exports: [ProductService, Products, WarehouseService],
})
export class InventoryModule {}
