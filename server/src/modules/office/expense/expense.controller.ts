import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { expense } from '@guanxi/shared/office';
import { Can, SignedIn } from '../../../kernel/auth/access.js';
import { DocumentStore } from '../../../kernel/documents/document-store.js';
import { Foresight } from '../../../kernel/documents/foresight.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { ExpenseInput, ExpensePatch, ExpenseRow, ExpenseView, ReimburseInput } from './expense.dto.js';
import { ExpenseService } from './expense.service.js';
import { ReimbursementService } from './reimbursement.service.js';

@ApiTags('office')
@Controller(expense.path)
export class ExpenseController {
  constructor(
    private readonly store: DocumentStore,
    private readonly expenses: ExpenseService,
    private readonly reimbursements: ReimbursementService,
    private readonly foresight: Foresight,
  ) {}

  @Get()
  @Can(expense, 'read')
  @ApiList(expense, ExpenseRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.expenses, query);
  }

  // Holders of an approval task may read without the permission; the store decides.
  @Get(':id')
  @SignedIn()
  @ApiGet(expense, ExpenseView)
  get(@Param('id') id: string): Promise<ExpenseView> {
    return this.store.get(this.expenses, id);
  }

  @Post()
  @Can(expense, 'create')
  @ApiCreate(expense, ExpenseView)
  create(@Body() input: ExpenseInput): Promise<ExpenseView> {
    return this.store.create(this.expenses, input);
  }

  @Patch(':id')
  @Can(expense, 'update')
  @ApiUpdate(expense, ExpenseView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ExpensePatch,
  ): Promise<ExpenseView> {
    return this.store.update(this.expenses, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(expense, 'delete')
  @ApiRemove(expense)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.expenses, id, version);
  }

  @Post(':id/reimburse')
  @HttpCode(200)
  @Can(expense, 'reimburse')
  @ApiUpdate(expense, ExpenseView, 'reimburse')
  async reimburse(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ReimburseInput,
  ): Promise<ExpenseView> {
    return this.foresight.told(this.expenses, await this.reimbursements.reimburse(id, version, input));
  }
}
