import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { role } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { RoleInput, RolePatch, RoleView } from './role.dto.js';
import { RoleService } from './role.service.js';

@ApiTags('system')
@Controller(role.path)
export class RoleController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: RoleService,
  ) {}

  @Get()
  @Can(role, 'read')
  @ApiList(role, RoleView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(role, 'read')
  @ApiGet(role, RoleView)
  get(@Param('id') id: string): Promise<RoleView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(role, 'create')
  @ApiCreate(role, RoleView)
  create(@Body() input: RoleInput): Promise<RoleView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(role, 'update')
  @ApiUpdate(role, RoleView)
  update(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: RolePatch): Promise<RoleView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(role, 'delete')
  @ApiRemove(role)
  async remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    await this.handler.assertUnused(id);
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(role, 'update')
  @ApiUpdate(role, RoleView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<RoleView> {
    return this.handler.archive(id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(role, 'update')
  @ApiUpdate(role, RoleView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<RoleView> {
    return this.handler.archive(id, version, false);
  }
}
