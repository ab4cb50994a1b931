import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { customer } from '@guanxi/shared/customers';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CustomerInput, CustomerPatch, CustomerRow, CustomerView } from './customer.dto.js';
import { CustomerService } from './customer.service.js';

@ApiTags('customers')
@Controller(customer.path)
export class CustomerController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: CustomerService,
  ) {}

  @Get()
  @Can(customer, 'read')
  @ApiList(customer, CustomerRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(customer, 'read')
  @ApiGet(customer, CustomerView)
  get(@Param('id') id: string): Promise<CustomerView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(customer, 'create')
  @ApiCreate(customer, CustomerView)
  create(@Body() input: CustomerInput): Promise<CustomerView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(customer, 'update')
  @ApiUpdate(customer, CustomerView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: CustomerPatch,
  ): Promise<CustomerView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(customer, 'delete')
  @ApiRemove(customer)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(customer, 'update')
  @ApiUpdate(customer, CustomerView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CustomerView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(customer, 'update')
  @ApiUpdate(customer, CustomerView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<CustomerView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
