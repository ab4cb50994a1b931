import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { interaction } from '@guanxi/shared/relations';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { InteractionInput, InteractionPatch, InteractionView } from './interaction.dto.js';
import { InteractionService } from './interaction.service.js';

@ApiTags('relations')
@Controller(interaction.path)
export class InteractionController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: InteractionService,
  ) {}

  @Get()
  @Can(interaction, 'read')
  @ApiList(interaction, InteractionView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(interaction, 'read')
  @ApiGet(interaction, InteractionView)
  get(@Param('id') id: string): Promise<InteractionView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(interaction, 'create')
  @ApiCreate(interaction, InteractionView)
  create(@Body() input: InteractionInput): Promise<InteractionView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(interaction, 'update')
  @ApiUpdate(interaction, InteractionView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: InteractionPatch,
  ): Promise<InteractionView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(interaction, 'delete')
  @ApiRemove(interaction)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(interaction, 'update')
  @ApiUpdate(interaction, InteractionView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<InteractionView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(interaction, 'update')
  @ApiUpdate(interaction, InteractionView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<InteractionView> {
    return this.store.archive(this.handler, id, version, false);
  }

  @Post(':id/done')
  @HttpCode(200)
  @Can(interaction, 'update')
  @ApiUpdate(interaction, InteractionView, 'done')
  done(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<InteractionView> {
    return this.handler.done(id, version);
  }
}
