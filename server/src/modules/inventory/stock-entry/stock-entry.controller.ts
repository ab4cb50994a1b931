import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { stockEntry } from '@guanxi/shared/inventory';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { StockEntryInput, StockEntryPatch, StockEntryRow, StockEntryView } from './stock-entry.dto.js';
import { StockEntryService } from './stock-entry.service.js';

@ApiTags('inventory')
@Controller(stockEntry.path)
export class StockEntryController {
  constructor(
    private readonly store: DocumentStore,
    private readonly handler: StockEntryService,
  ) {}

  @Get()
  @Can(stockEntry, 'read')
  @ApiList(stockEntry, StockEntryRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(stockEntry, StockEntryView)
  get(@Param('id') id: string): Promise<StockEntryView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(stockEntry, 'create')
  @ApiCreate(stockEntry, StockEntryView)
  create(@Body() input: StockEntryInput): Promise<StockEntryView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(stockEntry, 'update')
  @ApiUpdate(stockEntry, StockEntryView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: StockEntryPatch,
  ): Promise<StockEntryView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(stockEntry, 'delete')
  @ApiRemove(stockEntry)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }
}
