import { Injectable } from '@nestjs/common';
import { user } from '@guanxi/shared/system';
import { Audit } from '../../../kernel/audit/audit.js';
import { Links } from '../../../kernel/auth/links.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import type { ExpectedVersion } from '../../../kernel/http/version.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { RoleGrants } from '../role/role-grants.service.js';
import type { UserView } from './user.dto.js';
import type { User } from './user.entity.js';
import { userKept } from './user.service.js';

const LINK_HOURS = 72;

/** Lets people in. */
@Injectable()
export class UserAccess {
  constructor(
    private readonly store: RecordStore,
    private readonly grants: RoleGrants,
    private readonly links: Links,
    private readonly audit: Audit,
  ) {}

  /**
   * A link with which the user chooses a password; the one before it ends. Whoever has the link can be that user, so it is
   * made only by somebody who may do all that the user may.
   */
  async link(id: string): Promise<{ link: string }> {
    const target = await this.store.choose(userKept, id, 'id').catch(notFound);
    await this.grants.assertWithin(target.roleIds);
    if (!target.active) throw new DomainError('user.inactive');
    return this.issue(target.id);
  }

  /** The same for the command line: whoever has the machine may do everything. */
  async issue(userId: string): Promise<{ link: string }> {
    const token = await this.links.make('password', userId, LINK_HOURS);
    await this.audit.record({ action: 'link', recordType: user.type, recordId: userId });
    return { link: `/link/${token}` };
  }

  /** Lets somebody in again. */
  activate(id: string, expected: ExpectedVersion): Promise<UserView> {
    return this.store.change<UserView, User>(userKept, id, expected, 'activate', (record) => {
      record.active = true;
    });
  }

  /** Puts somebody who was archived back into the choices. */
  restore(id: string, expected: ExpectedVersion): Promise<UserView> {
    return this.store.archive<UserView, User>(userKept, id, expected, false);
  }
}

/** Who is named by the address, not in a body, is not there. */
function notFound(error: unknown): never {
  throw error instanceof DomainError && error.code === 'record.unknown' ? new DomainError('record.not-found') : error;
}
