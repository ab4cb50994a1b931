import { Module } from '@nestjs/common';
import { CustomersModule } from '../modules/customers/index.js';
import { InventoryModule } from '../modules/inventory/index.js';
import { OfficeModule } from '../modules/office/index.js';
import { RelationsModule } from '../modules/relations/index.js';
import { SalesOrdersModule } from '../modules/sales-orders/index.js';
import { Claims } from './claims.js';
import { ClientOffice } from './clients.js';
import { Deliveries } from './deliveries.js';
import { DemoService } from './demo.service.js';
import { ShopOffice } from './goods.js';
import { Invoices } from './invoices.js';
import { Money } from './money.js';
import { Openings } from './openings.js';
import { Orders } from './orders.js';
import { Paperwork } from './paperwork.js';
import { Quotations } from './quotations.js';
import { Stage } from './stage.js';
import { StaffOffice } from './staff.js';
import { Stores } from './stores.js';
import { StoryTeller } from './story-teller.js';
import { Talks } from './talks.js';
import { Desks, Year } from './year.js';

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
