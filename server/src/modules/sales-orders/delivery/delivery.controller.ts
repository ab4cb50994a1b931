import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delivery } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { DeliveryInput, DeliveryPatch, DeliveryRow, DeliveryView } from './delivery.dto.js';
import { DeliveryService } from './delivery.service.js';

@ApiTags('sales-orders')
@Controller(delivery.path)
export class DeliveryController {
  constructor(
    private readonly store: DocumentStore,
    private readonly deliveries: DeliveryService,
  ) {}

  @Get()
  @Can(delivery, 'read')
  @ApiList(delivery, DeliveryRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.deliveries, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(delivery, DeliveryView)
  get(@Param('id') id: string): Promise<DeliveryView> {
    return this.store.get(this.deliveries, id);
  }

  @Post()
  @Can(delivery, 'create')
  @ApiCreate(delivery, DeliveryView)
  create(@Body() input: DeliveryInput): Promise<DeliveryView> {
    return this.store.create(this.deliveries, input);
  }

  @Patch(':id')
  @Can(delivery, 'update')
  @ApiUpdate(delivery, DeliveryView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: DeliveryPatch,
  ): Promise<DeliveryView> {
    return this.store.update(this.deliveries, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(delivery, 'delete')
  @ApiRemove(delivery)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.deliveries, id, version);
  }
}
