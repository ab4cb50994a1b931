import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { company } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CompanyFounding } from './company-founding.service.js';
import { CompanyInput, CompanyPatch, CompanyView } from './company.dto.js';
import { CompanyService } from './company.service.js';

@ApiTags('system')
@Controller(company.path)
export class CompanyController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: CompanyService,
    private readonly founding: CompanyFounding,
  ) {}

  @Get()
  @Can(company, 'read')
  @ApiList(company, CompanyView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(company, 'read')
  @ApiGet(company, CompanyView)
  get(@Param('id') id: string): Promise<CompanyView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(company, 'create')
  @ApiCreate(company, CompanyView)
  create(@Body() input: CompanyInput): Promise<CompanyView> {
    return this.founding.found(input);
  }

  @Patch(':id')
  @Can(company, 'update')
  @ApiUpdate(company, CompanyView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: CompanyPatch,
  ): Promise<CompanyView> {
    return this.store.update(this.handler, id, version, input);
  }
}
