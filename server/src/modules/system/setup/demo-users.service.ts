import { Injectable } from '@nestjs/common';
import { Accounts, type Account } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { DemoUserView } from './demo.dto.js';

/** The people of a demo company, whom everybody in it may become; in every other company nobody may. */
@Injectable()
export class DemoUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  /** @throws DomainError 403 `auth.demo-only` */
  async all(): Promise<DemoUserView[]> {
    await this.assertDemo();
    return this.db.query<DemoUserView>(
      `SELECT u.id, u.name, u.title, CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('id', d.id, 'name', d.name) END AS department
       FROM "user" u LEFT JOIN department d ON d.id = u.department_id
       WHERE u.company_id = $1 AND u.active AND NOT u.archived ORDER BY d.code NULLS FIRST, u.sort_key, u.id`,
      [this.context.principal.companyId],
    );
  }

  /** Somebody of the same company. @throws DomainError 403 `auth.demo-only`, 422 for anybody else. */
  async account(userId: string): Promise<Account> {
    const user = (await this.all()).find((one) => one.id === userId);
    const account = user && (await this.accounts.find(user.id));
    if (!account) throw new DomainError('record.unknown', { field: 'userId' });
    return account;
  }

  private async assertDemo(): Promise<void> {
    const { companyId } = this.context.principal;
    if (!(await this.db.one('SELECT 1 FROM company WHERE id = $1 AND demo', [companyId])))
      throw new DomainError('auth.demo-only');
  }
}
