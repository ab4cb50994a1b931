import { Injectable } from '@nestjs/common';
import { Handover } from '../../../kernel/approvals/handover.js';
import { Sessions } from '../../../kernel/auth/sessions.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { RoleGrants } from '../role/role-grants.service.js';
import type { UserView } from './user.dto.js';
import type { User } from './user.entity.js';
import { userKept } from './user.service.js';

/** People who leave: their sessions end, and others decide what waits for them. */
@Injectable()
export class Leaving {
  constructor(
    private readonly store: RecordStore,
    private readonly sessions: Sessions,
    private readonly handover: Handover,
    private readonly grants: RoleGrants,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  /** Keeps somebody out. @throws DomainError 409 `approval.no-successor` when a document would wait for nobody. */
  deactivate(id: string, expected: ExpectedVersion): Promise<UserView> {
    return this.leave(id, () =>
      this.store.change<UserView, User>(userKept, id, expected, 'deactivate', (record) => {
        record.active = false;
      }),
    );
  }

  /** Takes somebody out of the choices; who is archived is out at once. */
  archive(id: string, expected: ExpectedVersion): Promise<UserView> {
    return this.leave(id, () => this.store.archive<UserView, User>(userKept, id, expected, true));
  }

  /** Takes away a user whom nothing refers to. */
  async remove(id: string, expected: ExpectedVersion): Promise<void> {
    await this.assertMayGo(id);
    return this.store.remove(userKept, id, expected);
  }

  private async leave(id: string, change: () => Promise<UserView>): Promise<UserView> {
    await this.assertMayGo(id);
    await this.handover.lock(id);
    const view = await change();
    await this.sessions.end(id, {});
    await this.handover.from(view);
    return view;
  }

  /** @throws DomainError 409 for oneself and for the last administrator. */
  private async assertMayGo(id: string): Promise<void> {
    if (id === this.context.principal.userId) throw new DomainError('user.self');
    await this.grants.assertAdministratorRemains(id, []);
    await this.assertPoolRemains(id);
  }

  /** A final pool keeps two people who can decide, as long as there are two besides whoever leaves. */
  private async assertPoolRemains(id: string): Promise<void> {
    const short = await this.db.one(
      `SELECT 1 FROM company c WHERE $1::uuid = ANY(c.final_pool_ids) AND NOT c.archived
         AND (SELECT count(*) FROM "user" u WHERE u.id = ANY(c.final_pool_ids) AND u.id <> $1 AND u.active AND NOT u.archived) < 2
         AND (SELECT count(*) FROM "user" u WHERE u.id <> $1 AND u.active AND NOT u.archived AND u.password_hash IS NOT NULL) >= 2`,
      [id],
    );
    if (short) throw new DomainError('approval.final-pool');
  }
}
