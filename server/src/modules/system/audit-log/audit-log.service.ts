import { Injectable, StreamableFile } from '@nestjs/common';
import { auditLog } from '@guanxi/shared/system';
import type { FieldChange } from '../../../kernel/audit/audit.js';
import { AuditChain } from '../../../kernel/audit/audit-chain.js';
import { AuditLog } from '../../../kernel/audit/audit.entity.js';
import { Context } from '../../../kernel/context/context.js';
import { Db } from '../../../kernel/db/db.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import type { AuditLogView, AuditVerification } from './audit-log.dto.js';

type Row = Omit<AuditLogView, 'changes'>;

/** Reads the audit log. What changed is shown without the fields that the reader's roles hide. */
@Injectable()
export class AuditLogService {
  readonly definition = auditLog;
  readonly list = defineList({
    definition: auditLog,
    entity: AuditLog,
    omit: ['changes', 'salt', 'digest'],
    refs: { actor: { table: 'user' } },
    filters: ['recordType', 'recordId', 'actorId', 'action', 'at', 'requestId', 'ip'],
    sorts: ['seq'],
  });

  constructor(
    private readonly store: RecordStore,
    private readonly chain: AuditChain,
    private readonly context: Context,
    private readonly db: Db,
  ) {}

  async page(query: Readonly<Record<string, string>>): Promise<unknown> {
    const page = await this.store.page<Row>(this, query);
    if (page instanceof StreamableFile || query['fields'] !== undefined) return page;
    return { ...page, items: await this.withChanges(page.items) };
  }

  async get(id: string): Promise<AuditLogView> {
    const [found] = await this.withChanges([await this.store.get<Row>(this, id)]);
    return found!;
  }

  /** Walks the sealed chain from the first act to the last (U1, E1). */
  async verify(): Promise<AuditVerification> {
    const differences = await this.chain.check();
    const sealed = await this.db.one<{ checked: number }>('SELECT count(*) AS checked FROM change');
    return { ok: differences.length === 0, checked: sealed!.checked, differences };
  }

  private async withChanges(rows: readonly Row[]): Promise<AuditLogView[]> {
    const found = await this.db.query<{ id: string; changes: FieldChange[] }>(
      'SELECT id, changes::jsonb AS changes FROM audit_log WHERE id = ANY ($1) AND changes IS NOT NULL',
      [rows.map((row) => row.id)],
    );
    const byId = new Map(found.map((row) => [row.id, row.changes]));
    return rows.map((row) => ({ ...row, changes: this.visible(row.recordType, byId.get(row.id) ?? []) }));
  }

  private visible(recordType: string, changes: readonly FieldChange[]): FieldChange[] {
    const rules = this.context.principal.fieldRules[recordType] ?? {};
    return changes.filter(({ field }) => {
      const name = field.split('.').at(-1)!;
      const rule = rules[name] ?? rules[name.replace(/Id$/, '')];
      return rule !== 'hidden' && rule !== 'masked';
    });
  }
}
