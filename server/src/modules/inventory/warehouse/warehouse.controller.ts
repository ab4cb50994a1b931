import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { warehouse } from '@guanxi/shared/inventory';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { WarehouseInput, WarehousePatch, WarehouseView } from './warehouse.dto.js';
import { WarehouseService } from './warehouse.service.js';

@ApiTags('inventory')
@Controller(warehouse.path)
export class WarehouseController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: WarehouseService,
  ) {}

  @Get()
  @Can(warehouse, 'read')
  @ApiList(warehouse, WarehouseView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(warehouse, 'read')
  @ApiGet(warehouse, WarehouseView)
  get(@Param('id') id: string): Promise<WarehouseView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(warehouse, 'create')
  @ApiCreate(warehouse, WarehouseView)
  create(@Body() input: WarehouseInput): Promise<WarehouseView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(warehouse, 'update')
  @ApiUpdate(warehouse, WarehouseView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: WarehousePatch,
  ): Promise<WarehouseView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(warehouse, 'delete')
  @ApiRemove(warehouse)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(warehouse, 'update')
  @ApiUpdate(warehouse, WarehouseView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<WarehouseView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(warehouse, 'update')
  @ApiUpdate(warehouse, WarehouseView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<WarehouseView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
