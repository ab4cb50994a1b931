import { Injectable } from '@nestjs/common';
import { user } from '@guanxi/shared/system';
import { Audit } from '../../../kernel/audit/audit.js';
import { Links } from '../../../kernel/auth/links.js';
import { Sessions } from '../../../kernel/auth/sessions.js';
import { Context } from '../../../kernel/context/context.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { RoleGrants } from '../role/role-grants.service.js';
import type { UserView } from './user.dto.js';
import type { User } from './user.entity.js';
import { userKept } from './user.service.js';

const LINK_HOURS = 72;

/** Lets people in and keeps them out. */
@Injectable()
export class UserAccess {
  constructor(
    private readonly store: RecordStore,
    private readonly grants: RoleGrants,
    private readonly links: Links,
    private readonly sessions: Sessions,
    private readonly context: Context,
    private readonly audit: Audit,
  ) {}

  /**
   * A link with which the user chooses a password; the one before it ends. Whoever has the link can be that user, so it is
   * made only by somebody who may do all that the user may.
   */
  async link(id: string): Promise<{ link: string }> {
    const target = await this.store.choose(userKept, id, 'id').catch(notFound);
    await this.grants.assertWithin(target.roleIds);
    const token = await this.links.make('password', target.id, LINK_HOURS);
    await this.audit.record({ action: 'link', recordType: user.type, recordId: id });
    return { link: `/link/${token}` };
  }

  /** Lets somebody in or keeps them out; their sessions end. */
  async setActive(id: string, expected: ExpectedVersion, active: boolean): Promise<UserView> {
    if (!active) await this.endSessions(id);
    return this.store.change<UserView, User>(userKept, id, expected, active ? 'activate' : 'deactivate', (record) => {
      record.active = active;
    });
  }

  /** Takes somebody out of the choices, or back into them; who is archived is out at once. */
  async archive(id: string, expected: ExpectedVersion, archived: boolean): Promise<UserView> {
    if (archived) await this.endSessions(id);
    return this.store.archive<UserView, User>(userKept, id, expected, archived);
  }

  async remove(id: string, expected: ExpectedVersion): Promise<void> {
    await this.assertMayGo(id);
    return this.store.remove(userKept, id, expected);
  }

  private async endSessions(id: string): Promise<void> {
    await this.assertMayGo(id);
    await this.sessions.end(id, {});
  }

  private async assertMayGo(id: string): Promise<void> {
    if (id === this.context.principal.userId) throw new DomainError('user.self');
    await this.grants.assertAdministratorRemains(id, []);
  }
}

/** Who is named by the address, not in a body, is not there. */
function notFound(error: unknown): never {
  throw error instanceof DomainError && error.code === 'record.unknown' ? new DomainError('record.not-found') : error;
}
