import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { category } from '@guanxi/shared/inventory';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CategoryInput, CategoryPatch, CategoryView } from './category.dto.js';
import { CategoryService } from './category.service.js';

@ApiTags('inventory')
@Controller(category.path)
export class CategoryController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: CategoryService,
  ) {}

  @Get()
  @Can(category, 'read')
  @ApiList(category, CategoryView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(category, 'read')
  @ApiGet(category, CategoryView)
  get(@Param('id') id: string): Promise<CategoryView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(category, 'create')
  @ApiCreate(category, CategoryView)
  create(@Body() input: CategoryInput): Promise<CategoryView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(category, 'update')
  @ApiUpdate(category, CategoryView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: CategoryPatch,
  ): Promise<CategoryView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(category, 'delete')
  @ApiRemove(category)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(category, 'update')
  @ApiUpdate(category, CategoryView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CategoryView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(category, 'update')
  @ApiUpdate(category, CategoryView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CategoryView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
