import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { quotation } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { QuotationInput, QuotationPatch, QuotationRow, QuotationView } from './quotation.dto.js';
import { QuotationService } from './quotation.service.js';

@ApiTags('sales-orders')
@Controller(quotation.path)
export class QuotationController {
  constructor(
    private readonly store: DocumentStore,
    private readonly quotations: QuotationService,
  ) {}

  @Get()
  @Can(quotation, 'read')
  @ApiList(quotation, QuotationRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.quotations, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(quotation, QuotationView)
  get(@Param('id') id: string): Promise<QuotationView> {
    return this.store.get(this.quotations, id);
  }

  @Post()
  @Can(quotation, 'create')
  @ApiCreate(quotation, QuotationView)
  create(@Body() input: QuotationInput): Promise<QuotationView> {
    return this.store.create(this.quotations, input);
  }

  @Patch(':id')
  @Can(quotation, 'update')
  @ApiUpdate(quotation, QuotationView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: QuotationPatch,
  ): Promise<QuotationView> {
    return this.store.update(this.quotations, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(quotation, 'delete')
  @ApiRemove(quotation)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.quotations, id, version);
  }
}
