import { Injectable } from '@nestjs/common';
import { loginLog } from '@guanxi/shared/system';
import { LoginLog } from '../../../kernel/auth/auth.entity.js';
import { defineList } from '../../../kernel/lists/list.js';

/** Every sign-in, successful or not, as sign-in itself wrote it. */
@Injectable()
export class LoginLogService {
  readonly definition = loginLog;
  readonly list = defineList({
    definition: loginLog,
    entity: LoginLog,
    refs: { user: { table: 'user' } },
    filters: ['at', 'login', 'userId', 'succeeded', 'reason', 'ip'],
    sorts: ['at'],
    search: 't.login ILIKE $q',
  });
}
