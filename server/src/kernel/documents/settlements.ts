import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { add, compare, isNegative, subtract } from '@guanxi/shared/kernel';
import { Audit } from '../audit/audit.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { completionSql } from './completion.js';
import { DocumentRegistry } from './registry.js';
import { OpenItem } from './settlement.entity.js';

/** So much of a credit for a debit; negative only in reversals. */
export interface Settlement {
  readonly debitId: string;
  readonly creditId: string;
  readonly amount: string;
  readonly reversesId?: string;
}

/** Facts and cache in one statement; what an item may take is bounded by its own constraint as well. */
const SETTLE = `
WITH fact AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, debit_id uuid, credit_id uuid, amount numeric, reverses_id uuid)),
  moved AS (SELECT s.id, sum(s.amount) AS amount FROM (SELECT debit_id AS id, amount FROM fact UNION ALL SELECT credit_id, amount FROM fact) s GROUP BY 1),
  changed AS (UPDATE open_item i SET settled = i.settled + m.amount, version = i.version + 1 FROM moved m
    WHERE i.id = m.id AND i.settled + m.amount BETWEEN 0 AND i.amount)
INSERT INTO settlement_entry (id, debit_id, credit_id, amount, at, reverses_id) SELECT id, debit_id, credit_id, amount, now(), reverses_id FROM fact`;

/** The settlement ledger: which receipt pays which invoice, as insert-only facts with a conditional cache beside them. */
@Injectable()
export class Settlements {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly audit: Audit,
  ) {}

  /** Opens the item of a document that took effect. */
  open(item: Omit<OpenItem, 'settled' | 'voided' | 'version' | 'createdAt'>): Promise<void> {
    return this.rows.insert(OpenItem, [{ ...item, settled: '0', voided: false, version: 1, createdAt: new Date() }]);
  }

  /**
   * Settles debits by credits of the same party and currency, all or nothing.
   * @throws DomainError 409 `settlement.exceeded` with what is open, 422 for items that don't fit together.
   */
  async settle(settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length === 0) return;
    const ids = [...new Set(settlements.flatMap((one) => [one.debitId, one.creditId]))];
    const locked = await this.lock(ids);
    for (const [index, one] of settlements.entries()) {
      const debit = locked.get(one.debitId);
      const credit = locked.get(one.creditId);
      if (!debit || !credit || debit.side !== 'debit' || credit.side !== 'credit' || debit.partyId !== credit.partyId) {
        throw new DomainError('fulfilment.source', { lineNo: index + 1 });
      }
      if (debit.currency !== credit.currency) throw new DomainError('currency.mismatch', { expected: credit.currency });
      for (const item of [debit, credit]) await this.move(item, one.amount);
    }
    await this.write([...locked.values()], settlements);
  }

  /** Takes back every settlement of a document and its open item with them. */
  async undo(documentId: string): Promise<void> {
    const entries = await this.db.query<Settlement & { id: string }>(
      `SELECT e.id, e.debit_id AS "debitId", e.credit_id AS "creditId", (-e.amount)::text AS amount FROM settlement_entry e
       WHERE $1 IN (e.debit_id, e.credit_id) AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM settlement_entry r WHERE r.reverses_id = e.id)
       ORDER BY e.seq`,
      [documentId],
    );
    await this.settle(entries.map(({ id, ...entry }) => ({ ...entry, reversesId: id })));
    await this.db.send('UPDATE open_item SET voided = true, version = version + 1 WHERE id = $1', [documentId]);
  }

  /** @throws DomainError 409 when something of this document is settled already. */
  async assertUnsettled(documentId: string): Promise<void> {
    const other = await this.db.one<OpenItem>(
      `SELECT c.id, c.document_type AS "documentType", c.title FROM settlement_entry e JOIN open_item c ON c.id = e.credit_id
       WHERE e.debit_id = $1 AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM settlement_entry r WHERE r.reverses_id = e.id) LIMIT 1`,
      [documentId],
    );
    if (other) throw new DomainError('document.depended-on', { number: await this.numberOf(other) });
  }

  private async lock(ids: readonly string[]): Promise<Map<string, OpenItem>> {
    const found = await this.rows.where(OpenItem, { id: ids, voided: false }, true);
    return new Map(found.map((item) => [item.id, item]));
  }

  private async move(item: OpenItem, amount: string): Promise<void> {
    const after = add(item.settled, amount);
    if (isNegative(after) || compare(after, item.amount) > 0) {
      const open = subtract(item.amount, item.settled);
      throw new DomainError('settlement.exceeded', { number: await this.numberOf(item), open, required: amount });
    }
    item.settled = after;
  }

  private async numberOf(item: Pick<OpenItem, 'id' | 'documentType' | 'title'>): Promise<string> {
    const table = this.rows.table(this.registry.get(item.documentType).entity).name;
    const found = await this.db.one<{ number: string | null }>(`SELECT number FROM "${table}" WHERE id = $1`, [
      item.id,
    ]);
    return found?.number ?? item.title;
  }

  private async write(items: readonly OpenItem[], settlements: readonly Settlement[]): Promise<void> {
    const rows = settlements.map(({ debitId, creditId, amount, reversesId }) => ({
      ...{ id: randomUUIDv7(), debit_id: debitId, credit_id: creditId },
      ...{ amount, reverses_id: reversesId ?? null },
    }));
    await this.db.send(SETTLE, [JSON.stringify(rows)]);
    await this.settleStatus(items);
  }

  /** A document that is settled whole is completed, and effective again when a settlement is taken back. */
  async settleStatus(items: readonly Pick<OpenItem, 'id' | 'documentType'>[]): Promise<void> {
    for (const type of [...new Set(items.map((item) => item.documentType))].sort()) {
      const table = this.rows.table(this.registry.get(type).entity).name;
      const ids = items.map((item) => item.id);
      await this.audit.recordUpdate(type, completionSql(table, 'i.settled = i.amount', 'open_item i'), [ids]);
    }
  }
}
