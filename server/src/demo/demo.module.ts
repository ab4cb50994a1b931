import { Module } from '@nestjs/common';
import { CustomersModule } from '../modules/customers/index.js';
import { InventoryModule } from '../modules/inventory/index.js';
import { OfficeModule } from '../modules/office/index.js';
import { RelationsModule } from '../modules/relations/index.js';
import { SalesOrdersModule } from '../modules/sales-orders/index.js';
import { Claims } from './year/claims.js';
import { ClientOffice } from './company/clients.js';
import { Deliveries } from './year/deliveries.js';
import { DemoService } from './demo.service.js';
import { ShopOffice } from './company/goods.js';
import { Invoices } from './year/invoices.js';
import { Money } from './year/money.js';
import { Openings } from './year/openings.js';
import { Orders } from './year/orders.js';
import { Paperwork } from './stage/paperwork.js';
import { Quotations } from './year/quotations.js';
import { Stage } from './stage/stage.js';
import { StaffOffice } from './company/staff.js';
import { Stores } from './year/stores.js';
import { StoryTeller } from './story-teller.js';
import { Talks } from './year/talks.js';
import { Desks, Year } from './year/year.js';

/** An invented year of trade, made by the services of all modules. */
@Module({
  imports: [CustomersModule, InventoryModule, SalesOrdersModule, RelationsModule, OfficeModule],
  providers: [
    ...[Stage, Paperwork, StaffOffice, ShopOffice, ClientOffice],
    ...[Stores, Openings, Quotations, Orders, Deliveries, Invoices, Money, Claims, Talks],
    ...[Year, Desks, StoryTeller, DemoService],
  ],
  exports: [DemoService],
})
export class DemoModule {}
