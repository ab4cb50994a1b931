import { createHash, randomUUID, randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';

/** A field that an act changed; `from` is absent for what is new. */
export interface FieldChange {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** An act as the audit log takes it. */
export interface AuditEntry {
  readonly action: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly recordVersion?: number;
  readonly changes?: readonly FieldChange[];
}

/** A row of the audit log before it has its place and its instant. */
export type AuditRow = Readonly<Record<string, string | number | null>>;

/** The digest that stands for a row's values in the chain. */
export const digestOf = (salt: string, changes: string | null): string =>
  createHash('sha256')
    .update(salt)
    .update('\n')
    .update(changes ?? '')
    .digest('hex');

const inserted = (acts: string): string => `
WITH made AS (
  INSERT INTO audit_log (at, id, actor_id, action, record_type, record_id, record_version, request_id, ip, changes, salt, digest)
  ${acts} RETURNING seq)
INSERT INTO outbox (seq) SELECT seq FROM made`;
const INSERT_ONE = inserted('VALUES (now(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)');
/** What is written again, because the answer of the first time was lost, is there already. */
const INSERT = inserted(
  `SELECT now(), r.* FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, actor_id uuid, action text, record_type text, record_id uuid,
    record_version int, request_id text, ip text, changes text, salt text, digest text) ON CONFLICT (id) DO NOTHING`,
);

/** SQL that notes, for each row that an UPDATE answers (`id`, `version`, `action`, `changes`), an act that followed from another. */
const followed = (update: string, given: number): string => `
WITH moved AS (${update}), act AS MATERIALIZED (SELECT m.*, gen_random_uuid()::text AS salt FROM moved m),
made AS (
  INSERT INTO audit_log (id, at, actor_id, action, record_type, record_id, record_version, request_id, ip, changes, salt, digest)
  SELECT gen_random_uuid(), now(), $${given + 1}::uuid, action, $${given + 2}, id, version, $${given + 3}, $${given + 4}, changes, salt,
    encode(sha256(convert_to(salt || E'\\n' || changes, 'UTF8')), 'hex') FROM act RETURNING seq)
INSERT INTO outbox (seq) SELECT seq FROM made`;

/** Writes the audit log and the outbox in the transaction of the fact, in one statement. */
@Injectable()
export class Audit {
  constructor(
    private readonly db: Db,
    private readonly context: Context,
  ) {}

  /** Records acts. Call it last, after the locks and the writes of the act itself. */
  record(...entries: AuditEntry[]): Promise<void> {
    const rows = entries.map((entry) => this.rowOf(entry));
    return rows.length === 1 ? this.db.send(INSERT_ONE, Object.values(rows[0]!)) : this.write(rows);
  }

  /** The row of an act of whoever is at work; its values stand in the order of the columns. */
  rowOf(entry: AuditEntry): AuditRow {
    const changes = entry.changes?.length ? JSON.stringify(entry.changes) : null;
    const salt = randomUUID();
    return {
      id: randomUUIDv7(),
      actor_id: this.context.maybePrincipal?.userId ?? null,
      action: entry.action,
      record_type: entry.recordType,
      record_id: entry.recordId,
      record_version: entry.recordVersion ?? null,
      request_id: this.context.requestId,
      ip: this.context.ip ?? null,
      changes,
      salt,
      digest: digestOf(salt, changes),
    };
  }

  /**
   * Sends an UPDATE of records of one type and records what it did as acts of their own. The UPDATE answers `id`, `version`,
   * `action`, and `changes` as JSON text.
   */
  recordUpdate(recordType: string, update: string, values: readonly unknown[]): Promise<void> {
    const { maybePrincipal, requestId, ip } = this.context;
    const about = [maybePrincipal?.userId ?? null, recordType, requestId, ip ?? null];
    return this.db.send(followed(update, values.length), [...values, ...about]);
  }

  /** Writes rows of which some may be there already. */
  write(rows: readonly AuditRow[]): Promise<void> {
    return this.db.send(INSERT, [JSON.stringify(rows)]);
  }
}

const QUIET = new Set(['version', 'updatedAt', 'searchText', 'grams', 'sortKey']);
const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/** What differs between two states of a record; bookkeeping columns are left out. */
export function changesBetween(before: object | undefined, after: object): FieldChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  const changes: FieldChange[] = [];
  for (const field of names) {
    if (QUIET.has(field)) continue;
    const from = plain((before as Record<string, unknown> | undefined)?.[field]);
    const to = plain((after as Record<string, unknown>)[field]);
    if (JSON.stringify(from) !== JSON.stringify(to)) changes.push(before ? { field, from, to } : { field, to });
  }
  return changes;
}
