import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { period } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiGet, ApiList, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { PeriodPatch, PeriodView } from './period.dto.js';
import { PeriodService } from './period.service.js';

@ApiTags('system')
@Controller(period.path)
export class PeriodController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: PeriodService,
  ) {}

  @Get()
  @Can(period, 'read')
  @ApiList(period, PeriodView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(period, 'read')
  @ApiGet(period, PeriodView)
  get(@Param('id') id: string): Promise<PeriodView> {
    return this.store.get(this.handler, id);
  }

  @Patch(':id')
  @Can(period, 'update')
  @ApiUpdate(period, PeriodView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: PeriodPatch,
  ): Promise<PeriodView> {
    return this.store.update(this.handler, id, version, input);
  }
}
