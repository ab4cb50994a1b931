import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayIn, permissionOf } from '@guanxi/shared/kernel';
import { approvalFlow } from '@guanxi/shared/system';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { may } from '../../../kernel/context/principal.js';
import { Db } from '../../../kernel/db/db.js';
import { Inbox, type DueSource, type InboxDue } from '../../../kernel/inbox/inbox.js';

/** Drafts that somebody else wrote, as `ApprovalFlowService.activate` asks for. */
const WAITING = `
SELECT f.id, 'flow-draft' AS kind, f.name AS title, $2::date AS "dueDate", $3 AS "recordType", f.id AS "recordId",
  jsonb_build_object('id', u.id, 'name', u.name) AS party
FROM approval_flow f JOIN "user" u ON u.id = f.edited_by_id
WHERE f.state = 'draft' AND f.edited_by_id <> $1
  AND NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.record_id = f.id AND a.actor_id = $1 AND a.action IN ('create', 'update'))
ORDER BY f.created_at LIMIT 100`;

/** Puts drafts of flows into the inbox of those who may put them in force. */
@Injectable()
export class FlowDrafts implements DueSource, OnModuleInit {
  constructor(
    private readonly inbox: Inbox,
    private readonly companies: Companies,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.inbox.register(this);
  }

  async due(userId: string): Promise<InboxDue[]> {
    const { principal } = this.context;
    if (!may(principal, permissionOf(approvalFlow, 'activate'))) return [];
    const { timeZone } = await this.companies.get(principal.companyId);
    return this.db.query<InboxDue>(WAITING, [userId, dayIn(timeZone, new Date()), approvalFlow.type]);
  }
}
