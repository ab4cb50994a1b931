import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { openingBalance } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import {
  OpeningBalanceInput,
  OpeningBalancePatch,
  OpeningBalanceRow,
  OpeningBalanceView,
} from './opening-balance.dto.js';
import { OpeningBalanceService } from './opening-balance.service.js';

@ApiTags('sales-orders')
@Controller(openingBalance.path)
export class OpeningBalanceController {
  constructor(
    private readonly store: DocumentStore,
    private readonly balances: OpeningBalanceService,
  ) {}

  @Get()
  @Can(openingBalance, 'read')
  @ApiList(openingBalance, OpeningBalanceRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.balances, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(openingBalance, OpeningBalanceView)
  get(@Param('id') id: string): Promise<OpeningBalanceView> {
    return this.store.get(this.balances, id);
  }

  @Post()
  @Can(openingBalance, 'create')
  @ApiCreate(openingBalance, OpeningBalanceView)
  create(@Body() input: OpeningBalanceInput): Promise<OpeningBalanceView> {
    return this.store.create(this.balances, input);
  }

  @Patch(':id')
  @Can(openingBalance, 'update')
  @ApiUpdate(openingBalance, OpeningBalanceView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: OpeningBalancePatch,
  ): Promise<OpeningBalanceView> {
    return this.store.update(this.balances, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(openingBalance, 'delete')
  @ApiRemove(openingBalance)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.balances, id, version);
  }
}
