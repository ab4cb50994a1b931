import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { loginLog } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiGet, ApiList } from '../../../kernel/http/documented.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { LoginLogView } from './login-log.dto.js';
import { LoginLogService } from './login-log.service.js';

@ApiTags('system')
@Controller(loginLog.path)
export class LoginLogController {
  constructor(
    private readonly store: RecordStore,
    private readonly handler: LoginLogService,
  ) {}

  @Get()
  @Can(loginLog, 'read')
  @ApiList(loginLog, LoginLogView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.store.page(this.handler, query);
  }

  @Get(':id')
  @Can(loginLog, 'read')
  @ApiGet(loginLog, LoginLogView)
  get(@Param('id') id: string): Promise<LoginLogView> {
    return this.store.get(this.handler, id);
  }
}
