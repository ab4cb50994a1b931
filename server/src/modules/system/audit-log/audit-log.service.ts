import { Injectable, StreamableFile } from '@nestjs/common';
import { auditLog } from '@guanxi/shared/system';
import type { FieldChange } from '../../../kernel/audit/audit.js';
import { AuditChain } from '../../../kernel/audit/audit-chain.js';
import { AuditLog } from '../../../kernel/audit/audit.entity.js';
import { ShownChanges } from '../../../kernel/audit/shown-changes.js';
import { Db } from '../../../kernel/db/db.js';
import { defineList } from '../../../kernel/lists/list.js';
import { ListRegistry } from '../../../kernel/lists/list-registry.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import type { AuditLogView, AuditVerification } from './audit-log.dto.js';

type Row = Omit<AuditLogView, 'changes'>;

/** Reads the audit log. What changed is shown as on a record's timeline. */
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
    private readonly lists: ListRegistry,
    private readonly changes: ShownChanges,
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
    const shown = new Map<string, FieldChange[]>();
    for (const [type, acts] of Map.groupBy(rows, ({ recordType }) => recordType)) {
      const recorded = acts.map(({ id }) => byId.get(id) ?? []);
      const list = this.lists.all().find(({ definition }) => definition.type === type);
      const changes = list ? await this.changes.of(list, recorded) : recorded;
      acts.forEach(({ id }, index) => shown.set(id, changes[index]!));
    }
    return rows.map((row) => ({ ...row, changes: shown.get(row.id)! }));
  }
}
