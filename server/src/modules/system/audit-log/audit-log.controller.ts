import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { auditLog } from '@guanxi/shared/system';
import { Can } from '../../../kernel/auth/access.js';
import { ApiGet, ApiList } from '../../../kernel/http/documented.js';
import { OwnTransactions } from '../../../kernel/http/writes.js';
import { AuditLogView, AuditVerification, BooksVerification } from './audit-log.dto.js';
import { AuditLogService } from './audit-log.service.js';
import { Books } from './books.service.js';

@ApiTags('system')
@Controller(auditLog.path)
export class AuditLogController {
  constructor(
    private readonly log: AuditLogService,
    private readonly books: Books,
  ) {}

  @Get()
  @Can(auditLog, 'read')
  @ApiList(auditLog, AuditLogView)
  page(@Query() query: Record<string, string>): Promise<unknown> {
    return this.log.page(query);
  }

  @Get(':id')
  @Can(auditLog, 'read')
  @ApiGet(auditLog, AuditLogView)
  get(@Param('id') id: string): Promise<AuditLogView> {
    return this.log.get(id);
  }

  @Post('books')
  @HttpCode(200)
  @OwnTransactions()
  @Can(auditLog, 'verify')
  @ApiGet(auditLog, BooksVerification, 'books')
  verifyBooks(): Promise<BooksVerification> {
    return this.books.verify();
  }

  @Post('verify')
  @HttpCode(200)
  @Can(auditLog, 'verify')
  @ApiGet(auditLog, AuditVerification, 'verify')
  verify(): Promise<AuditVerification> {
    return this.log.verify();
  }
}
