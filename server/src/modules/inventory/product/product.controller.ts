import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { product } from '@guanxi/shared/inventory';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { ProductInput, ProductPatch, ProductRow, ProductView } from './product.dto.js';
import { ProductService } from './product.service.js';

@ApiTags('inventory')
@Controller(product.path)
export class ProductController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: ProductService,
  ) {}

  @Get()
  @Can(product, 'read')
  @ApiList(product, ProductRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(product, 'read')
  @ApiGet(product, ProductView)
  get(@Param('id') id: string): Promise<ProductView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(product, 'create')
  @ApiCreate(product, ProductView)
  create(@Body() input: ProductInput): Promise<ProductView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(product, 'update')
  @ApiUpdate(product, ProductView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ProductPatch,
  ): Promise<ProductView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(product, 'delete')
  @ApiRemove(product)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(product, 'update')
  @ApiUpdate(product, ProductView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ProductView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(product, 'update')
  @ApiUpdate(product, ProductView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ProductView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
