import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Settings } from './kernel/config/config.js';
import { KernelModule } from './kernel/kernel.module.js';
import { CustomersModule } from './modules/customers/index.js';
import { OfficeModule } from './modules/office/index.js';
import { SystemModule } from './modules/system/index.js';

/** The composition root: the kernel and the modules, lower layers first. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, dataSource: DataSource): DynamicModule {
    return { module: AppModule, imports: [KernelModule.forRoot(settings, dataSource), SystemModule, CustomersModule, OfficeModule] };
  }
}
