import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from './kernel/db/data-source.js';
import type { Settings } from './kernel/config/config.js';
import { DemoModule } from './demo/index.js';
import { KernelModule } from './kernel/kernel.module.js';
import { CustomersModule } from './modules/customers/index.js';
import { InventoryModule } from './modules/inventory/index.js';
import { OfficeModule } from './modules/office/index.js';
import { RelationsModule } from './modules/relations/index.js';
import { SalesOrdersModule } from './modules/sales-orders/index.js';
import { SystemModule } from './modules/system/index.js';

const modules = [
  SystemModule,
  CustomersModule,
  InventoryModule,
  SalesOrdersModule,
  RelationsModule,
  OfficeModule,
  DemoModule,
];

/** The composition root: the kernel and the modules, lower layers first. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, dataSource: DataSource): DynamicModule {
    return { module: AppModule, imports: [KernelModule.forRoot(settings, dataSource), ...modules] };
  }
}
