import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { numberingRule } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiCreate, ApiGet, ApiList, ApiRemove, ApiUpdate } from '../../../kernel/http/documented.js';
import { Version, type ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { NumberingRuleInput, NumberingRulePatch, NumberingRuleView } from './numbering-rule.dto.js';
import { NumberingRuleService } from './numbering-rule.service.js';

@ApiTags('system')
@Controller(numberingRule.path)
export class NumberingRuleController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: NumberingRuleService,
  ) {}

  @Get()
  @Can(numberingRule, 'read')
  @ApiList(numberingRule, NumberingRuleView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(numberingRule, 'read')
  @ApiGet(numberingRule, NumberingRuleView)
  get(@Param('id') id: string): Promise<NumberingRuleView> {
    return this.store.get(this.handler, id);
  }

  @Post()
  @Can(numberingRule, 'create')
  @ApiCreate(numberingRule, NumberingRuleView)
  create(@Body() input: NumberingRuleInput): Promise<NumberingRuleView> {
    return this.store.create(this.handler, input);
  }

  @Patch(':id')
  @Can(numberingRule, 'update')
  @ApiUpdate(numberingRule, NumberingRuleView)
  update(
    @Param('id') id: string,
    @Version() version: ExpectedVersion,
    @Body() input: NumberingRulePatch,
  ): Promise<NumberingRuleView> {
    return this.store.update(this.handler, id, version, input);
  }

  @Delete(':id')
  @HttpCode(204)
  @Can(numberingRule, 'delete')
  @ApiRemove(numberingRule)
  remove(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<void> {
    return this.store.remove(this.handler, id, version);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Can(numberingRule, 'update')
  @ApiUpdate(numberingRule, NumberingRuleView, 'archive')
  archive(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<NumberingRuleView> {
    return this.store.archive(this.handler, id, version, true);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Can(numberingRule, 'update')
  @ApiUpdate(numberingRule, NumberingRuleView, 'restore')
  restore(@Param('id') id: string, @Version() version: ExpectedVersion): Promise<NumberingRuleView> {
    return this.store.archive(this.handler, id, version, false);
  }
}
