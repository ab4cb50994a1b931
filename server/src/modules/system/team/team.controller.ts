import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { team } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { TeamInput, TeamPatch, TeamView } from './team.dto.js';
import { TeamService } from './team.service.js';

@ApiTags('system')
@Controller(team.path)
export class TeamController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: TeamService,
  ) {}

  @Get()
  @Can(team, 'read')
  @ApiList(team, TeamView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(team, 'read')
  @ApiGet(team, TeamView)
  get(@Param('id') id: string): Promise<TeamView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(team, 'create')
  @ApiCreate(team, TeamView)
  create(@Body() input: TeamInput): Promise<TeamView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(team, 'update')
  @ApiUpdate(team, TeamView)
  update(@Param('id') id: string, @Version() version: ExpectedVersion, @Body() input: TeamPatch): Promise<TeamView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(team, 'delete')
  @ApiRemove(team)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(team, 'update')
  @ApiUpdate(team, TeamView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<TeamView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(team, 'update')
  @ApiUpdate(team, TeamView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<TeamView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
