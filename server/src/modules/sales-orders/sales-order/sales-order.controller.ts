import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { salesOrder } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { SalesOrderInput, SalesOrderPatch, SalesOrderRow, SalesOrderView } from './sales-order.dto.js';
import { SalesOrderService } from './sales-order.service.js';

@ApiTags('sales-orders')
@Controller(salesOrder.path)
export class SalesOrderController {
  constructor(
    private readonly store: DocumentStore,
    private readonly orders: SalesOrderService,
  ) {}

  @Get()
  @Can(salesOrder, 'read')
  @ApiList(salesOrder, SalesOrderRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.orders, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(salesOrder, SalesOrderView)
  get(@Param('id') id: string): Promise<SalesOrderView> {
    return this.store.get(this.orders, id);
  }

  @Post()
  @Can(salesOrder, 'create')
  @ApiCreate(salesOrder, SalesOrderView)
  create(@Body() input: SalesOrderInput): Promise<SalesOrderView> {
    return this.store.create(this.orders, input);
  }

  @Patch(':id')
  @Can(salesOrder, 'update')
  @ApiUpdate(salesOrder, SalesOrderView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: SalesOrderPatch,
  ): Promise<SalesOrderView> {
    return this.store.update(this.orders, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(salesOrder, 'delete')
  @ApiRemove(salesOrder)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.orders, id, version);
  }
}
