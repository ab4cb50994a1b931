import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayIn } from '@guanxi/shared/kernel';
import { interaction } from '@guanxi/shared/relations';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { Inbox, type DueSource, type InboxDue } from '../../../kernel/inbox/inbox.js';

const DUE = `
SELECT i.id, 'next-step' AS kind, coalesce(i.next_step, i.summary) AS title, i.next_date AS "dueDate", $3 AS "recordType", i.id AS "recordId",
  jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code) AS party
FROM interaction i JOIN customer c ON c.id = i.customer_id
WHERE i.owner_id = $1 AND i.next_date <= $2::date AND NOT i.next_done AND NOT i.archived
ORDER BY i.next_date, i.id LIMIT 100`;

/** Puts next steps whose day has come into the inbox of those who promised them. */
@Injectable()
export class NextSteps implements DueSource, OnModuleInit {
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
    const { timeZone } = await this.companies.get(this.context.principal.companyId);
    return this.db.query<InboxDue>(DUE, [userId, dayIn(timeZone, new Date()), interaction.type]);
  }
}
