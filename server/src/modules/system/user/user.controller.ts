import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { user } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { OneTimeLinkView, UserInput, UserPatch, UserView } from './user.dto.js';
import { Leaving } from './leaving.service.js';
import { UserAccess } from './user-access.service.js';
import { UserService } from './user.service.js';

@ApiTags('system')
@Controller(user.path)
export class UserController {
  constructor(
    private readonly store: RecordStore,
    private readonly users: UserService,
    private readonly access: UserAccess,
    private readonly leaving: Leaving,
  ) {}

  @Get()
  @Can(user, 'read')
  @ApiList(user, UserView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.users, query);
  }

  @Get(':id')
  @Can(user, 'read')
  @ApiGet(user, UserView)
  get(@Param('id') id: string): Promise<UserView> {
    return this.store.get(this.users, id);
  }

  @Post()
  @Can(user, 'create')
  @ApiCreate(user, UserView)
  create(@Body() input: UserInput): Promise<UserView> {
    return this.store.create(this.users, input);
  }

  @Patch(':id')
  @Can(user, 'update')
  @ApiUpdate(user, UserView)
  update(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: UserPatch): Promise<UserView> {
    return this.store.update(this.users, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(user, 'delete')
  @ApiRemove(user)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.leaving.remove(id, version);
  }

  @Post(':id/link')
  @HttpCode(200)
  @Can(user, 'update')
  @ApiGet(user, OneTimeLinkView, 'link')
  link(@Param('id') id: string): Promise<OneTimeLinkView> {
    return this.access.link(id);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Can(user, 'update')
  @ApiUpdate(user, UserView, 'activate')
  activate(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<UserView> {
    return this.access.activate(id, version);
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  @Can(user, 'update')
  @ApiUpdate(user, UserView, 'deactivate')
  deactivate(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<UserView> {
    return this.leaving.deactivate(id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(user, 'update')
  @ApiUpdate(user, UserView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<UserView> {
    return this.leaving.archive(id, version);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(user, 'update')
  @ApiUpdate(user, UserView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<UserView> {
    return this.access.restore(id, version);
  }
}
