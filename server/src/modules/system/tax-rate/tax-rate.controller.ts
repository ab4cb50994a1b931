import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { taxRate } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { TaxRateInput, TaxRatePatch, TaxRateView } from './tax-rate.dto.js';
import { TaxRateService } from './tax-rate.service.js';

@ApiTags('system')
@Controller(taxRate.path)
export class TaxRateController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: TaxRateService,
  ) {}

  @Get()
  @Can(taxRate, 'read')
  @ApiList(taxRate, TaxRateView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(taxRate, 'read')
  @ApiGet(taxRate, TaxRateView)
  get(@Param('id') id: string): Promise<TaxRateView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(taxRate, 'create')
  @ApiCreate(taxRate, TaxRateView)
  create(@Body() input: TaxRateInput): Promise<TaxRateView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(taxRate, 'update')
  @ApiUpdate(taxRate, TaxRateView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: TaxRatePatch,
  ): Promise<TaxRateView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(taxRate, 'delete')
  @ApiRemove(taxRate)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(taxRate, 'update')
  @ApiUpdate(taxRate, TaxRateView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<TaxRateView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(taxRate, 'update')
  @ApiUpdate(taxRate, TaxRateView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<TaxRateView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
