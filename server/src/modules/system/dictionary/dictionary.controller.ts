import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dictionary } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { DictionaryInput, DictionaryPatch, DictionaryView } from './dictionary.dto.js';
import { DictionaryService } from './dictionary.service.js';

@ApiTags('system')
@Controller(dictionary.path)
export class DictionaryController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: DictionaryService,
  ) {}

  @Get()
  @Can(dictionary, 'read')
  @ApiList(dictionary, DictionaryView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(dictionary, 'read')
  @ApiGet(dictionary, DictionaryView)
  get(@Param('id') id: string): Promise<DictionaryView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(dictionary, 'create')
  @ApiCreate(dictionary, DictionaryView)
  create(@Body() input: DictionaryInput): Promise<DictionaryView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(dictionary, 'update')
  @ApiUpdate(dictionary, DictionaryView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: DictionaryPatch,
  ): Promise<DictionaryView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(dictionary, 'delete')
  @ApiRemove(dictionary)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(dictionary, 'update')
  @ApiUpdate(dictionary, DictionaryView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<DictionaryView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(dictionary, 'update')
  @ApiUpdate(dictionary, DictionaryView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<DictionaryView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
