import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { contact } from '@guanxi/shared/customers';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { ContactInput, ContactPatch, ContactRow, ContactView } from './contact.dto.js';
import { ContactService } from './contact.service.js';

@ApiTags('customers')
@Controller(contact.path)
export class ContactController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: ContactService,
  ) {}

  @Get()
  @Can(contact, 'read')
  @ApiList(contact, ContactRow)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(contact, 'read')
  @ApiGet(contact, ContactView)
  get(@Param('id') id: string): Promise<ContactView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(contact, 'create')
  @ApiCreate(contact, ContactView)
  create(@Body() input: ContactInput): Promise<ContactView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(contact, 'update')
  @ApiUpdate(contact, ContactView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: ContactPatch,
  ): Promise<ContactView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(contact, 'delete')
  @ApiRemove(contact)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(contact, 'update')
  @ApiUpdate(contact, ContactView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ContactView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(contact, 'update')
  @ApiUpdate(contact, ContactView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<ContactView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
