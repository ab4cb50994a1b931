import { Module } from '@nestjs/common';
import { category, product, stockEntry, stockIssue, warehouse } from '@guanxi/shared/inventory';
import { recordControllers } from '../../kernel/records/record-controllers.js';
import { documentControllers, registerDocuments, type DocumentFeature } from '../../kernel/documents/feature.js';
import { CategoryController } from './category/category.controller.js';
import { CategoryService } from './category/category.service.js';
import { ProductController } from './product/product.controller.js';
import { ProductService } from './product/product.service.js';
import { Products } from './product/products.js';
import { StockEntryController } from './stock-entry/stock-entry.controller.js';
import { StockEntryView } from './stock-entry/stock-entry.dto.js';
import { StockEntryService } from './stock-entry/stock-entry.service.js';
import { StockIssueController } from './stock-issue/stock-issue.controller.js';
import { StockIssueView } from './stock-issue/stock-issue.dto.js';
import { StockIssueService } from './stock-issue/stock-issue.service.js';
import { Reservations } from './stock/reservations.js';
import { StockChecks } from './stock/stock-checks.js';
import { StockPostings } from './stock/stock-postings.js';
import { DemandList, StockController, StockLedgerList, StockList } from './stock/stock.controller.js';
import { WarehouseController } from './warehouse/warehouse.controller.js';
import { WarehouseService } from './warehouse/warehouse.service.js';

const documents: readonly DocumentFeature[] = [
  { definition: stockEntry, handler: StockEntryService, view: StockEntryView },
  { definition: stockIssue, handler: StockIssueService, view: StockIssueView },
];

/** What is bought, stocked and sold, where it lies, and why it lies there. */
@Module({
  controllers: [
    ...[
      CategoryController,
      ProductController,
      WarehouseController,
      StockController,
      StockEntryController,
      StockIssueController,
    ],
    ...[
      ...recordControllers(category, CategoryService),
      ...recordControllers(product, ProductService),
      ...recordControllers(warehouse, WarehouseService),
      ...documentControllers(documents),
    ],
  ],
  providers: [
    ...[
      CategoryService,
      ProductService,
      Products,
      WarehouseService,
      Reservations,
      StockPostings,
      StockChecks,
      StockList,
      DemandList,
      StockLedgerList,
    ],
    ...[StockEntryService, StockIssueService, registerDocuments(documents)],
  ],
  exports: [CategoryService, ProductService, Products, WarehouseService, Reservations, StockPostings],
})
export class InventoryModule {}
