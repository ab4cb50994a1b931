import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { receipt } from '@guanxi/shared/sales-orders';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { Foresight } from '../../../kernel/documents/foresight.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { ReceiptInput, ReceiptPatch, ReceiptRow, ReceiptView, SettleInput } from './receipt.dto.js';
import { ReceiptService } from './receipt.service.js';
import { SettlingService } from './settling.service.js';

@ApiTags('sales-orders')
@Controller(receipt.path)
export class ReceiptController {
  constructor(
    private readonly store: DocumentStore,
    private readonly receipts: ReceiptService,
    private readonly settling: SettlingService,
    private readonly foresight: Foresight,
  ) {}

  @Get()
  @Can(receipt, 'read')
  @ApiList(receipt, ReceiptRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.receipts, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(receipt, ReceiptView)
  get(@Param('id') id: string): Promise<ReceiptView> {
    return this.store.get(this.receipts, id);
  }

  @Post()
  @Can(receipt, 'create')
  @ApiCreate(receipt, ReceiptView)
  create(@Body() input: ReceiptInput): Promise<ReceiptView> {
    return this.store.create(this.receipts, input);
  }

  @Patch(':id')
  @Can(receipt, 'update')
  @ApiUpdate(receipt, ReceiptView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ReceiptPatch,
  ): Promise<ReceiptView> {
    return this.store.update(this.receipts, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(receipt, 'delete')
  @ApiRemove(receipt)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.receipts, id, version);
  }

  @Post(':id/settle')
  @HttpCode(200)
  @Can(receipt, 'settle')
  @ApiUpdate(receipt, ReceiptView, 'settle')
  async settle(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: SettleInput,
  ): Promise<ReceiptView> {
    return this.foresight.told(this.receipts, await this.settling.settle(id, version, input));
  }
}
