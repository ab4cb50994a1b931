import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { fundAccount } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { FundAccountInput, FundAccountPatch, FundAccountView } from './fund-account.dto.js';
import { FundAccountService } from './fund-account.service.js';

@ApiTags('system')
@Controller(fundAccount.path)
export class FundAccountController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: FundAccountService,
  ) {}

  @Get()
  @Can(fundAccount, 'read')
  @ApiList(fundAccount, FundAccountView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(fundAccount, 'read')
  @ApiGet(fundAccount, FundAccountView)
  get(@Param('id') id: string): Promise<FundAccountView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(fundAccount, 'create')
  @ApiCreate(fundAccount, FundAccountView)
  create(@Body() input: FundAccountInput): Promise<FundAccountView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(fundAccount, 'update')
  @ApiUpdate(fundAccount, FundAccountView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: FundAccountPatch,
  ): Promise<FundAccountView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(fundAccount, 'delete')
  @ApiRemove(fundAccount)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(fundAccount, 'update')
  @ApiUpdate(fundAccount, FundAccountView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<FundAccountView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(fundAccount, 'update')
  @ApiUpdate(fundAccount, FundAccountView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<FundAccountView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
