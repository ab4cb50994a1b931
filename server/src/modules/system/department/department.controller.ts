import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { department } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { DepartmentInput, DepartmentPatch, DepartmentView } from './department.dto.js';
import { DepartmentService } from './department.service.js';

@ApiTags('system')
@Controller(department.path)
export class DepartmentController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: DepartmentService,
  ) {}

  @Get()
  @Can(department, 'read')
  @ApiList(department, DepartmentView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(department, 'read')
  @ApiGet(department, DepartmentView)
  get(@Param('id') id: string): Promise<DepartmentView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(department, 'create')
  @ApiCreate(department, DepartmentView)
  create(@Body() input: DepartmentInput): Promise<DepartmentView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(department, 'update')
  @ApiUpdate(department, DepartmentView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: DepartmentPatch,
  ): Promise<DepartmentView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(department, 'delete')
  @ApiRemove(department)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(department, 'update')
  @ApiUpdate(department, DepartmentView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<DepartmentView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(department, 'update')
  @ApiUpdate(department, DepartmentView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<DepartmentView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
