import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { salesInvoice } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { SalesInvoiceInput, SalesInvoicePatch, SalesInvoiceRow, SalesInvoiceView } from './sales-invoice.dto.js';
import { SalesInvoiceService } from './sales-invoice.service.js';

@ApiTags('sales-orders')
@Controller(salesInvoice.path)
export class SalesInvoiceController {
  constructor(
    private readonly store: DocumentStore,
    private readonly invoices: SalesInvoiceService,
  ) {}

  @Get()
  @Can(salesInvoice, 'read')
  @ApiList(salesInvoice, SalesInvoiceRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.invoices, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(salesInvoice, SalesInvoiceView)
  get(@Param('id') id: string): Promise<SalesInvoiceView> {
    return this.store.get(this.invoices, id);
  }

  @Post()
  @Can(salesInvoice, 'create')
  @ApiCreate(salesInvoice, SalesInvoiceView)
  create(@Body() input: SalesInvoiceInput): Promise<SalesInvoiceView> {
    return this.store.create(this.invoices, input);
  }

  @Patch(':id')
  @Can(salesInvoice, 'update')
  @ApiUpdate(salesInvoice, SalesInvoiceView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: SalesInvoicePatch,
  ): Promise<SalesInvoiceView> {
    return this.store.update(this.invoices, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(salesInvoice, 'delete')
  @ApiRemove(salesInvoice)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.invoices, id, version);
  }
}
