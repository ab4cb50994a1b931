import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { stockIssue } from '@guanxi/shared/inventory';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { StockIssueInput, StockIssuePatch, StockIssueRow, StockIssueView } from './stock-issue.dto.js';
import { StockIssueService } from './stock-issue.service.js';

@ApiTags('inventory')
@Controller(stockIssue.path)
export class StockIssueController {
  constructor(
    private readonly store: DocumentStore,
    private readonly handler: StockIssueService,
  ) {}

  @Get()
  @Can(stockIssue, 'read')
  @ApiList(stockIssue, StockIssueRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(stockIssue, StockIssueView)
  get(@Param('id') id: string): Promise<StockIssueView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(stockIssue, 'create')
  @ApiCreate(stockIssue, StockIssueView)
  create(@Body() input: StockIssueInput): Promise<StockIssueView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(stockIssue, 'update')
  @ApiUpdate(stockIssue, StockIssueView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: StockIssuePatch,
  ): Promise<StockIssueView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(stockIssue, 'delete')
  @ApiRemove(stockIssue)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }
}
