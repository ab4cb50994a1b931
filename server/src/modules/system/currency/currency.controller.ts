import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { currency } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CurrencyInput, CurrencyPatch, CurrencyView, ExchangeRateInput, ExchangeRatePage } from './currency.dto.js';
import { CurrencyService } from './currency.service.js';

@ApiTags('system')
@Controller(currency.path)
export class CurrencyController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: CurrencyService,
  ) {}

  @Get()
  @Can(currency, 'read')
  @ApiList(currency, CurrencyView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(currency, 'read')
  @ApiGet(currency, CurrencyView)
  get(@Param('id') id: string): Promise<CurrencyView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(currency, 'create')
  @ApiCreate(currency, CurrencyView)
  create(@Body() input: CurrencyInput): Promise<CurrencyView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(currency, 'update')
  @ApiUpdate(currency, CurrencyView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: CurrencyPatch,
  ): Promise<CurrencyView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(currency, 'delete')
  @ApiRemove(currency)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.handler.remove(id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(currency, 'update')
  @ApiUpdate(currency, CurrencyView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CurrencyView> {
    return this.handler.archive(id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(currency, 'update')
  @ApiUpdate(currency, CurrencyView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CurrencyView> {
    return this.handler.archive(id, version, false);
  }

  @Get(':id/rates')
  @Can(currency, 'read')
  @ApiGet(currency, ExchangeRatePage, 'rates')
  rates(@Param('id') id: string, @Query() query: Record<string, string>): Promise<unknown> {
    return this.handler.rates(id, query);
  }

  @Post(':id/rates')
  @HttpCode(200)
  @Can(currency, 'update')
  @ApiUpdate(currency, CurrencyView, 'addRate')
  addRate(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ExchangeRateInput,
  ): Promise<CurrencyView> {
    return this.handler.addRate(id, version, input);
  }
}
